"""``rail check --many``: a list of releases, with a progress bar on a terminal."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from rail_cli.output import stdout_width, tell, write_stdout, write_stdout_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from rail.model.many import Checked, Tally
    from rail.operations.many import Ask

    Write = Callable[[str], object]


def refuse_with_many(options: Mapping[str, object]) -> None:
    """Refuse what makes no sense for a list.

    Raises:
        InputError: one of these was given.
    """
    from rail.errors import InputError

    for name, given in options.items():
        if given:
            message = f"--many checks a list of releases; it takes no {name}"
            raise InputError(message, "rail check --many LIST --format terminal|json")


def run_many(name: str, ask: Ask, *, jobs: int | None, output: str | None) -> int:
    """Check every release of a list, print, and return the exit code."""
    from rail.model.many import Tally
    from rail.operations.many import check_many, read_list
    from rail.operations.today import as_of_date

    paths = read_list(name)
    ask = ask._replace(as_of=as_of_date(ask.as_of))
    tally = Tally()
    with _sink(output) as write, _shown(check_many(paths, ask, jobs), paths) as results:
        for one in results:
            tally.add(one)
            if ask.documents:
                write(one.line)
        if not ask.documents:
            _summary(tally, ask, write if output else None)
    if output is not None or ask.documents:
        tell(f"{tally.total:,} releases, {tally.failed:,} with findings at {ask.fail_on}, as of {ask.as_of}")
    for line in tally.errors if ask.documents else ():
        tell(line)
    return 2 if tally.not_checked else int(tally.failed > 0)


def _summary(tally: Tally, ask: Ask, write: Write | None) -> None:
    from rail.reports.many import write_many

    page = write_many(tally, as_of=ask.as_of or "", width=stdout_width(to_file=write is not None))
    if write is None:
        write_stdout_page(page)
    else:
        write(page.text())


@contextmanager
def _shown(results: Iterator[Checked], paths: Sequence[str]) -> Iterator[Iterator[Checked]]:
    """Show how far it is, where somebody watches."""
    if not sys.stderr.isatty():
        yield results
        return
    with click.progressbar(results, length=len(paths), label="checking", file=sys.stderr, show_pos=True) as bar:
        yield iter(bar)


@contextmanager
def _sink(output: str | None) -> Iterator[Write]:
    """Give what takes the lines: standard output, or a file that is whole or not there."""
    if output is None:
        yield write_stdout
        return
    from rail.errors import RailError

    part = f"{output}.part"
    try:
        with open(part, "w", encoding="utf-8", newline="\n") as stream:  # noqa: PTH123 # as write_file does
            yield stream.write
        os.replace(part, output)  # noqa: PTH105 # as write_file does
    except OSError as error:
        message = f"{output}: cannot be written: {error.strerror or error}"
        raise RailError(message, "--output FILE names a file in a folder that exists") from error
