"""required-name-prefix-missing: a licence asks that a derivative's name begin in a certain way, and it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.context import Found, Skip
from rail.checks.obligations import obligations, unresolved
from rail.checks.passages import documents
from rail.checks.paths import upstream_words
from rail.checks.unread import unread_front_matter
from rail.checks.upstreams import short_name
from rail.model.facts import RelationKind
from rail.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.checks.obligations import Obligation
    from rail.model.facts import Facts
    from rail.model.terms import Term


def find(context: Context) -> Iterator[Found | Skip]:
    """Hold the release's name against what each binding licence asks of it."""
    facts = context.facts
    yield from unread_front_matter(facts)
    for upstream in unresolved(facts):
        yield Skip(f"the licence of {upstream_words(upstream)} is not known here, so what it asks of names is not")
    for obligation in obligations(facts, context.knowledge):
        for duty in obligation.duties:
            if duty.about == "name-prefix":
                yield from _prefix(facts, obligation, duty)


def _prefix(facts: Facts, obligation: Obligation, duty: Term) -> Iterator[Found | Skip]:
    prefix = duty.params.get("prefix")
    if not isinstance(prefix, str):
        yield Skip(f"{obligation.record.id}: the name prefix is not recorded")
        return
    if all(upstream.kind is RelationKind.QUANTIZED for upstream in obligation.upstreams):
        return  # the licensor's own release, or a copy of it that was not trained further
    wanted = _plain(prefix)
    titles = [card.sections[0].title for card in documents(facts) if card.sections and card.sections[0].level == 1]
    name = short_name(facts.name)
    if any(_plain(one).startswith(wanted) for one in (name, *titles)):
        return
    certain = facts.source == "hub-cache"
    yield Found(
        obligation.place(facts),
        f'{obligation.because}; the name must begin with "{prefix}", and neither "{name}" nor the card\'s title does',
        severity=None if certain else Severity.REVIEW,
        confidence=obligation.confidence if certain else "medium",
        component="weights",
        fix=f'name the model so that "{prefix}" comes first, as in {prefix}-{name}',
        evidence=obligation.evidence(facts, duty),
    )


def _plain(name: str) -> str:
    """Return letters and digits; the licensor's own models begin with its name, and their derivatives keep it."""
    return "".join(mark for mark in name.lower() if mark.isalnum()).removeprefix("meta")
