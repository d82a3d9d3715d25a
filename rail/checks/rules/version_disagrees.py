"""version-disagrees: two places of a release say that it is two different versions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.checks.context import Found, Skip
from rail.checks.said import said_of
from rail.checks.unread import unread_front_matter
from rail.checks.wording import pattern
from rail.model.finding import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.contents import StatedVersion
    from rail.model.location import Location

_NUMBER = re.compile(r"\D{0,12}?(\d{1,9}(?:\.\d{1,9}){0,4})(.{0,20})", re.DOTALL)
_WORDS = {
    "card": "the card",
    "citation": "the citation file",
    "package": "the package metadata",
    "data-description": "the description of the data",
    "tag": "the revision that was asked for",
}


def find(context: Context) -> Iterator[Found | Skip]:
    """Hold the places against the first of them; a package beside a model has a version of its own."""
    facts = context.facts
    own = {"card", "citation", "data-description", "tag", *(["package"] if facts.artifact == "code" else [])}
    stated = [one for one in facts.contents.versions if one.source in own and _key(one.value) is not None]
    if len(stated) > 1:
        first = stated[0]
        for other in stated[1:]:
            if _key(other.value) != _key(first.value):
                yield _disagree(first, other)
    elif len(stated) == 1:
        yield from _announced(context, stated[0])
    if any(one.source != "card" for one in stated):
        yield from unread_front_matter(facts)


def _disagree(first: StatedVersion, other: StatedVersion) -> Found:
    places = sorted((first, other), key=lambda one: one.source == "tag")
    return Found(
        places[0].location,
        f"{_WORDS[first.source]} says version {first.value}, and {_WORDS[other.source]} says {other.value}",
        evidence=tuple(Evidence(f"version {one.value}", one.location if one.location.path else None) for one in places),
    )


def _announced(context: Context, stated: StatedVersion) -> Iterator[Found]:
    """Hold a citation file against the newest version that the documents announce."""
    release = pattern(context, "announced")
    if stated.source != "citation" or release is None:
        return
    newest: tuple[tuple[int, ...], str, Location] | None = None
    for part in said_of(context.facts):
        for match in release.finditer(part.text):
            value = match.group(match.lastindex or 0)
            key = _key(value)
            if key is not None and (newest is None or key[0] > newest[0]):
                newest = key[0], value, part.place(match.start())
    own = _key(stated.value)
    if newest is not None and own is not None and newest[0][:2] > own[0][:2]:
        yield Found(
            stated.location,
            f"the citation file says version {stated.value}, and {newest[2].path} announces {newest[1]}",
            confidence="medium",
            evidence=(Evidence(f"announces {newest[1]}", newest[2]),),
        )


def _key(value: str) -> tuple[tuple[int, ...], str] | None:
    """Return what is compared of a version: its numbers without zeros at the end, and the first letter of what follows.

    ``v1.0`` and ``1.0.0`` are one version, ``1.0`` and ``1.0rc1`` are two; a word such as ``latest`` is none.
    """
    match = _NUMBER.fullmatch(value.strip())
    if match is None:
        return None
    numbers = [int(part) for part in match.group(1).split(".")]
    while len(numbers) > 1 and numbers[-1] == 0:
        numbers.pop()
    rest = match.group(2).lstrip(".-+_ ").lower()
    return tuple(numbers), rest[:1]
