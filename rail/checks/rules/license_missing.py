"""license-missing: the release, or its main component, states no licence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.checks.claims import card_claims, governed, main_kind, own_claims, own_license_files, quote
from rail.checks.context import Found, Skip
from rail.checks.front_matter import scalars
from rail.checks.passages import documents
from rail.checks.unread import unread_front_matter, unread_licenses
from rail.model.card import Scalar
from rail.model.facts import ClaimSource, ComponentKind
from rail.model.finding import Evidence, Severity
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.card import Card
    from rail.model.facts import Facts, LicenseClaim

_TITLE = re.compile(r"licen[cs]|许可|协议", re.IGNORECASE)
_LABEL = re.compile(r"^[ \t>*+_-]*licen[cs]e[ \t*_]*[:\uff1a][ \t*_]*[^\s*_]", re.IGNORECASE | re.MULTILINE)
_EMPTY = re.compile(r"\[?more information needed\]?(?:\([^)]*\))?|\[?needs more information\]?", re.IGNORECASE)
_FEW_WORDS = 3
_WEAK = frozenset({ClaimSource.BADGE, ClaimSource.FILE_HEADER})


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for any statement of a licence; on the Hub, for one in the front matter."""
    facts = context.facts
    unknown = any(claim.value.strip().lower() == "unknown" for claim in card_claims(facts))
    stated = [claim for claim in own_claims(facts) if claim.status_word == "states" and claim.source not in _WEAK]
    # What says "unknown" is not left out: license-declared-unknown speaks about it.
    if unknown or any(claim.source is ClaimSource.CARD_FRONT_MATTER and not _is_name(facts, claim) for claim in stated):
        return
    unread = [*unread_front_matter(facts), *unread_licenses(facts)]
    if unread:
        yield from unread
    elif not stated and not _has_text(facts):
        spoken = _unrecognised(facts)
        yield _states_nothing(context) if spoken is None else _states_something(spoken)
    elif facts.hub_style and facts.card is not None:
        yield _not_in_front_matter(context, facts.card, [claim for claim in stated if _is_about_main(facts, claim)])
    else:
        yield from _unlicensed_parts(facts)


def _is_about_main(facts: Facts, claim: LicenseClaim) -> bool:
    kinds = set(claim.governs)
    if claim.source is ClaimSource.LICENSE_FILE:
        files = (file for file in own_license_files(facts) if file.location.path == claim.location.path)
        kinds = {kind for file in files for kind in governed(file, facts)}
    return main_kind(facts) in kinds


def _is_name(facts: Facts, claim: LicenseClaim) -> bool:
    """Tell whether a claim is a card's `license_name`, which the Hub reads only beside `license: other`."""
    return any(
        (card.path, value.line) == (claim.location.path, claim.location.line)
        for card in facts.cards
        if card.front_matter is not None
        for value in scalars(card.front_matter.get("license_name"))
    )


def _has_text(facts: Facts) -> bool:
    return any(file.bytes for file in own_license_files(facts))


def _states_nothing(context: Context) -> Found:
    facts = context.facts
    described = facts.card or next((card for card in facts.readmes if "/" not in card.path), None)
    path = described.path if described is not None else "README.md"
    line = 1 if described is not None else None
    evidence = tuple(
        Evidence(f"the key `{key}` is not read by the Hub; the key is `license`", Location(card.path, at))
        for card in facts.cards
        for key, at in _misspelt_keys(card, context.strings("misspelt_keys"))
    )
    hint = f" (it has the key `{evidence[0].text.split('`')[1]}`, which nobody reads)" if evidence else ""
    weak = [claim for claim in own_claims(facts) if claim.source in _WEAK]
    badge = f"; only a badge or file header names {quote(weak[0].value)}" if weak else ""
    return Found(
        Location(path, line),
        f"the release states no licence anywhere{hint}{badge}",
        component=main_kind(facts).value,
        evidence=evidence,
    )


def _unrecognised(facts: Facts) -> Location | None:
    """Return the place where a card speaks of its licence in words that name none we know."""
    for card in documents(facts):
        for section in card.sections:
            body = _EMPTY.sub("", section.body)
            if _TITLE.search(section.title) and len(body.split()) >= _FEW_WORDS:
                return Location(card.path, section.line)
            label = _LABEL.search(body)
            if label is not None:
                return Location(card.path, section.line + 1 + body.count("\n", 0, label.start()))
        gate = None if card.front_matter is None else card.front_matter.entry("extra_gated_prompt")
        if gate is not None and isinstance(gate.value, Scalar) and _TITLE.search(gate.value.text):
            return Location(card.path, gate.line)
    return None


def _states_something(place: Location) -> Found:
    return Found(
        place,
        f"no licence is stated where tools look for one; {place.path} speaks of one here, in words that name "
        "none that we know for this release",
        severity=Severity.REVIEW,
        confidence="medium",
        fix="write the licence's identifier under `license` in the front matter, or `license: other` with "
        "`license_name` and `license_link`",
    )


def _misspelt_keys(card: Card, keys: tuple[str, ...]) -> list[tuple[str, int]]:
    entries = card.front_matter.entries if card.front_matter is not None else ()
    return [(entry.key, entry.line) for entry in entries if entry.key.lower() in keys]


def _not_in_front_matter(context: Context, card: Card, stated: list[LicenseClaim]) -> Found:
    said = stated[0] if stated else None
    is_name = said is not None and _is_name(context.facts, said)
    elsewhere = "other places speak of one"
    if said is not None:
        elsewhere = f"{'`license_name`' if is_name else said.location.path} names {quote(said.value)}"
    empty = card.front_matter is not None and isinstance(card.front_matter.get("license"), Scalar)
    what = "leaves `license` empty" if empty else "has no `license`"
    hub = None
    if said is not None:
        hub = context.knowledge.resolve(said.license or said.value).hub
    return Found(
        Location(card.path, 1),
        f"the front matter {what}, although {elsewhere}: the Hub shows the release as unlicensed",
        severity=Severity.WARNING,
        fix=f"add `license: {hub or 'other'}` to the front matter" if hub or is_name else None,
        evidence=() if said is None else (Evidence(f"names {quote(said.value)}", said.location),),
    )


def _unlicensed_parts(facts: Facts) -> Iterator[Found]:
    licensed = {kind for claim in own_claims(facts) for kind in claim.governs}
    licensed |= {kind for file in own_license_files(facts) for kind in file.governs}
    # A few data files beside a program are part of it; a data set is not.
    looked_at = {ComponentKind.WEIGHTS, *({ComponentKind.DATA} if facts.artifact == "dataset" else set())}
    for part in facts.components:
        if part.kind in looked_at and part.kind not in licensed and part.paths:
            yield Found(
                Location(part.paths[0]),
                f"nothing states a licence for the {part.kind.value}, only for other parts of the release",
                severity=Severity.WARNING,
                confidence="medium",
                component=part.kind.value,
            )
