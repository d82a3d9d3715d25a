"""Hold a release's findings against what a reader wrote down about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rail.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from truth import Expectation, ReleaseTruth

    from rail.model.finding import Finding


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one release.

    Attributes:
        found: expectations with ``must`` that a finding meets; ``missed`` those that none does.
        wrong: findings of weight that no expectation covers.
        foreseen: findings that the reader called wrong beforehand.
        light: findings below a warning that no expectation covers; they count neither way.
    """

    truth: ReleaseTruth
    kind: str
    found: tuple[Expectation, ...]
    missed: tuple[Expectation, ...]
    wrong: tuple[Finding, ...]
    foreseen: tuple[tuple[Finding, Expectation], ...]
    light: tuple[Finding, ...]

    @property
    def recall(self) -> float:
        """The share of what must be found that is found."""
        due = len(self.found) + len(self.missed)
        return len(self.found) / due if due else 1.0

    @property
    def errors(self) -> int:
        """How many findings should not be there."""
        return len(self.wrong) + len(self.foreseen)


def judge(truth: ReleaseTruth, kind: str, findings: Sequence[Finding]) -> Outcome:
    """Sort the findings of one release into right, wrong and light ones."""
    due = [item for item in truth.findings if item.must]
    found = [item for item in due if any(map(item.covers, findings))]
    foreseen = []
    wrong = []
    light = []
    for finding in findings:
        if any(item.covers(finding) for item in truth.findings):
            continue
        warned = next((item for item in truth.must_not if item.covers(finding)), None)
        if finding.severity < Severity.WARNING:
            light.append(finding)
        elif warned:
            foreseen.append((finding, warned))
        else:
            wrong.append(finding)
    missed = [item for item in due if item not in found]
    return Outcome(truth, kind, tuple(found), tuple(missed), tuple(wrong), tuple(foreseen), tuple(light))
