"""Links of a card that lead to licence or policy documents, and whether those inside the release exist."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from rail.artifacts.card_claims import scalars
from rail.artifacts.names import license_role
from rail.artifacts.reading import folder_of
from rail.artifacts.sources.paths import inside
from rail.model.facts import LinkFact
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rail.artifacts.sources.interface import Source
    from rail.model.card import Card

_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)
_WORDS = (
    (
        "use-policy",
        re.compile(r"acceptable[-_ ]use|use[-_ ]policy|usage[-_ ]policy|use[-_ ]restrictions?|\baup\b", re.IGNORECASE),
    ),
    ("license", re.compile(r"licen[cs]|copying|openrail|\brail[-_ ]m\b|terms[-_ ]of[-_ ]use", re.IGNORECASE)),
    ("notice", re.compile(r"(?:^|/)notice(?:\.(?:txt|md))?$", re.IGNORECASE)),
)


def read_links(cards: Iterable[Card], source: Source) -> Iterator[LinkFact]:
    """Yield the links to licence, policy and notice documents, in the order of the cards."""
    for card in cards:
        if card.front_matter is not None:
            for entry in card.front_matter.entries:
                if entry.key == "license_link":
                    for scalar in scalars(entry.value):
                        yield _fact(scalar.text, "license", Location(card.path, scalar.line), source)
        for link in card.links:
            what = _what(link.target, link.text)
            if what is not None:
                yield _fact(link.target, what, Location(card.path, link.line), source)


def _what(target: str, text: str) -> str | None:
    relative = not _ABSOLUTE.match(target)
    role = license_role(_path(target)) if relative else None
    if role is not None:
        return role
    looked = target if relative else f"{target} {text}"
    return next((what for what, pattern in _WORDS if pattern.search(looked)), None)


def _fact(target: str, what: str, location: Location, source: Source) -> LinkFact:
    if not target or _ABSOLUTE.match(target):
        return LinkFact(target, what, location, None)
    path = _path(target)
    # The Hub and GitHub read a leading "/" as the root of the repository.
    place = inside("", path.lstrip("/")) if path.startswith("/") else inside(folder_of(location.path), path)
    return LinkFact(target, what, location, place is not None and source.exists(place))


def _path(target: str) -> str:
    return unquote(re.split(r"[?#]", target, maxsplit=1)[0])
