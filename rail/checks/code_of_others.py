"""Code of others that READMEs say theirs was made from, and whether a licence or notice file names it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.model.card import Card
    from rail.model.facts import Facts

_REPOSITORY = re.compile(r"https?://(?:www\.)?(?:github|gitlab)\.com/([\w.-]{1,80})/([\w.-]{1,100})")
_MADE = re.compile(
    r"\b(?:our|this|the) (?:\w+ ){0,2}?(?:code|codebase|implementation|software)\b[^.\n]{0,60}?"
    r"\b(?:based|built|builds|adapted|derived|borrowed|modified|forked)\b[^.\n]{0,40}$",
    re.IGNORECASE,
)
_LONGEST_LINE = 4000
_MOST_LINKS = 500


class Borrowed(NamedTuple):
    """A project that code was made from: its name, the link, and where that is said."""

    name: str
    target: str
    location: Location


def borrowed_code(facts: Facts) -> Iterator[Borrowed]:
    """Yield the projects that a README or page says the code was made from and that no notice names."""
    pages = [page for page in (*facts.cards, *facts.readmes, *facts.pages) if page.links]
    named = ""
    for page in pages:
        for found in _of_page(page):
            if not named:
                named = "\n".join(f"{file.location.path}\n{file.text}" for file in facts.license_files).lower() or "\n"
            if _plain(found.name) not in _plain(named) and _plain(found.name) not in _plain(facts.name):
                yield found


def _of_page(page: Card) -> Iterator[Borrowed]:
    bodies = [(page.body_line, page.preamble), *((section.line + 1, section.body) for section in page.sections)]
    links = {link.line: link for link in reversed(page.links[:_MOST_LINKS]) if _REPOSITORY.match(link.target)}
    for first, body in bodies if links else ():
        lines = body.splitlines()
        for number in range(first, first + len(lines)):
            link = links.get(number)
            line = lines[number - first]
            place = -1 if link is None or len(line) > _LONGEST_LINE else line.find(f"]({link.target}")
            if link is None or place < 0 or _MADE.search(line[: line.rfind("[", 0, place)]) is None:
                continue
            match = _REPOSITORY.match(link.target)
            if match is not None:
                yield Borrowed(match[2].removesuffix(".git"), match[0], Location(page.path, number))


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())
