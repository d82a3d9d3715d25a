"""What the first look needs of a known text: its names, and the numbers that have the form of list labels."""

from __future__ import annotations

from typing import NamedTuple


class Names(NamedTuple):
    """Who a known text is: our id, the ids of others, its title, its language and the text it translates."""

    id: str
    spdx: str | None
    hub: str | None
    licensedb: str | None
    title: str
    language: str = "en"
    translation_of: str | None = None


class KnownMark(NamedTuple):
    """A possible label of a known text; ``fixed`` when it is a number of a sentence, which must not change."""

    place: int
    value: str
    fixed: bool
