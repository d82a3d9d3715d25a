"""A report against an earlier one: what is new, gone or changed, and because of which difference of their inputs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rail.errors import InputError
from rail.model.history import Comparison, FindingChange
from rail.operations.causes import causes_between

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rail.model.finding import Finding, Report
    from rail.model.history import Cause

_BY_DATE = frozenset({"waiver-expired"})


def with_earlier(report: Report, path: str) -> Report:
    """Return the report with what changed since the JSON report in a file.

    Raises:
        InputError: the file cannot be read, is no report, or is one of another release.
    """
    from rail.operations.saved import read_report

    earlier = read_report(path)
    then, now = str(earlier.summary["name"]), str(report.summary["name"])
    if then != now:
        message = f"{path}: the report of {then!r}, and this is {now!r}"
        raise InputError(message, "name the release in rail.yaml (`name:`) where its folder has another name")
    return held_against(report, earlier, path)


def held_against(report: Report, earlier: Report, file: str) -> Report:
    """Return the report with what changed since an earlier one.

    Args:
        report: the later report, with ``inputs``.
        earlier: the other one; without ``inputs`` no cause can be told.
        file: where the earlier one comes from, in words.
    """
    causes = causes_between(earlier, report)
    before = {item.id: item for item in earlier.findings}
    after = {item.id: item for item in report.findings}
    changes = [
        *(_change("new", after[one], causes) for one in after if one not in before),
        *(_change("gone", before[one], causes) for one in before if one not in after),
    ]
    same = [(before[one], after[one]) for one in after if one in before]
    changed = [(now, what) for then, now in same if (what := tuple(_differences(then, now)))]
    changes += [_change("changed", now, causes, what) for now, what in changed]
    return replace(
        report,
        against=Comparison(
            file=file,
            tool_version=str(earlier.inputs.get("tool_version", "unknown")),
            as_of=earlier.as_of,
            knowledge_date=earlier.knowledge_date,
            verdict=earlier.verdict,
            changes=tuple(sorted(changes, key=_order)),
            causes=causes,
            unchanged=len(same) - len(changed),
        ),
    )


def _change(kind: str, finding: Finding, causes: Sequence[Cause], what: tuple[str, ...] = ()) -> FindingChange:
    touching = tuple(cause for cause in causes if _touches(cause, finding))
    return FindingChange(kind, finding, what, touching or tuple(causes), certain=bool(touching) or not causes)


def _touches(cause: Cause, finding: Finding) -> bool:
    """Tell whether a difference is about something that a finding names."""
    match cause.kind:
        case "rule":
            return cause.name == finding.rule
        case "record":
            return any(item.license == cause.name for item in finding.evidence)
        case "date":
            return finding.rule in _BY_DATE or finding.waived
        case "fact":
            places = {finding.location.path, *(item.location.path for item in finding.evidence if item.location)}
            return cause.name in places or cause.name == finding.component or cause.name in finding.message.split()
        case _:
            return False


def _differences(then: Finding, now: Finding) -> Iterator[str]:
    if then.severity is not now.severity:
        yield f"{then.severity.word} then, {now.severity.word} now"
    if then.confidence != now.confidence:
        yield f"{then.confidence} confidence then, {now.confidence} now"
    if then.waived != now.waived:
        yield "waived now" if now.waived else "no longer waived"
    if [item.text for item in then.evidence] != [item.text for item in now.evidence] and then.waived == now.waived:
        yield "its evidence differs"


def _order(change: FindingChange) -> tuple[int, int, str, str]:
    finding = change.finding
    return (("new", "gone", "changed").index(change.kind), -finding.severity, finding.rule, finding.id)
