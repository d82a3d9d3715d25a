"""license-family-ambiguous: a name that many licence texts share stands where one text is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.claims import distinct, held_texts, in_family, license_name, own_claims, own_license_files, touches
from rail.checks.context import Found, Skip
from rail.checks.unread import unread_front_matter, unread_licenses
from rail.model.facts import ClaimSource
from rail.model.finding import Evidence, Severity
from rail.model.identification import TextStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.facts import LicenseClaim, LicenseFile
    from rail.model.identification import Identification

_DECLARING = (ClaimSource.CARD_FRONT_MATTER, ClaimSource.RAIL_YAML, ClaimSource.PACKAGE_METADATA)


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for declared families and for a text that says which member is meant."""
    exact = frozenset(context.strings("exact_enough"))
    unread = list(unread_licenses(context.facts))
    for claim in distinct(own_claims(context.facts, *_DECLARING)):
        if claim.family is None or claim.license is not None or claim.value in exact:
            continue
        if claim.source is ClaimSource.CARD_FRONT_MATTER and context.knowledge.hub_id(claim.value.strip()) is None:
            continue  # a license_name beside `other`, or a value that license-id-unknown-to-hub speaks about
        texts = [file for file in own_license_files(context.facts) if touches(file, claim, context.facts)]
        member = _member(context, claim, texts)
        if member is not None:
            yield from _resolved(context, claim, *member)
        elif unread:
            yield from unread
        elif not any(held_texts(file) for file in texts):
            yield _unresolved(claim, texts)
    yield from unread_front_matter(context.facts)


def _member(context: Context, claim: LicenseClaim, files: list[LicenseFile]) -> tuple[LicenseFile, str] | None:
    for file in files:
        for license_id in held_texts(file):
            if claim.family is not None and in_family(license_id, claim.family, context.knowledge):
                return file, license_id
    return None


def _resolved(context: Context, claim: LicenseClaim, file: LicenseFile, license_id: str) -> Iterator[Found]:
    if claim.source is not ClaimSource.CARD_FRONT_MATTER:
        return
    hub = context.knowledge.resolve(license_id).hub
    if hub is None or hub == claim.value:
        return
    yield Found(
        claim.location,
        f"`{claim.value}` names a family; {file.location.path} holds {license_name(license_id, context.knowledge)}",
        severity=Severity.INFO,
        fix=f"write `license: {hub}`",
        evidence=(Evidence(f"the text is {license_id}", file.location),),
    )


def _unresolved(claim: LicenseClaim, files: list[LicenseFile]) -> Found:
    """Say that no text settles it; a text of another licence is license-text-differs-from-declared's business."""
    message = f"`{claim.value}` names a family of licences, not one text"
    own_text = next((file for file in files if any(_is_unknown(found) for found in file.identifications)), None)
    if own_text is not None:
        return Found(
            claim.location,
            f"{message}, and {own_text.location.path} holds a text that we do not know",
            severity=Severity.WARNING,
            fix="write `license: other` with the `license_name` of that text and a `license_link` to it",
            evidence=(Evidence("an unknown licence text", own_text.location),),
        )
    where = f"{files[0].location.path} does not say which" if files else "no licence text in the release says which"
    return Found(claim.location, f"{message}, and {where}")


def _is_unknown(found: Identification) -> bool:
    return found.status is TextStatus.UNKNOWN
