"""What upstreams make impossible: the rules of ``rail check`` asked about a release that is only planned."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from rail.checks.engine import run_rule
from rail.checks.upstream_terms import record_of
from rail.model.facts import ClaimSource, Component, ComponentKind, Facts, LicenseClaim, RelationKind
from rail.model.finding import Severity
from rail.model.late import dataclass
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rail.knowledge.store import Knowledge
    from rail.model.facts import Upstream
    from rail.model.finding import Finding, Rule
    from rail.model.license import License

TOGETHER = "upstreams-incompatible"
_DATA = frozenset({RelationKind.TRAINED_ON, RelationKind.EVALUATED_ON})
_HERE = Location("answers")


class Fit(IntEnum):
    """How a licence stands to the upstreams, worst first."""

    IMPOSSIBLE = 0
    UNKNOWN = 1
    PERSON = 2
    POSSIBLE = 3

    @property
    def word(self) -> str:
        """The word for people and JSON."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Basis:
    """A clause that an obstacle rests on, in our words."""

    license: str
    clause: str
    says: str


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What one upstream has against a licence.

    Attributes:
        rule: the rule of ``rail check`` that says so.
        fit: what it makes of the licence.
        upstreams: names of the upstreams.
        path: the names that lead to the first of them, itself last.
        says: the rule's words.
        fix: what to do, in the rule's words.
        clauses: clauses of the upstream's licence that it rests on.
    """

    rule: str
    fit: Fit
    upstreams: tuple[str, ...]
    path: tuple[str, ...]
    says: str
    fix: str = ""
    clauses: tuple[Basis, ...] = ()


@dataclass(frozen=True, slots=True)
class Judge:
    """Upstreams, and the rules that hold licences against them."""

    upstreams: tuple[Upstream, ...]
    rules: tuple[Rule, ...]
    knowledge: Knowledge

    def obstacles(self, license_: License) -> tuple[Obstacle, ...]:
        """Return what the upstreams have against a licence for what is built on them.

        Each upstream licence is asked alone, so that no other one can speak for it; whether the bases go together is
        asked of all at once.
        """
        knowledge = self.knowledge
        if license_.origin or knowledge.license(str(license_.id)) is None:
            knowledge = knowledge.with_license(license_)
        found: list[Obstacle] = []
        for group in _groups(self.upstreams, self.knowledge):
            found += self._asked(license_, group, [rule for rule in self.rules if rule.id != TOGETHER], knowledge)
        found += self._asked(license_, self.upstreams, [rule for rule in self.rules if rule.id == TOGETHER], knowledge)
        return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.fit, one.rule, one.says)))

    def _asked(
        self, license_: License, upstreams: Sequence[Upstream], rules: Sequence[Rule], knowledge: Knowledge
    ) -> Iterator[Obstacle]:
        facts = _planned([license_], upstreams)
        for rule in rules if upstreams else ():
            findings, skipped = run_rule(rule, facts, knowledge)
            for finding in findings:
                obstacle = _obstacle(finding, upstreams)
                if obstacle is not None:
                    yield obstacle
            if not findings:
                names = tuple(dict.fromkeys(item.name for item in upstreams))
                for skip in skipped:
                    yield Obstacle(rule.id, Fit.UNKNOWN, names, _path(upstreams[0]), skip.reason)

    def together(self) -> tuple[str, ...]:
        """Return the licences of the upstream models where all of them beside one another stand against nothing.

        Empty where there is but one, and where they cannot all be kept.
        """
        named = (record_of(item, self.knowledge) for item in self.upstreams if item.kind not in _DATA)
        records = {str(record.id): record for record in named if record is not None}
        facts = _planned([records[name] for name in sorted(records)], self.upstreams)
        if len(records) < len(("one", "other")) or self.unknown():
            return ()
        findings = [finding for rule in self.rules for finding in run_rule(rule, facts, self.knowledge)[0]]
        return () if any(finding.severity is Severity.ERROR for finding in findings) else tuple(sorted(records))

    def unknown(self) -> tuple[Upstream, ...]:
        """Return the upstreams of which nobody here knows the terms."""
        return tuple(item for item in self.upstreams if _is_unknown(item, self.knowledge))


def fit_of(obstacles: Iterable[Obstacle]) -> Fit:
    """Return the worst of what there is against a licence."""
    return min((one.fit for one in obstacles), default=Fit.POSSIBLE)


def rules_named(names: Sequence[str], knowledge: Knowledge) -> tuple[Rule, ...]:
    """Return rules of the default pack in the order of their names' list."""
    rules = {rule.id: rule for rule in knowledge.rules("default")}
    return tuple(rules[name] for name in names)


def _is_unknown(item: Upstream, knowledge: Knowledge) -> bool:
    record = record_of(item, knowledge)
    return record is None or record.terms is None


def _groups(upstreams: Sequence[Upstream], knowledge: Knowledge) -> Iterator[tuple[Upstream, ...]]:
    """Yield the upstreams of known terms that are under one licence and stand in one relation."""
    groups: dict[tuple[str, str], list[Upstream]] = {}
    for item in upstreams:
        if not _is_unknown(item, knowledge):
            groups.setdefault((item.license or "", item.kind.value), []).append(item)
    for key in sorted(groups):
        yield tuple(groups[key])


def _planned(licenses: Sequence[License], upstreams: Sequence[Upstream]) -> Facts:
    """Return the facts of a release that states these licences and nothing else."""
    names = [str(license_.id) for license_ in licenses]
    claims = tuple(
        LicenseClaim(ClaimSource.RAIL_YAML, name, name, None, (ComponentKind.WEIGHTS,), "", _HERE) for name in names
    )
    own = names[0] if len(names) == 1 else None
    part = Component(ComponentKind.WEIGHTS, (), 1, tuple(range(len(names))), own, "the choice")
    return Facts(
        source="folder",
        path=".",
        revision=None,
        name="planned",
        artifact="model",
        hub_style=False,
        files=1,
        bytes=0,
        components=(part,),
        claims=claims,
        upstreams=tuple(upstreams),
    )


def _obstacle(finding: Finding, upstreams: Sequence[Upstream]) -> Obstacle | None:
    fits = {Severity.ERROR: Fit.IMPOSSIBLE, Severity.REVIEW: Fit.PERSON}
    if finding.severity not in fits:
        return None
    clauses = tuple(
        Basis(item.license, item.clause, item.text) for item in finding.evidence if item.license and item.clause
    )
    names = tuple(dict.fromkeys(item.name for item in upstreams))
    return Obstacle(
        finding.rule,
        fits[finding.severity],
        names,
        _path(upstreams[0]),
        finding.message,
        finding.fix,
        tuple(dict.fromkeys(clauses)),
    )


def _path(upstream: Upstream) -> tuple[str, ...]:
    return (*upstream.via, upstream.name)
