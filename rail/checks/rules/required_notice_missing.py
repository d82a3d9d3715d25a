"""required-notice-missing: a licence asks for a fixed notice in a file, and it is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.context import Found, Skip
from rail.checks.obligations import obligations, unresolved
from rail.checks.passages import card_text, documents, notice_finder
from rail.checks.paths import upstream_words
from rail.checks.unread import unread_front_matter, unread_licenses
from rail.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.checks.obligations import Obligation
    from rail.model.facts import Facts
    from rail.model.terms import Term


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for the notice of each binding licence."""
    facts = context.facts
    yield from unread_front_matter(facts)
    for upstream in unresolved(facts):
        yield Skip(f"the licence of {upstream_words(upstream)} is not known here, so its notices are not known either")
    for obligation in obligations(facts, context.knowledge):
        for duty in obligation.duties:
            # A notice that is asked for on a condition that no file of a release shows is not missing.
            if duty.about == "notice-text" and "condition" not in duty.params:
                yield from _notice(facts, obligation, duty)


def _notice(facts: Facts, obligation: Obligation, duty: Term) -> Iterator[Found | Skip]:
    holds = notice_finder(obligation.record, duty)
    if holds is None:
        yield Skip(f"{obligation.record.id}: the words of its notice are not recorded")
        return
    notices = [file for file in facts.license_files if file.role == "notice"]
    if any(holds(file.text) for file in notices):
        return
    unread = list(unread_licenses(facts))
    if unread:
        yield from unread
        return
    name = str(duty.params.get("file", "NOTICE"))
    elsewhere = next((card for card in documents(facts) if holds(card_text(card))), None)
    if elsewhere is not None:
        where = f"the notice stands in {elsewhere.path}, and not in a {name} file"
    elif notices:
        where = f"{notices[0].location.path} does not hold the notice that it asks for"
    else:
        where = f"there is no {name} file with the notice that it asks for"
    yield Found(
        notices[0].location if notices else obligation.place(facts),
        f"{obligation.because}; {where}",
        severity=Severity.WARNING if elsewhere is not None or not obligation.upstreams else None,
        confidence=obligation.confidence,
        component="weights",
        fix=f"add a text file {name} that holds the sentence of {obligation.label(duty)}, word for word",
        evidence=obligation.evidence(facts, duty),
    )
