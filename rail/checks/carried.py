"""What a release's own terms say of its weights: their restrictions and limits, from every instrument it attaches."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rail.checks.claims import card_claims, governed, named_ids, own_claims, own_license_files, text_id
from rail.checks.kept import once_a_release
from rail.model.facts import ClaimSource, ComponentKind
from rail.model.identification import ChangeKind, TextStatus
from rail.model.terms import TermKind
from rail.terms.effective import effective_terms

if TYPE_CHECKING:
    from rail.knowledge.store import Knowledge
    from rail.model.facts import Facts, LicenseClaim, LicenseFile
    from rail.model.identification import Identification
    from rail.model.license import License
    from rail.model.terms import Term

_LOST = frozenset({ChangeKind.REMOVED, ChangeKind.ALTERED})


@dataclass(slots=True)
class Carried:
    """What the release attaches.

    Attributes:
        whole: ids of the licences that are stated, or whose unchanged text is there.
        terms: the prohibitions of those, and of changed texts where the clause was left alone.
        limits: their limits, and those that somebody added to a text.
        records: the licences among ``whole`` whose terms are known, by id.
        places: where each instrument stands, in words.
        unknown: why other instruments could not be read as terms; while there is one, nothing is proved missing.
    """

    whole: set[str] = field(default_factory=set)
    terms: list[Term] = field(default_factory=list)
    limits: list[Term] = field(default_factory=list)
    records: dict[str, License] = field(default_factory=dict)
    places: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


@once_a_release
def carried_restrictions(facts: Facts, knowledge: Knowledge, kind: ComponentKind = ComponentKind.WEIGHTS) -> Carried:
    """Return what everything that speaks about the release's weights, or another part, says; rules share the result."""
    carried = Carried()
    for file in own_license_files(facts, None):
        if kind in governed(file, facts) and file.role != "notice":
            _add_file(carried, file, knowledge)
    stated = (*card_claims(facts), *own_claims(facts, ClaimSource.RAIL_YAML))
    claims = [claim for claim in stated if kind in claim.governs]
    changed = {text_id(found.license or "") for file in own_license_files(facts) for found in _changed(file)}
    for claim in claims:
        # A name beside a changed text of that name carries what the text carries, and no more.
        for license_id in sorted(named_ids(claim, knowledge) - changed):
            _add_license(carried, license_id, claim.location.path, knowledge)
    _add_unnamed(carried, claims, facts, knowledge, kind)
    return carried


def _add_file(carried: Carried, file: LicenseFile, knowledge: Knowledge) -> None:
    path = file.location.path
    for found in file.identifications:
        match found.status:
            case TextStatus.CANONICAL if found.license is not None:
                _add_license(carried, found.license, path, knowledge)
            case TextStatus.MODIFIED if found.license is not None:
                _add_modified(carried, found, found.license, path, knowledge)
            case TextStatus.UNKNOWN:
                carried.unknown.append(f"{path} holds a text that we do not know")
            case _:
                pass


def _changed(file: LicenseFile) -> list[Identification]:
    return [found for found in file.identifications if found.status is TextStatus.MODIFIED and found.license]


def _add_unnamed(
    carried: Carried, claims: list[LicenseClaim], facts: Facts, knowledge: Knowledge, kind: ComponentKind
) -> None:
    """Note statements such as ``other`` or a family, unless a name or a text beside them says which is meant."""
    named = any(named_ids(claim, knowledge) for claim in claims)
    has_text = any(file.bytes and kind in governed(file, facts) for file in own_license_files(facts))
    stated = next((claim for claim in claims if claim.value.strip()), None)
    if stated is not None and not named and not has_text:
        carried.unknown.append(f'{stated.location.path} states "{stated.value}", whose terms we do not know')


def _add_license(carried: Carried, license_id: str, path: str, knowledge: Knowledge) -> None:
    record = knowledge.license(license_id) or knowledge.license(text_id(license_id))
    carried.whole.add(text_id(license_id))
    carried.places.append(f"{path}: {license_id}")
    if record is None or record.terms is None:
        carried.unknown.append(f"{path} states {license_id}, which we know by name only")
    else:
        carried.terms.extend(record.terms.of_kind(TermKind.PROHIBITION))
        carried.limits.extend(record.terms.of_kind(TermKind.LIMIT))
        carried.records[record.id] = record


def _add_modified(carried: Carried, found: Identification, license_id: str, path: str, knowledge: Knowledge) -> None:
    record = knowledge.license(license_id)
    carried.places.append(f"{path}: {license_id}, changed")
    if record is None or record.terms is None:
        carried.unknown.append(f"{path} holds a changed text of {license_id}, which we know by name only")
        return
    touched = _touched(record, found)
    carried.terms.extend(term for term in record.terms.of_kind(TermKind.PROHIBITION) if term.clause not in touched)
    carried.limits.extend(effective_terms(record, found).terms.of_kind(TermKind.LIMIT))


def _touched(record: License, found: Identification) -> set[str]:
    """Return the ids of the clauses that were removed or altered."""
    by_label = {clause.label: clause.id for clause in record.clauses}
    lost = [change for change in found.changes if change.kind in _LOST]
    return {change.clause_id or by_label.get(change.clause or "", "") for change in lost}
