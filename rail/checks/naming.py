"""Whether a text names a licence or a data set, in whichever spelling people use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rail.model.license import License

_OTHER = re.compile(r"[^0-9a-z]+")
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

    def names(self, record: License) -> bool:
        """Tell whether a licence is named here, by one of its names, an id, or the address of its text."""
        ids = (record.ids.spdx, record.ids.hub, record.id)
        spellings = [name for name in (record.name, *record.names, *ids) if name and len(name) >= _SHORTEST]
        address = "" if record.text is None else record.text.url.partition("://")[2].removesuffix("/legalcode")
        return any(self.holds(name) for name in (*spellings, address))


def _plain(text: str) -> str:
    return _OTHER.sub(" ", text.lower()).strip()
