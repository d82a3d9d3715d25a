"""license-text-differs-from-declared: the licence file holds another licence than the card or rail.yaml states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.claims import (
    agrees,
    covers,
    distinct,
    held_texts,
    license_name,
    listed_name,
    named_texts,
    names,
    own_claims,
    own_license_files,
    quote,
    touches,
)
from rail.checks.context import Found, Skip
from rail.checks.unread import unread_front_matter, unread_licenses
from rail.model.facts import ClaimSource
from rail.model.finding import Evidence, Severity
from rail.model.identification import TextStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.facts import LicenseClaim, LicenseFile

_DECLARING = (ClaimSource.CARD_FRONT_MATTER, ClaimSource.RAIL_YAML)


def find(context: Context) -> Iterator[Found | Skip]:
    """Compare each declared licence with the texts that speak about the same component."""
    facts = context.facts
    unread = [*unread_front_matter(facts), *unread_licenses(facts)]
    yield from unread
    for claim in distinct(own_claims(facts, *_DECLARING)):
        listed = listed_name(claim, context.knowledge)
        if claim.license is None and claim.family is None and not claim.expression and listed is None:
            continue
        files = [file for file in own_license_files(facts) if touches(file, claim, facts)]
        settled = any(agrees(claim, named_texts(file), context.knowledge) for file in own_license_files(facts, None))
        # A text that we lack may look like a changed text of its sibling: only an exact one is another licence.
        settled = settled or (listed is not None and not all(_is_exact(file) for file in files))
        if files and not settled and not unread and not _declared_beside(context, claim, files):
            yield from _compare(context, claim, [file for file in files if covers(file, claim, facts)])


def _is_exact(file: LicenseFile) -> bool:
    found = file.identifications
    return bool(found) and all(item.status is TextStatus.CANONICAL and item.via == "text" for item in found)


def _declared_beside(context: Context, claim: LicenseClaim, files: list[LicenseFile]) -> bool:
    """Tell whether the card states several licences and these texts are those of the others."""
    others = [
        other
        for other in own_claims(context.facts, claim.source)
        if other.location.path == claim.location.path and other.value != claim.value
    ]
    texts = [text for file in files for text in held_texts(file)]
    return bool(texts) and all(any(agrees(other, [text], context.knowledge) for other in others) for text in texts)


def _compare(context: Context, claim: LicenseClaim, files: list[LicenseFile]) -> Iterator[Found | Skip]:
    holding = [file for file in files if held_texts(file)]
    if holding:
        yield _other_text(context, claim, holding)
        return
    unknown = [file for file in files if any(found.status is TextStatus.UNKNOWN for found in file.identifications)]
    if not unknown or claim.license is None:
        return
    record = context.knowledge.license(claim.license)
    if record is None or (record.text is None and record.ids.licensedb is None):
        yield Skip(f"{unknown[0].location.path}: we do not have the text of {claim.license} to compare it with")
        return
    name = license_name(claim.license, context.knowledge)
    yield Found(
        claim.location,
        f"{claim.location.path} states {name}, and {unknown[0].location.path} holds a text that is not that licence's",
        severity=Severity.REVIEW,
        confidence="medium",
        fix="read the text: if it is a licence of its own, write `license: other` with its name and link; if not, "
        "replace it with the licence's own text",
        evidence=(Evidence("a text that we do not know", unknown[0].location),),
    )


def _other_text(context: Context, claim: LicenseClaim, files: list[LicenseFile]) -> Found:
    file = files[0]
    texts = held_texts(file)
    name = names(texts, context.knowledge)
    kind = claim.governs[0] if claim.governs else None
    hub = context.knowledge.resolve(texts[0]).hub
    correct = f"write `license: {hub}` in the card" if hub else "correct the card"
    return Found(
        claim.location,
        f"{claim.location.path} states {quote(claim.value)}, and {file.location.path} holds {name}",
        component=None if kind is None else kind.value,
        fix=f"decide which one was granted; then {correct}, or put the text of the stated licence in the release "
        "(one file per component, such as LICENSE-CODE and LICENSE-WEIGHTS, where both apply)",
        evidence=tuple(
            Evidence(f"holds {names(held_texts(other), context.knowledge)}", other.location) for other in files
        ),
    )
