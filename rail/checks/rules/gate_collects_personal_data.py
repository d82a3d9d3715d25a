"""gate-collects-personal-data: the access form asks for personal data and does not say what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.context import Found, Skip
from rail.checks.gates import gate_of
from rail.checks.said import first_said, said_in
from rail.checks.unread import unread_front_matter
from rail.checks.wording import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context

_SHOWN = 5


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for fields about persons, and for a word on privacy in the form or the card."""
    yield from unread_front_matter(context.facts)
    gate = gate_of(context.facts)
    if gate is None:
        return
    personal, privacy = pattern(context, "personal"), pattern(context, "privacy")
    if personal is None or privacy is None:
        return
    asked = [
        field for field in gate.fields if field.type in {"date_picker", "ip_location"} or personal.search(field.label)
    ]
    asked = [field for field in asked if field.type != "checkbox"]
    told = [text for _, text, _ in gate.texts] + [field.label for field in gate.fields]
    if not asked or any(privacy.search(text) for text in told) or first_said(said_in([gate.card]), privacy):
        return
    names = ", ".join(f'"{field.label.partition(" | ")[0][:40]}"' for field in asked[:_SHOWN])
    more = f" and {len(asked) - _SHOWN} more" if len(asked) > _SHOWN else ""
    yield Found(
        gate.place(asked[0].line),
        f"the access form asks for personal data ({names}{more}), and nothing says what becomes of it",
    )
