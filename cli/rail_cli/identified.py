"""Printing what ``rail identify`` found; shared by the command and its quick way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.operations.identify import identify_files
from rail.operations.own import own_records_here
from rail_cli.errors import FAILED
from rail_cli.output import stdout_width, write_stdout, write_stdout_page

if TYPE_CHECKING:
    from collections.abc import Sequence


def print_identified(paths: Sequence[str], format_: str, *, terms: bool = False) -> int:
    """Identify the files, print, and return the exit code: 2 where one could not be read.

    Args:
        paths: the files.
        format_: ``terminal`` or ``json``.
        terms: print what became of the terms of a modified text, too.
    """
    files = identify_files(paths, own_records_here(), keep=terms)
    told = None
    if terms:
        from rail.operations.changed_texts import terms_of_files
        from rail.operations.own import knowledge_here

        told = terms_of_files(files, knowledge_here())
    if format_ == "json":
        from rail.reports.identification import identify_json

        write_stdout(identify_json(files, told))
    else:
        from rail.reports.identification import identify_page

        write_stdout_page(identify_page(files, stdout_width(), told))
    return FAILED if any(file.problem for file in files) else 0
