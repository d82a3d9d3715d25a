"""license-file-missing: a licence is declared and its text is nowhere in the release."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.checks.claims import (
    distinct,
    held_texts,
    in_family,
    license_name,
    listed_name,
    main_kind,
    named_ids,
    named_texts,
    own_claims,
    own_license_files,
    quote,
    touches,
)
from rail.checks.context import Found, Skip
from rail.checks.unread import unread_licenses
from rail.model.facts import ClaimSource
from rail.model.finding import Evidence, Severity
from rail.model.location import Location
from rail.model.terms import TermKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.facts import Facts, LicenseClaim
    from rail.model.license import License

_DECLARING = (
    ClaimSource.RAIL_YAML,
    ClaimSource.CARD_FRONT_MATTER,
    ClaimSource.PACKAGE_METADATA,
    ClaimSource.CITATION,
    ClaimSource.CARD_PROSE,
)


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for the text of each declared licence."""
    facts = context.facts
    claims = sorted(
        (claim for claim in own_claims(facts, *_DECLARING) if claim.status_word == "states" and _is_here(facts, claim)),
        key=lambda claim: _DECLARING.index(claim.source),
    )
    unread = list(unread_licenses(facts))
    reported: set[str] = set()
    for claim in distinct(claims):
        if claim.family is not None and claim.license is None and not _is_settled(context, claim.family, claims):
            yield from _of_family(context, claim, claim.family)
        listed = listed_name(claim, context.knowledge)
        ids = {claim.value.strip()} if listed is not None else named_ids(claim, context.knowledge)
        for license_id in sorted(ids - reported):
            missing = _missing(context, claim, license_id)
            if missing is not None:
                reported.add(license_id)
                yield from unread
                if not unread:
                    yield missing
    if not unread:
        yield from _of_parts(context, reported)


def _of_parts(context: Context, reported: set[str]) -> Iterator[Found]:
    """Yield the licences that READMEs and other pages name for files of others, and whose text is missing."""
    part = re.compile("|".join(f"(?:{words})" for words in context.strings("parts")), re.IGNORECASE)
    held = {text for file in own_license_files(context.facts, None) for text in held_texts(file)}
    stated = (claim for claim in own_claims(context.facts, *_DECLARING) if claim.status_word == "states")
    told = held | reported | {claim.license for claim in stated}
    for page in (*context.facts.readmes, *context.facts.pages):
        for statement in page.statements:
            record = None if statement.kind == "limits" else context.knowledge.license(statement.about)
            severity = None if record is None or statement.about in told else _severity(context, record)
            if record is None or severity is None or not part.search(statement.text):
                continue
            told.add(statement.about)
            yield Found(
                Location(page.path, statement.line),
                f"the text names {record.name} for files in the release, and the release does not hold its text",
                severity=min(severity, Severity.WARNING),
                confidence="medium",
                evidence=(Evidence(quote(statement.text), Location(page.path, statement.line)), *_duty(record)),
            )


def _is_settled(context: Context, family: str, claims: list[LicenseClaim]) -> bool:
    """Tell whether another place names the member of the family; its text is then what is looked for."""
    knowledge = context.knowledge
    return any(
        in_family(license_id, family, knowledge) for claim in claims for license_id in named_ids(claim, knowledge)
    )


def _of_family(context: Context, claim: LicenseClaim, family: str) -> Iterator[Found | Skip]:
    """Yield a finding where each text of the family must be there, and a skip where no text is named."""
    files = own_license_files(context.facts)
    if family not in context.strings("copy_whichever"):
        if not files:
            yield Skip(f"{claim.location.path}: `{claim.value}` is a family of licences and names no text to look for")
        return
    if any(touches(file, claim, context.facts) for file in files):
        return
    unread = list(unread_licenses(context.facts))
    if unread:
        yield from unread
        return
    known = context.knowledge.family(family)
    records = [context.knowledge.license(member) for member in (() if known is None else known.members)]
    record = records[-1] if records else None
    name = claim.value if known is None else known.name.removesuffix(" family")
    yield Found(
        claim.location,
        f"the licence is stated as {name}, and the release does not hold its text",
        severity=_severity(context, record),
        evidence=_duty(record),
    )


def _is_here(facts: Facts, claim: LicenseClaim) -> bool:
    """Tell whether a sentence is about something in the release; cards also speak of code that lies elsewhere."""
    shipped = {part.kind for part in facts.components if part.count} | {main_kind(facts)}
    return claim.source is not ClaimSource.CARD_PROSE or bool(shipped & set(claim.governs))


def _missing(context: Context, claim: LicenseClaim, license_id: str) -> Found | None:
    files = own_license_files(context.facts)
    if any(license_id in held_texts(file) for file in own_license_files(context.facts, None)):
        return None
    if any(touches(file, claim, context.facts) and not _is_pointer(file.identifications) for file in files):
        # A text is there and it is another one, or an unknown one: license-text-differs-from-declared says so.
        return None
    record = context.knowledge.license(license_id)
    severity = _severity(context, record)
    if severity is None:
        return None
    name = listed_name(claim, context.knowledge) or license_name(license_id, context.knowledge)
    pointer = next((file for file in files if license_id in named_texts(file)), None)
    where = f"; {pointer.location.path} only points to it" if pointer is not None else ""
    return Found(
        claim.location,
        f"the licence is stated as {name}, and the release does not hold its text{where}",
        severity=severity,
        confidence="medium" if claim.source is ClaimSource.CARD_PROSE else "high",
        evidence=_duty(record),
    )


def _is_pointer(identifications: object) -> bool:
    found = identifications if isinstance(identifications, tuple) else ()
    return bool(found) and all(item.via in {"pointer", "title"} for item in found)


def _severity(context: Context, record: License | None) -> Severity | None:
    """An error where readers cannot know the use restrictions without the text; nothing where a link is enough."""
    if record is None or record.terms is None:
        return Severity.WARNING
    companions = (context.knowledge.license(license_id) for license_id in record.companions)
    has_policy = any(other is not None and other.kind == "use-policy" for other in companions)
    if has_policy or record.terms.of_kind(TermKind.PROHIBITION):
        return Severity.ERROR
    return Severity.WARNING if record.terms.duties("copy-of-license") else None


def _duty(record: License | None) -> tuple[Evidence, ...]:
    if record is None or record.terms is None:
        return ()
    evidence = []
    for duty in record.terms.duties("copy-of-license")[:1]:
        clause = record.clause(duty.clause)
        evidence.append(Evidence(duty.summary, license=record.id, clause=clause.label if clause else duty.clause))
    return tuple(evidence)
