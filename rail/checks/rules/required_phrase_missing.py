"""required-phrase-missing: a licence asks that readers see a phrase, and no card shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.context import Found, Skip
from rail.checks.obligations import obligations, unresolved
from rail.checks.passages import Passages, card_text, documents
from rail.checks.paths import upstream_words
from rail.checks.unread import unread_cards, unread_front_matter
from rail.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.checks.obligations import Obligation
    from rail.model.facts import Facts
    from rail.model.terms import Term


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for the phrase of each binding licence in the cards and READMEs."""
    facts = context.facts
    yield from unread_front_matter(facts)
    for upstream in unresolved(facts):
        yield Skip(f"the licence of {upstream_words(upstream)} is not known here, so no phrase that it asks for is")
    for obligation in obligations(facts, context.knowledge):
        for duty in obligation.duties:
            # A phrase that stands in for the provider's own statement binds those who pass on, not the provider.
            stands_in = "when-missing" in duty.params and not obligation.upstreams
            if duty.about == "display-phrase" and not stands_in:
                yield from _phrase(facts, obligation, duty)


def _phrase(facts: Facts, obligation: Obligation, duty: Term) -> Iterator[Found | Skip]:
    phrase = duty.params.get("phrase")
    if not isinstance(phrase, str):
        yield Skip(f"{obligation.record.id}: the phrase to display is not recorded")
    elif not documents(facts):
        yield from list(unread_cards(facts)) or [Skip(f'there is no card in which "{phrase}" could stand')]
    elif not any(Passages(card_text(card)).shows(phrase) for card in documents(facts)):
        yield Found(
            obligation.place(facts),
            f'{obligation.because}; no card of the release shows "{phrase}"; a website, an interface or other '
            "documentation may, which is not seen from here",
            severity=None if obligation.upstreams else Severity.WARNING,
            confidence=obligation.confidence,
            component="weights",
            fix=f'write "{phrase}" where readers of the card see it',
            evidence=obligation.evidence(facts, duty),
        )
