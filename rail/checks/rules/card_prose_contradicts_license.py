"""card-prose-contradicts-license: the card's text names another licence, or limits what the licence grants."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.cards.outline import parts_of, seen_text
from rail.cards.prose import OTHER_TERMS
from rail.checks.claims import agrees, in_family, license_name, main_kind, named_ids, own_claims, quote
from rail.checks.context import Found, Skip
from rail.checks.limits import has_limit
from rail.checks.restricted import restricting_texts
from rail.checks.unread import unread_cards
from rail.checks.wording import pattern
from rail.model.facts import ClaimSource, ComponentKind
from rail.model.finding import Evidence, Severity
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.card import Card, ProseStatement
    from rail.model.facts import LicenseClaim

_SUBJECTS = {
    "weights": ComponentKind.WEIGHTS,
    "model": ComponentKind.WEIGHTS,
    "code": ComponentKind.CODE,
    "data": ComponentKind.DATA,
    "dataset": ComponentKind.DATA,
}
# A sentence of a README that is no card speaks of the release only where it says so.
_SELF = re.compile(
    r"\b(?:this|our|these|the)\s+(?:\w+\s+){0,2}?(?:release|repository|repo|project|code|software|models?|weights|data(?:set)?|work)\b",
    re.IGNORECASE,
)
# What something is meant for is no limit of a licence, though readers may take it for one.
_MEANT = re.compile(r"\b(?:intended|designed|meant|primar\w+|mainly)\b", re.IGNORECASE)
# A non-commercial licence leaves room for these.
_SOFTER = frozenset({"research-only", "registration"})
_UNSAID = frozenset({ClaimSource.CARD_PROSE, ClaimSource.BADGE})


def find(context: Context) -> Iterator[Found | Skip]:
    """Hold each sentence about the licence against what the other places say of the same component."""
    yield from unread_cards(context.facts)
    said = [claim for claim in own_claims(context.facts) if claim.source not in _UNSAID and _is_named(context, claim)]
    for card in (*context.facts.cards, *context.facts.readmes, *context.facts.pages):
        is_card = card in context.facts.cards or card.kind == "model"  # a README that offers a model stands for a card
        seen: set[tuple[str, str]] = set()
        for statement in card.statements:
            if not is_card and not _SELF.search(statement.text):
                continue
            key = (statement.kind, statement.about)
            claims = _about(context, card, statement, said)
            if key in seen or not claims:
                continue
            results = list(_hold(context, card, statement, claims, said))
            if results:
                seen.add(key)
                yield from results
    yield from _open_claims(context, said)


def _open_claims(context: Context, said: list[LicenseClaim]) -> Iterator[Found]:
    """Yield the first place of each card that calls everything open while the weights are not for everybody."""
    closed = [
        claim.location
        for claim in said
        if ComponentKind.WEIGHTS in claim.governs
        and any(has_limit(claim, limit, context.knowledge) for limit in ("non-commercial", "research-only"))
    ]
    unknown = [file.location for file in restricting_texts(context.facts, context.strings("closed"))]
    words = pattern(context, "open") if closed or unknown else None
    if words is None:
        return
    for card in (*context.facts.cards, *context.facts.readmes):
        texts = ((part.line, seen_text(part.text)) for part in parts_of(card))
        first = next(((line, text, match) for line, text in texts if (match := words.search(text))), None)
        if first is not None:
            line, text, match = first
            yield Found(
                Location(card.path, line + text.count("\n", 0, match.start())),
                f"the card's text calls the release {quote(match[0])}, and "
                f"{(closed or unknown)[0].path} keeps some users or purposes out",
                severity=None if closed else Severity.INFO,
                confidence="medium" if closed else "low",
                component="weights",
                evidence=(Evidence("not for every purpose", (closed or unknown)[0]),),
            )


def _is_named(context: Context, claim: LicenseClaim) -> bool:
    return bool(named_ids(claim, context.knowledge)) or claim.family is not None


def _about(context: Context, card: Card, statement: ProseStatement, said: list[LicenseClaim]) -> list[LicenseClaim]:
    kind = _SUBJECTS.get(statement.subject or "")
    if kind is None:
        kind = ComponentKind.DATA if card.kind == "dataset" else main_kind(context.facts)
    near = _near(said, card, kind)
    if near or card in context.facts.cards or kind is not ComponentKind.WEIGHTS or context.facts.weights:
        return near
    return _near(said, card, ComponentKind.CODE)  # the only licence beside a README that offers weights elsewhere


def _near(said: list[LicenseClaim], card: Card, kind: ComponentKind) -> list[LicenseClaim]:
    """Return the claims about a kind in the card's own folder, else those about the whole release."""
    folder = _folder(card.path)
    claims = [claim for claim in said if kind in claim.governs and claim.scope in {"", folder}]
    return [claim for claim in claims if claim.scope == folder] or claims


def _hold(
    context: Context,
    card: Card,
    statement: ProseStatement,
    claims: list[LicenseClaim],
    said: list[LicenseClaim],
) -> Iterator[Found | Skip]:
    if statement.kind == "states" and not _is_said(context, statement.about, said):
        name = license_name(statement.about, context.knowledge)
        yield _found(card, statement, claims, f"the card's text names {name}")
    elif statement.kind == "limits" and statement.about in context.strings("limits"):
        limited = [has_limit(claim, statement.about, context.knowledge) for claim in claims]
        near = statement.about in _SOFTER and any(
            has_limit(item, "non-commercial", context.knowledge) for item in claims
        )
        if any(limited) or near:
            return  # a non-commercial licence beside "for research" contradicts nothing that readers would do
        if None in limited:
            yield Skip(
                f"{card.path}: the text speaks of {statement.about}, and we do not know the terms of "
                f"{quote(claims[limited.index(None)].value)}"
            )
        else:
            yield _found(card, statement, claims, _limit_words(context, statement.about))


def _limit_words(context: Context, limit: str) -> str:
    if limit == OTHER_TERMS:
        return "the card's text points to a licence of another name"
    return f"the card's text limits the use ({context.knowledge.vocabulary().label(limit)})"


def _is_said(context: Context, about: str, said: list[LicenseClaim]) -> bool:
    """Tell whether anything else in the release names this licence, for whichever component; then it is told apart."""
    knowledge = context.knowledge
    return any(
        agrees(claim, [about], knowledge)
        or any(in_family(license_id, about, knowledge) for license_id in named_ids(claim, knowledge))
        or claim.family == about
        for claim in said
    )


def _found(card: Card, statement: ProseStatement, claims: list[LicenseClaim], what: str) -> Found:
    claim = claims[0]
    return Found(
        Location(card.path, statement.line),
        f"{what}, and {claim.location.path} states {quote(claim.value)}",
        severity=Severity.INFO if statement.kind == "limits" and _MEANT.search(statement.text) else None,
        confidence="medium",
        component=_SUBJECTS.get(statement.subject or "", claim.governs[0]).value,
        evidence=(
            Evidence(quote(statement.text), Location(card.path, statement.line)),
            Evidence(f"states {quote(claim.value)}", claim.location),
        ),
    )


def _folder(path: str) -> str:
    return path.rpartition("/")[0]
