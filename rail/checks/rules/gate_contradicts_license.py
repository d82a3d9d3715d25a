"""gate-contradicts-license: the access form limits the use, and the stated licence does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.cards.blocks import read_blocks
from rail.cards.prose import read_statements
from rail.checks.claims import card_claims, quote
from rail.checks.context import Found, Skip
from rail.checks.gates import gate_of
from rail.checks.limits import has_limit
from rail.checks.unread import unread_front_matter
from rail.model.finding import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.checks.gates import Gate
    from rail.model.facts import LicenseClaim

_NEAR = "non-commercial"


def find(context: Context) -> Iterator[Found | Skip]:
    """Hold the limits that the form states against those of the licence in the front matter."""
    yield from unread_front_matter(context.facts)
    gate = gate_of(context.facts)
    if gate is None:
        return
    claims = [claim for claim in card_claims(context.facts) if claim.location.path == gate.card.path]
    for limit, (line, words) in _limits(context, gate).items():
        held = [has_limit(claim, limit, context.knowledge) for claim in claims]
        near = limit == "research-only" and any(has_limit(claim, _NEAR, context.knowledge) for claim in claims)
        if True in held or near or not claims:
            continue  # a release without a licence contradicts nothing; license-missing speaks of it
        label = context.knowledge.vocabulary().label(limit)
        if None in held:
            claim = claims[held.index(None)]
            what = f"the form limits the use ({label}), and we do not know the terms of {quote(claim.value)}"
            yield Skip(f"{gate.card.path}: {what}")
        else:
            yield _found(gate, claims[0], (line, words), label)


def _limits(context: Context, gate: Gate) -> dict[str, tuple[int, str]]:
    """Return each limit that the form states, with its line and the words; research only is non-commercial besides."""
    wanted = context.strings("limits")
    said = [(text, line) for _, text, line in gate.texts]
    said += [(f"{field.label}.", field.line) for field in gate.fields]
    found: dict[str, tuple[int, str]] = {}
    for text, line in said:
        for statement in read_statements(read_blocks(text), context.knowledge):
            if statement.kind == "limits" and statement.about in wanted:
                found.setdefault(statement.about, (line, statement.text))
    return found


def _found(gate: Gate, claim: LicenseClaim, said: tuple[int, str], label: str) -> Found:
    line, words = said
    return Found(
        gate.place(line),
        f"the access form limits the use ({label}), and the card states {quote(claim.value)}",
        evidence=(
            Evidence(quote(words), gate.place(line)),
            Evidence(f"states {quote(claim.value)}", claim.location),
        ),
    )
