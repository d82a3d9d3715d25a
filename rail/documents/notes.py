"""Notes: what a format has no field for, as one line of JSON in a place for free text (annotation, comment, property).

Every note is an object whose first key says what it is; ``<`` and ``>`` are escaped, so that no format takes a note for
markup. A reader that knows the key gets the same values back from every format.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.documents.inventory import Described, Inventory, Restriction

RESTRICTION = "use-restriction"
CARD = "card"


def restriction_note(restriction: Restriction) -> dict[str, Any]:
    """Return a use restriction as a note; what it leaves empty is left out."""
    note = {
        "note": RESTRICTION,
        "license": restriction.expression,
        "instrument": restriction.instrument,
        "kind": restriction.kind,
        "about": restriction.about,
        "label": restriction.label,
        "clause": restriction.clause,
        "clause_label": restriction.clause_label,
        "term": restriction.term,
        "summary": restriction.summary,
        "words": restriction.words,
        "qualifiers": {name: list(values) for name, values in restriction.qualifiers.items()},
        "artifacts": list(restriction.artifacts),
        "when": list(restriction.when),
    }
    return {key: value for key, value in note.items() if value not in (None, [], {})}


def card_notes(described: Described | None) -> Iterator[dict[str, Any]]:
    """Yield what a card says, one note a topic."""
    for topic, text in described.sections.items() if described else ():
        yield {"note": CARD, "path": described.path if described else "", "topic": topic, "text": text}


def release_notes(inventory: Inventory) -> Iterator[dict[str, Any]]:
    """Yield the notes about the release itself: its use restrictions, then what its card says."""
    yield from map(restriction_note, inventory.restrictions)
    yield from card_notes(inventory.described)


def note_text(note: dict[str, Any]) -> str:
    """Return a note as one line of ASCII."""
    text = json.dumps(note, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("\x7f", "\\u007f")


def read_note(text: str) -> dict[str, Any] | None:
    """Return the note that a text is, or ``None``."""
    if not text.startswith('{"note":'):
        return None
    try:
        note = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return note if isinstance(note, dict) else None
