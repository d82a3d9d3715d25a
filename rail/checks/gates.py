"""The access form of a Hub repository, as its card's front matter writes it.

Whether the form is on is a setting of the repository that no file shows
(https://huggingface.co/docs/hub/models-gated, https://huggingface.co/docs/hub/datasets-gated).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.front_matter import scalars
from rail.model.card import Map, Scalar
from rail.model.late import dataclass
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.model.card import Card, MapEntry
    from rail.model.facts import Facts

_KEYS = "extra_gated_"
_TEXTS = ("heading", "description", "prompt", "button_content")


@dataclass(frozen=True, slots=True)
class GateField:
    """One field of the form: the words beside it, its type (``text``, ``checkbox`` ...), and its line."""

    label: str
    type: str
    line: int


@dataclass(frozen=True, slots=True)
class Gate:
    """An access form.

    Attributes:
        texts: what its reader is told, with the line of the key that says it.
        excludes_eu: the line of ``extra_gated_eu_disallowed: true``, or ``None``.
        line: where it begins.
    """

    card: Card
    texts: tuple[tuple[str, str, int], ...]
    fields: tuple[GateField, ...]
    excludes_eu: int | None
    line: int

    def text(self, key: str) -> str:
        """Return what one key says: ``prompt``, ``heading``, ``description`` or ``button_content``."""
        return next((text for name, text, _ in self.texts if name == key), "")

    def place(self, line: int | None = None) -> Location:
        """Return a line of the card, or where the form begins."""
        return Location(self.card.path, line or self.line)

    def has_checkbox(self) -> bool:
        """Tell whether there is something to tick."""
        return any(field.type == "checkbox" for field in self.fields)


def gate_of(facts: Facts) -> Gate | None:
    """Return the access form of the main card, or ``None`` where its front matter has none."""
    card = facts.card
    if card is None or card.front_matter is None:
        return None
    entries = [entry for entry in card.front_matter.entries if entry.key.startswith(_KEYS)]
    if not entries:
        return None
    by_key = {entry.key.removeprefix(_KEYS): entry for entry in entries}
    texts = tuple(
        (key, by_key[key].value.text, by_key[key].line)  # type: ignore[union-attr] # only plain values are asked
        for key in _TEXTS
        if key in by_key and isinstance(by_key[key].value, Scalar)
    )
    fields = tuple(_fields(by_key["fields"])) if "fields" in by_key else ()
    return Gate(card, texts, fields, _is_on(by_key.get("eu_disallowed")), entries[0].line)


def _fields(entry: MapEntry) -> Iterator[GateField]:
    if not isinstance(entry.value, Map):
        return
    for field in entry.value.entries:
        kind = field.value.get("type") if isinstance(field.value, Map) else field.value
        options = field.value.get("options") if isinstance(field.value, Map) else None
        label = " | ".join([field.key, *(option.text for option in scalars(options))])
        yield GateField(label, kind.text.strip().lower() if isinstance(kind, Scalar) else "", field.line)


def _is_on(entry: MapEntry | None) -> int | None:
    on = entry is not None and isinstance(entry.value, Scalar) and entry.value.text.strip().lower() == "true"
    return entry.line if on and entry is not None else None
