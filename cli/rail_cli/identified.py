"""Printing what ``rail identify`` found; shared by the command and its quick way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.operations.identify import identify_files
from rail.operations.own import own_records_here
from rail_cli.errors import FAILED
from rail_cli.output import stdout_width, write_stdout, write_stdout_page

if TYPE_CHECKING:
    from collections.abc import Sequence


def print_identified(paths: Sequence[str], format_: str) -> int:
    """Identify the files, print, and return the exit code: 2 where one could not be read."""
    files = identify_files(paths, own_records_here())
    if format_ == "json":
        from rail.reports.identification import identify_json

        write_stdout(identify_json(files))
    else:
        from rail.reports.identification import identify_page

        write_stdout_page(identify_page(files, stdout_width()))
    return FAILED if any(file.problem for file in files) else 0
