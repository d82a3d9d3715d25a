"""gate-without-acceptance: an access form stands before the release, and nobody accepts its terms by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.claims import card_claims, license_name, named_ids
from rail.checks.context import Found, Skip
from rail.checks.gates import gate_of
from rail.checks.unread import unread_front_matter
from rail.checks.wording import pattern
from rail.model.terms import TermKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.checks.gates import Gate


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for something by which the terms are accepted: a box to tick, or a text and a button that say so."""
    yield from unread_front_matter(context.facts)
    gate = gate_of(context.facts)
    if gate is None or gate.has_checkbox() or not (gate.texts or gate.fields):
        return
    accepts, terms = pattern(context, "accepts"), pattern(context, "terms")
    button = gate.text("button_content")
    told = " ".join(text for key, text, _ in gate.texts if key != "button_content")
    if button and accepts and not accepts.search(button) and not accepts.search(told):
        yield Found(
            gate.place(),
            f"the access form has no box to tick, and its button says {button.strip()[:60]!r}, which accepts nothing",
        )
    elif not (terms and terms.search(told)):
        yield from _restricted(context, gate)


def _restricted(context: Context, gate: Gate) -> Iterator[Found]:
    """The Hub's own words are about contact data: without a text of one's own, no reader agrees to a licence."""
    knowledge = context.knowledge
    for claim in card_claims(context.facts):
        for license_id in sorted(named_ids(claim, knowledge)):
            record = knowledge.license(license_id)
            if record is None or record.terms is None or not record.terms.of_kind(TermKind.PROHIBITION):
                continue
            yield Found(
                gate.place(),
                f"the access form speaks of no terms, and {license_name(license_id, knowledge)} has use restrictions "
                "that whoever gets the release must accept",
            )
            return
