"""Options of ``rail attach`` that say where a text comes from, and what the licence is attached to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING

import click

from rail_cli.paths import PathName

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from rail.attach.text_sources import TextOffer


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a text comes from, and what is written.

    Attributes:
        text: a file, folder or cached repository that has the text.
        fetch: the record's pinned address may be asked.
        revision: the revision of a repository that is added to, instead of files on disk.
        as_tag: the name of the tag that the result gets.
        recover: mend what an earlier command left half done, and nothing else.
    """

    text: str | None
    fetch: bool
    revision: str | None
    as_tag: str | None
    recover: bool

    def __post_init__(self) -> None:
        """Refuse one of two options that belong together."""
        if (self.revision is None) != (self.as_tag is None):
            message = "--revision and --as-tag go together: what is added to, and the name of the result"
            raise click.UsageError(message)

    def offer(self, licenses: int) -> TextOffer:
        """Return the offer for so many licences."""
        from rail.attach.text_sources import TextOffer

        return TextOffer(self.text, fetch=self.fetch, shared=licenses > 1)


def origin_options(command: Callable[..., int]) -> Callable[..., int]:
    """Add the options; the command gets them as ``origin``."""

    @wraps(command)
    def wrapped(**given: Any) -> int:  # noqa: ANN401 # what click parsed
        names = ("text", "fetch", "revision", "as_tag", "recover")
        return command(
            **{key: value for key, value in given.items() if key not in names},
            origin=Origin(**{name: given[name] for name in names}),
        )

    options = (
        click.option(
            "--text",
            metavar="FILE",
            type=PathName(),
            help="Take the text from a file, a folder, or OWNER/NAME of the Hub cache; checked against the record.",
        ),
        click.option(
            "--fetch", is_flag=True, help="Take the text from the address that its record pins; needs railkit[online]."
        ),
        click.option(
            "--revision",
            metavar="TAG",
            help="Add to this revision of your git repository, not to the files on disk; with --as-tag.",
        ),
        click.option("--as-tag", metavar="NAME", help="The new tag for the revision with its licence."),
        click.option("--recover", is_flag=True, help="Mend what a command left half written in PATH, and stop."),
    )
    adding: Callable[..., int] = wrapped
    for option in reversed(options):
        adding = option(adding)
    return adding
