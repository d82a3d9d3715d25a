"""copyleft-code-under-use-restrictions: code under the GPL stands in a component that is under use restrictions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.claims import named_ids, names, own_claims, text_id
from rail.checks.context import Found, Skip
from rail.checks.unread import unread_licenses
from rail.checks.upstream_terms import clause_evidence
from rail.model.facts import ClaimSource, ComponentKind
from rail.model.finding import Evidence, Severity
from rail.model.terms import TermKind
from rail.terms.conflict import sole_terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.facts import LicenseClaim
    from rail.model.license import License

# What speaks about single files, packages or folders, and what speaks about a component as a whole.
_NAMING = (ClaimSource.FILE_HEADER, ClaimSource.REUSE_TOML, ClaimSource.PACKAGE_METADATA, ClaimSource.LICENSE_FILE)
_WHOLE = (ClaimSource.LICENSE_FILE, ClaimSource.RAIL_YAML, ClaimSource.CARD_FRONT_MATTER, ClaimSource.PACKAGE_METADATA)
_STRONG = frozenset({"strong", "network"})
_SHOWN = 5


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for copyleft code where the terms of the code have use restrictions."""
    copyleft = list(_claims(context, _NAMING, restricted=False))
    if not copyleft:
        return
    yield from unread_licenses(context.facts)
    restricted = list(_claims(context, _WHOLE, restricted=True))
    own = [pair for pair in copyleft if not pair[0].vendored]
    found = next((pair for pair in restricted if any(_together(pair[0], claim) for claim, _ in own)), None)
    if found is not None:
        claim, record = found
        yield _found(context, claim, record, [pair for pair in own if _together(claim, pair[0])])
    elif restricted and len(own) < len(copyleft):
        yield _beside(context, restricted[0], next(pair for pair in copyleft if pair[0].vendored))


def _claims(
    context: Context, sources: tuple[ClaimSource, ...], *, restricted: bool
) -> Iterator[tuple[LicenseClaim, License]]:
    """Yield the claims about code that name copyleft terms, vendored trees included, or terms with restrictions."""
    claims = own_claims(context.facts, *sources) if restricted else context.facts.claims
    for claim in claims:
        if ComponentKind.CODE not in claim.governs or claim.source not in sources:
            continue
        for license_id in sorted(named_ids(claim, context.knowledge)):
            record = context.knowledge.license(license_id)
            if record is not None and (_is_restricted(record) if restricted else _is_copyleft(record)):
                yield claim, record


def _is_restricted(record: License) -> bool:
    return record.terms is not None and bool(record.terms.of_kind(TermKind.PROHIBITION))


def _is_copyleft(record: License) -> bool:
    fact = record.facts.get("copyleft")
    strong = fact is not None and fact.value in _STRONG
    return strong and record.terms is not None and sole_terms(record.terms) is not None and not _is_restricted(record)


def _together(restricted: LicenseClaim, copyleft: LicenseClaim) -> bool:
    """Tell whether the terms speak about a place in which the copyleft code lies."""
    scope = restricted.scope
    return not scope or copyleft.scope == scope or copyleft.scope.startswith(f"{scope}/")


def _found(
    context: Context, claim: LicenseClaim, record: License, copyleft: list[tuple[LicenseClaim, License]]
) -> Found:
    ids = sorted({text_id(other.id) for _, other in copyleft})
    # A text that was written for models, found beside code, may not have been meant for it.
    meant = "code" in record.artifacts or claim.source in {ClaimSource.RAIL_YAML, ClaimSource.PACKAGE_METADATA}
    place = copyleft[0][0]
    duty = None if copyleft[0][1].terms is None else sole_terms(copyleft[0][1].terms)
    return Found(
        place.location,
        f"code under {names(ids, context.knowledge)} stands in a component that {claim.location.path} puts under "
        f"{names([record.id], context.knowledge)}, whose use restrictions it does not admit",
        severity=Severity.ERROR if meant else None,
        confidence="high" if meant else "medium",
        component="code",
        evidence=(
            *(Evidence(f"names {other.id}", one.location) for one, other in copyleft[:_SHOWN]),
            Evidence(f"names {record.id} for the code", claim.location),
            *(() if duty is None else (clause_evidence(copyleft[0][1], duty),)),
        ),
    )


def _beside(
    context: Context, restricted: tuple[LicenseClaim, License], copyleft: tuple[LicenseClaim, License]
) -> Found:
    return Found(
        copyleft[0].location,
        f"somebody else's code under {names([copyleft[1].id], context.knowledge)} lies beside code under "
        f"{names([restricted[1].id], context.knowledge)}; they may lie side by side, and not be joined into one work",
        severity=Severity.INFO,
        confidence="medium",
        component="code",
        evidence=(Evidence(f"names {restricted[1].id} for the code", restricted[0].location),),
    )
