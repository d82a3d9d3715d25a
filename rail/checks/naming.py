"""Whether a text names a licence or a data set, in whichever spelling people use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rail.model.license import License

_OTHER = re.compile(r"[^0-9a-z]+")
_LICENSE = re.compile(r"licen[cs]e|agreement|terms", re.IGNORECASE)
_WORDS = ("license", "licence", "community license", "community licence", "agreement", "terms")
_SHORTEST = 5  # characters: a shorter name is a word of the language as often


class Words:
    """A text as its letters and digits, so that CC-BY-4.0, CC BY 4.0 and cc_by_4_0 are one spelling."""

    def __init__(self, text: str) -> None:
        """Normalise the text once."""
        self._line = f" {_plain(text)} "

    def holds(self, name: str) -> bool:
        """Tell whether a name stands here, whole words only."""
        plain = _plain(name)
        return bool(plain) and f" {plain} " in self._line

    def begins(self, stem: str) -> bool:
        """Tell whether a word here begins so."""
        return f" {stem}" in self._line

    def names(self, record: License) -> bool:
        """Tell whether a licence is named here, by one of its names, an id, or the address of its text."""
        ids = (record.ids.spdx, record.ids.hub, record.id)
        spellings = [name for name in (record.name, *record.names, *ids) if name and len(name) >= _SHORTEST]
        address = "" if record.text is None else record.text.url.partition("://")[2].removesuffix("/legalcode")
        if record.artifacts[:1] == ("model",):
            # "Llama 2" is a model as often as its licence.
            spellings = [told for name in spellings for told in _as_license(name)]
        return any(self.holds(name) for name in (*spellings, address))


def _as_license(name: str) -> tuple[str, ...]:
    """Return a name in the ways that can only mean a licence."""
    if _LICENSE.search(name):
        return (name,)
    return tuple(f"{name} {word}" for word in _WORDS)


def _plain(text: str) -> str:
    return _OTHER.sub(" ", text.lower()).strip()
