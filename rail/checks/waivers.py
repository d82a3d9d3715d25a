"""Waivers: named, reasoned, expiring exceptions; one of the two things that raise a verdict.

They stand in ``rail.yaml``, or in ``rail.lock`` with the attachment that was made under them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rail.errors import InputError
from rail.model.finding import Evidence, WaiverUse
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from rail.model.finding import Finding, Waiver

EXPIRED = "waiver-expired"


def check_waivers(waivers: Sequence[Waiver], rules: Collection[str]) -> None:
    """Refuse waivers that can waive nothing, all of them at once.

    Args:
        waivers: what the release states.
        rules: ids of all rules of all packs, of those that are off as well.

    Raises:
        InputError: a waiver names a rule that does not exist, or the rule about waivers that have run out.
    """
    wrong = [f"{waiver.file}:{waiver.line}: {problem}" for waiver in waivers if (problem := _problem(waiver, rules))]
    if wrong:
        raise InputError("\n".join(wrong), "`rail explain RULE` tells what a rule is about")


def apply_waivers(
    findings: Sequence[Finding], waivers: Sequence[Waiver], as_of: str
) -> tuple[tuple[Finding, ...], tuple[WaiverUse, ...]]:
    """Mark the findings that a waiver accepts, and return them with what became of each waiver.

    A waiver holds up to and including its last day; after that it accepts nothing.
    """
    uses: list[WaiverUse] = []
    kept = list(findings)
    for waiver in waivers:
        if waiver.expires < as_of:
            uses.append(WaiverUse(waiver, "ended"))
            continue
        hits = [position for position, finding in enumerate(kept) if _covers(waiver, finding)]
        for position in hits:
            if not kept[position].waived:
                kept[position] = _waived(kept[position], waiver)
        uses.append(WaiverUse(waiver, "used" if hits else "unused", tuple(kept[position].id for position in hits)))
    return tuple(kept), tuple(uses)


def waiver_notes(uses: Sequence[WaiverUse], findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return what is to be said of waivers that do nothing: a reader must not believe that they still do.

    One that has run out is a finding where the rule about it is active, and is then not said twice.
    """
    told = {(one.location.path, one.location.line) for one in findings if one.rule == EXPIRED}
    notes = []
    for use in uses:
        waiver = use.waiver
        place = f"{waiver.file}:{waiver.line}: the waiver of {waiver.finding or waiver.rule}"
        if use.state == "ended" and (waiver.file, waiver.line) not in told:
            notes.append(f"{place} ended on {waiver.expires}")
        elif use.state == "unused":
            notes.append(f"{place} meets no finding")
    return tuple(notes)


def waiver_words(finding: Finding) -> str:
    """Return who waived a finding, until when and why; the waiver is its last piece of evidence."""
    return finding.evidence[-1].text if finding.evidence else "waived"


def _problem(waiver: Waiver, rules: Collection[str]) -> str | None:
    if waiver.rule == EXPIRED:
        return f"{EXPIRED} cannot be waived; give the waiver that ended a new last day, or delete it"
    if waiver.finding is not None and waiver.finding.partition(":")[0] != waiver.rule:
        return f"the finding {waiver.finding} is not one of the rule {waiver.rule}"
    if not _is_date(waiver.expires):
        return f"expires: {waiver.expires} is no day of the calendar"
    if waiver.rule in rules:
        return None
    from difflib import get_close_matches

    near = get_close_matches(waiver.rule, sorted(rules), n=1, cutoff=0.5)
    hint = f"did you mean {near[0]}?" if near else "`rail check --verbose` names the rule of each finding"
    return f"the waiver names the rule {waiver.rule}, and there is no such rule; {hint}"


def _is_date(text: str) -> bool:
    from datetime import date

    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _covers(waiver: Waiver, finding: Finding) -> bool:
    same_place = waiver.path in {None, finding.location.path}
    return finding.rule == waiver.rule and same_place and waiver.finding in {None, finding.id}


def _waived(finding: Finding, waiver: Waiver) -> Finding:
    words = f"waived by {waiver.owner} until {waiver.expires}: {waiver.reason}"
    evidence = Evidence(words, Location(waiver.file, waiver.line))
    return replace(finding, waived=True, evidence=(*finding.evidence, evidence))
