"""What the commands of ``rail report`` share: how a release is named, hashed with a progress bar, and written out."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from rail.errors import RailError
from rail_cli.output import tell, write_bytes, write_stdout_bytes
from rail_cli.paths import PathName

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rail.documents.inventory import Inventory

    Command = TypeVar("Command", bound=Callable[..., Any])
_SHOWN = 12
_OPTIONS = (
    click.argument("path", default=".", type=PathName()),
    click.option("--revision", metavar="REV", help="Look at a git revision instead of the files on disk."),
    click.option("--hub", is_flag=True, help="Treat it as a Hub repository although no card has a front matter."),
    click.option("--as-of", metavar="DATE", help="The date that the document speaks of.  [default: today in UTC]"),
    click.option(
        "--output", metavar="FILE", type=PathName(), help="Write the document there instead of to standard output."
    ),
)


def release_options(command: Command) -> Command:
    """Give a command the argument and options by which it names a release, a date and a place for its output."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def read_inventory(path: str, *, revision: str | None, hub: bool, as_of: str | None) -> Inventory:
    """Return the inventory of a release; on a terminal a bar shows how far its files are hashed."""
    from rail.operations.report import release_inventory

    with hashing_bar() as progress:
        return release_inventory(path, revision=revision, hub=hub, as_of=as_of, progress=progress)


def deliver(data: bytes, output: str | None) -> None:
    """Write a document to a file or to standard output."""
    if output is None:
        write_stdout_bytes(data)
    else:
        write_bytes(output, data)
        tell(f"{output} written")


def make_folder(path: str) -> None:
    """Make the folder that documents are written into; one that is there already is taken as it is.

    Raises:
        RailError: it cannot be made.
    """
    try:
        os.makedirs(path, exist_ok=True)  # noqa: PTH103 # starts faster than pathlib
    except OSError as error:
        message = f"{path}: cannot be made: {error.strerror or error}"
        raise RailError(message, "--output DIR names a folder in one that exists") from error


def tell_missing(missing: Sequence[str]) -> None:
    """Tell people what the document leaves open because no place states it."""
    if missing:
        tell("left open, for no place states it:")
    for line in missing[:_SHOWN]:
        tell(f"  {line}")
    if len(missing) > _SHOWN:
        tell(f"  and {len(missing) - _SHOWN} more")


@contextmanager
def hashing_bar() -> Iterator[Callable[[int, int], None] | None]:
    """Show how far files are hashed, where standard error is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, label="Hashing", show_eta=False, file=sys.stderr) as bar:

        def told(done: int, whole: int) -> None:
            bar.length = max(1, whole)
            bar.update(done - bar.pos)

        yield told
