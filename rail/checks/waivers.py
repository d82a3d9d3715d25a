"""Waivers: named, reasoned, expiring exceptions of ``rail.yaml``; one of the two things that raise a verdict."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rail.model.finding import Evidence
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rail.model.finding import Finding, Waiver

_FILE = "rail.yaml"


def apply_waivers(
    findings: Sequence[Finding], waivers: Sequence[Waiver], as_of: str
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Mark the findings that a waiver accepts, and return them with what is to be said of the waivers.

    A waiver holds up to and including its last day. One that has run out, or that nothing needs any more, is named:
    a reader must not believe that it still does something.
    """
    notes: list[str] = []
    kept = list(findings)
    for waiver in waivers:
        place = f"{_FILE}:{waiver.line}: the waiver of {waiver.rule}"
        if waiver.expires < as_of:
            notes.append(f"{place} ended on {waiver.expires}")
            continue
        hits = [position for position, finding in enumerate(kept) if _covers(waiver, finding)]
        if not hits:
            notes.append(f"{place} meets no finding")
        for position in hits:
            kept[position] = _waived(kept[position], waiver)
    return tuple(kept), tuple(notes)


def _covers(waiver: Waiver, finding: Finding) -> bool:
    return finding.rule == waiver.rule and waiver.path in {None, finding.location.path}


def _waived(finding: Finding, waiver: Waiver) -> Finding:
    words = f"waived by {waiver.owner} until {waiver.expires}: {waiver.reason}"
    evidence = Evidence(words, Location(_FILE, waiver.line))
    return replace(finding, waived=True, evidence=(*finding.evidence, evidence))
