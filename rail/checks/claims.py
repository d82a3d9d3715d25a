"""What the places of a release say about its licences, and when two of them say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.kept import once_a_release
from rail.model.facts import ClaimSource, ComponentKind
from rail.model.identification import TextStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rail.knowledge.store import Knowledge
    from rail.model.facts import Facts, LicenseClaim, LicenseFile

_WORDS_SHOWN = 60
_HELD = frozenset({TextStatus.CANONICAL, TextStatus.MODIFIED})
_POINTING = frozenset({"pointer", "tag"})
# "only" and "or later" are two grants over one text; a release may state either beside the same LICENSE file.
_GRANTS = ("-plus", "-or-later", "-only")
_MAIN_KINDS = {"model": ComponentKind.WEIGHTS, "dataset": ComponentKind.DATA, "code": ComponentKind.CODE}


@once_a_release
def own_claims(facts: Facts, *sources: ClaimSource) -> tuple[LicenseClaim, ...]:
    """Return the claims about the release itself, from these sources or from all; vendored trees speak for others."""
    return tuple(
        claim
        for claim in facts.claims
        if not claim.vendored and claim.value.strip() and (not sources or claim.source in sources)
    )


def card_claims(facts: Facts) -> tuple[LicenseClaim, ...]:
    """Return what the front matter of the cards states."""
    return own_claims(facts, ClaimSource.CARD_FRONT_MATTER)


@once_a_release
def own_license_files(facts: Facts, role: str | None = "license") -> tuple[LicenseFile, ...]:
    """Return the release's own licence files of one role, or of all with ``None``."""
    return tuple(file for file in facts.license_files if not file.vendored and role in {None, file.role})


def text_id(license_id: str) -> str:
    """Return the id of the text that a licence id stands for: ``gpl-3.0-plus`` has the text of ``gpl-3.0``."""
    for ending in _GRANTS:
        license_id = license_id.removesuffix(ending)
    return license_id


def named_ids(claim: LicenseClaim, knowledge: Knowledge) -> frozenset[str]:
    """Return the text ids that a claim names; empty where it names no single text."""
    if claim.license is not None:
        return frozenset({text_id(claim.license)})
    resolved = (knowledge.resolve(part).license or part for part in claim.expression)
    return frozenset(text_id(name) for name in resolved)


def listed_name(claim: LicenseClaim, knowledge: Knowledge) -> str | None:
    """Return the Hub's name for a claim that is a Hub identifier of one text which no record of ours describes."""
    if claim.license is not None or claim.family is not None or claim.source is not ClaimSource.CARD_FRONT_MATTER:
        return None
    listed = knowledge.hub_id(claim.value.strip())
    return None if listed is None or listed.placeholder else listed.name


def in_family(license_id: str, family: str, knowledge: Knowledge) -> bool:
    """Tell whether a licence belongs to a family, by its record, the family's list, or its SPDX-like prefix."""
    record = knowledge.license(license_id)
    if record is not None and record.family == family:
        return True
    listed = knowledge.family(family)
    members = () if listed is None else listed.members
    if any(license_id == text_id(knowledge.resolve(member).license or member) for member in members):
        return True
    return license_id.startswith(f"{family}-")


def agrees(claim: LicenseClaim, ids: Iterable[str], knowledge: Knowledge) -> bool | None:
    """Tell whether a claim names one of these licences; ``None`` where it names nothing that we know."""
    known = {text_id(license_id) for license_id in ids}
    named = named_ids(claim, knowledge)
    if named:
        return bool(named & known)
    if claim.family is not None:
        return any(in_family(license_id, claim.family, knowledge) for license_id in known)
    return None


def held_texts(file: LicenseFile) -> tuple[str, ...]:
    """Return the ids of the licences whose text, changed or not, stands in the file."""
    return tuple(
        dict.fromkeys(
            text_id(found.license)
            for found in file.identifications
            if found.license is not None and found.status in _HELD and found.via == "text"
        )
    )


def named_texts(file: LicenseFile) -> tuple[str, ...]:
    """Return the ids of the licences that the file holds or points to; a mere family is none of them."""
    return tuple(
        dict.fromkeys(
            text_id(found.license)
            for found in file.identifications
            if found.license is not None and (found.status in _HELD or found.via in _POINTING)
        )
    )


def governed(file: LicenseFile, facts: Facts) -> frozenset[ComponentKind]:
    """Return what a licence file governs, by itself or for want of anything else.

    A general LICENSE at the root speaks for all parts that no other file names, when nothing that it would be about
    lies in the release: weights are often not in the folder that is checked, and a card and its LICENSE are.
    """
    from rail.artifacts.governs import named_kinds

    kinds = frozenset(file.governs)
    if not kinds or file.scope or named_kinds(file.location.path):
        return kinds
    shipped = {part.kind for part in facts.components if part.count} - {ComponentKind.DOCS}
    if kinds & shipped:
        return kinds
    named = {kind for other in own_license_files(facts) for kind in named_kinds(other.location.path)}
    return kinds | (frozenset(ComponentKind) - named)


def covers(file: LicenseFile, claim: LicenseClaim, facts: Facts) -> bool:
    """Tell whether a licence file speaks about all that a claim speaks about, by component and folder."""
    return bool(governed(file, facts) & set(claim.governs)) and _within(claim.scope, file.scope)


def touches(file: LicenseFile, claim: LicenseClaim, facts: Facts) -> bool:
    """Tell whether a licence file speaks about some of what a claim speaks about."""
    same_kind = bool(governed(file, facts) & set(claim.governs))
    return same_kind and (_within(claim.scope, file.scope) or _within(file.scope, claim.scope))


def main_kind(facts: Facts) -> ComponentKind:
    """Return the kind of component that the release is about: weights, unless it is a data set or only code."""
    if facts.artifact in _MAIN_KINDS:
        return _MAIN_KINDS[facts.artifact]
    present = {component.kind for component in facts.components}
    for kind in (ComponentKind.WEIGHTS, ComponentKind.DATA, ComponentKind.CODE):
        if kind in present:
            return kind
    return ComponentKind.WEIGHTS


def quote(value: str) -> str:
    """Return a stated value in quotes, on one line and cut short."""
    flat = " ".join(value.split())
    return f'"{flat}"' if len(flat) <= _WORDS_SHOWN else f'"{flat[: _WORDS_SHOWN - 3]}..."'


def license_name(license_id: str, knowledge: Knowledge) -> str:
    """Return a licence's name with its id, or the id alone where the name says no more."""
    record = knowledge.license(license_id)
    if record is None or record.name.lower() == license_id.lower():
        return license_id
    return f"{record.name} ({license_id})"


def names(license_ids: Iterable[str], knowledge: Knowledge) -> str:
    """Return several licences' names, joined by "and"."""
    return " and ".join(license_name(license_id, knowledge) for license_id in license_ids)


def distinct(claims: Iterable[LicenseClaim]) -> Iterator[LicenseClaim]:
    """Yield the first claim of each stated value."""
    seen: set[tuple[str, tuple[ComponentKind, ...], str]] = set()
    for claim in claims:
        key = (claim.value, claim.governs, claim.scope)
        if key not in seen:
            seen.add(key)
            yield claim


def _within(inner: str, outer: str) -> bool:
    return outer in {"", inner} or inner.startswith(f"{outer}/")
