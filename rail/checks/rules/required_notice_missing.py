"""required-notice-missing: a licence asks for a fixed notice, a displayed phrase or a name, and it is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.context import Found, Skip
from rail.checks.obligations import obligations, unresolved
from rail.checks.passages import Passages, card_text, documents, notice_finder
from rail.checks.paths import path_evidence, upstream_words
from rail.checks.unread import unread_cards, unread_front_matter, unread_licenses
from rail.checks.upstreams import short_name
from rail.model.facts import RelationKind
from rail.model.finding import Evidence, Severity
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.checks.obligations import Obligation
    from rail.model.facts import Facts
    from rail.model.terms import Term


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for what each binding licence wants to be seen."""
    facts = context.facts
    yield from unread_front_matter(facts)
    for upstream in unresolved(facts):
        yield Skip(f"the licence of {upstream_words(upstream)} is not known here, so its notices are not known either")
    for obligation in obligations(facts, context.knowledge):
        for duty in obligation.duties:
            match duty.about:
                case "notice-text":
                    yield from _notice(facts, obligation, duty)
                case "display-phrase":
                    yield from _phrase(facts, obligation, duty)
                case "name-prefix":
                    yield from _prefix(facts, obligation, duty)
                case _:
                    pass


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
    place = notices[0].location if notices else _place(facts, obligation)
    yield _found(
        facts,
        place,
        obligation,
        duty,
        where,
        severity=Severity.WARNING if elsewhere is not None or obligation.upstream is None else None,
        fix=f"add a text file {name} that holds the sentence of {_label(obligation, duty)}, word for word",
    )


def _phrase(facts: Facts, obligation: Obligation, duty: Term) -> Iterator[Found | Skip]:
    phrase = duty.params.get("phrase")
    if not isinstance(phrase, str):
        yield Skip(f"{obligation.record.id}: the phrase to display is not recorded")
    elif not documents(facts):
        yield from list(unread_cards(facts)) or [Skip(f'there is no card in which "{phrase}" could stand')]
    elif not any(Passages(card_text(card)).shows(phrase) for card in documents(facts)):
        yield _found(
            facts,
            _place(facts, obligation),
            obligation,
            duty,
            f'no card of the release shows "{phrase}"; a website, an interface or other documentation may, which is '
            "not seen from here",
            severity=Severity.REVIEW if obligation.upstream is not None else Severity.WARNING,
            fix=f'write "{phrase}" where readers of the card see it',
        )


def _prefix(facts: Facts, obligation: Obligation, duty: Term) -> Iterator[Found | Skip]:
    prefix = duty.params.get("prefix")
    if not isinstance(prefix, str):
        yield Skip(f"{obligation.record.id}: the name prefix is not recorded")
        return
    if obligation.upstream is None or obligation.upstream.kind is RelationKind.QUANTIZED:
        return  # the licensor's own release, or a copy of it that was not trained further
    wanted = _plain(prefix)
    titles = [card.sections[0].title for card in documents(facts) if card.sections and card.sections[0].level == 1]
    if any(_plain(name).startswith(wanted) for name in (short_name(facts.name), *titles)):
        return
    certain = facts.source == "hub-cache"
    yield _found(
        facts,
        _place(facts, obligation),
        obligation,
        duty,
        f'the name must begin with "{prefix}", and neither "{short_name(facts.name)}" nor the card\'s title does',
        severity=None if certain else Severity.REVIEW,
        confidence="high" if certain else "medium",
        fix=f'name the model so that "{prefix}" comes first, as in {prefix}-{short_name(facts.name)}',
    )


def _found(  # noqa: PLR0913 # the parts of one finding
    facts: Facts,
    place: Location,
    obligation: Obligation,
    duty: Term,
    what: str,
    *,
    severity: Severity | None,
    fix: str,
    confidence: str = "high",
) -> Found:
    upstream = obligation.upstream
    evidence = [Evidence(duty.summary, license=obligation.record.id, clause=_label(obligation, duty))]
    if upstream is not None:
        evidence += path_evidence(facts, upstream)
    return Found(
        place,
        f"{obligation.because}; {what}",
        severity=severity,
        confidence="medium" if upstream is None or upstream.source == "prose" else confidence,
        component="weights",
        fix=fix,
        evidence=tuple(evidence),
    )


def _label(obligation: Obligation, duty: Term) -> str:
    clause = obligation.record.clause(duty.clause)
    return duty.clause if clause is None else clause.label


def _place(facts: Facts, obligation: Obligation) -> Location:
    if obligation.upstream is not None:
        return obligation.upstream.location
    claims = [claim for claim in facts.claims if claim.license == obligation.record.id and not claim.vendored]
    return claims[0].location if claims else Location("README.md")


def _plain(name: str) -> str:
    """Return letters and digits; the licensor's own models begin with its name, and their derivatives keep it."""
    return "".join(mark for mark in name.lower() if mark.isalnum()).removeprefix("meta")
