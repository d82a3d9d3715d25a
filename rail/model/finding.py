"""Rules and what they find."""

from __future__ import annotations

from dataclasses import field
from enum import IntEnum
from typing import TYPE_CHECKING

from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rail.model.facts import Upstream
    from rail.model.history import Baseline, Comparison
    from rail.model.location import Location
    from rail.model.verdict import Verdict


class Severity(IntEnum):
    """How much a finding weighs, lightest first (design, section 5)."""

    INFO = 0
    WARNING = 1
    REVIEW = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The lower-case word that reports print."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that supports a finding: a place in the release, a clause, or an outside source.

    Attributes:
        text: what is seen there, one line.
        location: the place in the release, if it is one.
        license: the licence a clause belongs to, if it is one.
        clause: the clause's label.
        source: URL and date of an outside source.
    """

    text: str
    location: Location | None = None
    license: str | None = None
    clause: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One check, as its YAML file describes it; the id is a phrase for the bad thing.

    Attributes:
        artifacts: the kinds of release that it is about (``model``, ``dataset``, ``code``); empty means all.
        stages: the stages at which it is asked; empty means all.
        most: where a pack made the rule milder, the heaviest that one of its findings can be.
        never_skips: why the rule can always tell; empty where it may skip.
        never_fires: why the rule cannot find anything yet; empty where it can.
    """

    id: str
    pack: str
    title: str
    severity: Severity
    why: str
    fix: str
    sources: tuple[str, ...]
    since: str
    group: str = "policy"
    hub_only: bool = False
    params: Mapping[str, object] = field(default_factory=dict)
    example_before: str = ""
    example_after: str = ""
    artifacts: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    most: Severity | None = None
    never_skips: str = ""
    never_fires: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: where, what, why, how to fix, and on what evidence.

    ``id`` is stable across runs: the rule and a hash of the place and of what is said there, without line numbers.
    ``waived``: a waiver accepts it; the last piece of evidence is that waiver. ``known``: the baseline has it.
    """

    id: str
    rule: str
    severity: Severity
    confidence: str
    location: Location
    message: str
    why: str
    fix: str
    component: str | None = None
    evidence: tuple[Evidence, ...] = ()
    waived: bool = False
    known: bool = False

    @property
    def counts(self) -> bool:
        """Whether ``--fail-on`` looks at it: neither waived nor in the baseline."""
        return not (self.waived or self.known)


@dataclass(frozen=True, slots=True)
class Waiver:
    """An accepted exception, as ``rail.yaml`` or an attachment in ``rail.lock`` states it.

    Attributes:
        rule: the rule that it is about.
        reason: why the finding is accepted.
        owner: who answers for it.
        expires: ISO date after which it no longer holds.
        path: the file it is limited to, or ``None`` for the whole release.
        line: where it stands in its file.
        finding: the id of the one finding it is limited to, or ``None``.
        file: where it is stated.
    """

    rule: str
    reason: str
    owner: str
    expires: str
    path: str | None
    line: int
    finding: str | None = None
    file: str = "rail.yaml"


@dataclass(frozen=True, slots=True)
class WaiverUse:
    """What became of a waiver in one run.

    Attributes:
        state: ``used``, ``unused`` (it meets no finding) or ``ended`` (its last day has passed; it waives nothing).
        findings: ids of the findings that it accepts.
    """

    waiver: Waiver
    state: str
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SkippedRule:
    """A rule that could not run, and why; never a pass."""

    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one run, with what was not checked and the dates it speaks of.

    Attributes:
        lineage: what the release is built on, as plain values (``policy/schema/check-output.schema.json``).
        rules: the rules that were on, as the packs set them; empty for a report that was read from a file.
        upstreams: what the release says it was made from, with what led there.
        waivers: every waiver of ``rail.yaml``, and what became of it.
        coverage: ids of the rules that ``ran``, that were ``not_applicable``, and the ``packs_off``.
        inputs: hashes of what the run rested on; empty where nobody asked for them.
        baseline: the findings that were known before, where a baseline was given.
        against: the comparison with an earlier report, where one was given.
    """

    path: str
    verdict: Verdict
    components: tuple[Mapping[str, object], ...]
    findings: tuple[Finding, ...]
    skipped: tuple[SkippedRule, ...]
    problems: tuple[str, ...]
    summary: Mapping[str, object]
    as_of: str
    knowledge_date: str
    lineage: Mapping[str, object] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    upstreams: tuple[Upstream, ...] = ()
    waivers: tuple[WaiverUse, ...] = ()
    coverage: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    inputs: Mapping[str, object] = field(default_factory=dict)
    baseline: Baseline | None = None
    against: Comparison | None = None
