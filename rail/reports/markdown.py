"""A comment for a pull request, in GitHub's Markdown: short first, details folded, at most as long as GitHub takes.

The first line is a marker by which a workflow finds the comment again and edits it instead of adding another.
Text of others can make no element, link, mention or reference (see ``rail.reports.markdown_text``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rail.checks.waivers import waiver_words
from rail.model.record_age import RecordAge
from rail.reports.history import because, causes_lines, comparison_line
from rail.reports.lineage import lineage_lines
from rail.reports.markdown_text import inline
from rail.reports.places import quoted
from rail.reports.wording import (
    CONSEQUENCES,
    LIMITS,
    VERDICTS,
    baseline_line,
    by_consequence,
    counted,
    counts_line,
    seen,
    unchecked,
)
from rail.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rail.model.finding import Finding, Report
    from rail.model.record_age import Row
    from rail.reports.view import View

# GitHub refuses comments of more than 65,536 characters; counted in bytes we stay below that in every alphabet.
LARGEST = 65_536
# Of them, what changed and the details may each take so many bytes; the rest is for findings.
_ASIDE = 14_000
_SHORT = 300
_SEEN = 4
_LISTED = 20


def marker(report: Report) -> str:
    """Return the line by which a workflow finds the comment of this release again."""
    name = quoted(str(report.summary["name"])).replace("-", "%2D")
    return f"<!-- railkit:check {name} -->"


def write_markdown(view: View) -> str:
    """Return the comment; what does not fit is counted."""
    report = view.report
    head, end = _head(report), _end(report)
    room = LARGEST - _size(head) - _size(end) - 500
    history, left = _fitting([(block, 1) for block in _history(report)], min(room, _ASIDE))
    history += [f"{counted(left, 'list')} of changes did not fit."] * bool(left)
    details, left = _fitting([(block, 1) for block in _details(report)], min(room, _ASIDE))
    details += [f"{counted(left, 'list')} of details did not fit."] * bool(left)
    findings, left = _fitting(list(_findings(view)), room - sum(map(_size, [*history, *details])))
    findings += [f"{counted(left, 'finding')} more did not fit; another format has them all."] * bool(left)
    return "\n\n".join([head, *history, *findings, *details, end]) + "\n"


def _fitting(blocks: Sequence[tuple[str, int]], room: int) -> tuple[list[str], int]:
    """Return the blocks that fit, and the sum of the counts of those that do not."""
    kept: list[str] = []
    left = 0
    for block, count in blocks:
        size = _size(block)
        if size > room:
            left += count
            continue
        kept.append(block)
        room -= size
    return kept, left


def _size(block: str) -> int:
    return len(block.encode("utf-8")) + 2


def _head(report: Report) -> str:
    name = inline(str(report.summary["name"]), _SHORT)
    told = f"**{report.verdict.word.capitalize()}**: {VERDICTS[report.verdict][1]}. {counts_line(report)}."
    parts = [f"{marker(report)}\n## Release check of {name}: {report.verdict.word}", told]
    parts += [f"{baseline_line(report)}."] * (report.baseline is not None)
    parts += [f"{comparison_line(report.against)}."] if report.against is not None else []
    return "\n\n".join([*parts, _components(report.components)])


def _history(report: Report) -> Iterator[str]:
    if report.against is not None:
        lines = [
            f"{change.kind}: {_short(str(change.finding.location))}: {_short(change.finding.message)}"
            f"{''.join(f'; {_short(what)}' for what in change.what)}. Because: {_short(because(change))}"
            for change in report.against.changes
        ]
        lines += [f"differs: {_short(line)}" for line in causes_lines(report.against)]
        yield from _folded("What changed, and why", lines)
    if report.baseline is not None:
        gone = [f"{_short(item.path)}: {item.rule}: {_short(item.message)}" for item in report.baseline.gone]
        yield from _folded("Gone since the baseline", gone)


def _components(components: Iterable[Mapping[str, object]]) -> str:
    cells = ([str(part["kind"]), str(part["license"] or "unknown"), str(part["basis"])] for part in components)
    rows = [f"| {' | '.join(map(_short, row))} |" for row in cells]
    return "\n".join(["| part | licence | by |", "|---|---|---|", *rows]) if rows else "No weights, code or data found."


def _findings(view: View) -> Iterator[tuple[str, int]]:
    """Yield the blocks about findings, each with how many findings it holds."""
    open_findings = [finding for finding in view.report.findings if finding.counts]
    for severity, groups in by_consequence(open_findings, view.rules):
        title, meaning = CONSEQUENCES[severity]
        yield f"### {title}: {meaning}", 0
        for group, findings in groups:
            yield f"**{group}**", 0
            yield from ((_finding(finding), 1) for finding in findings)


def _finding(finding: Finding) -> str:
    lines = [f"* Why: {inline(finding.why)}"]
    lines += [f"* Seen: {inline(seen(item))}" for item in finding.evidence[:_SEEN]]
    if len(finding.evidence) > _SEEN:
        lines.append(f"* {counted(len(finding.evidence) - _SEEN, 'more place')}")
    lines += [f"* Fix: {inline(finding.fix)}", f"* `{finding.id}`"]
    head = f"<summary>{inline(str(finding.location))}: {inline(finding.message)}</summary>"
    return "\n".join(["<details>", head, "", *lines, "", "</details>"])


def _details(report: Report) -> Iterator[str]:
    waived = [f"{_short(str(f.location))}: {f.rule}: {_short(waiver_words(f))}" for f in report.findings if f.waived]
    waived += map(_short, cast("Sequence[str]", report.summary["notes"]))
    yield from _folded("Waived", waived)
    yield from _folded("Lineage", [_short(line) for line in lineage_lines(report)])
    for title, meaning, lines in unchecked(report):
        yield from _folded(f"{title}: {len(lines):,}", [meaning, *map(_short, lines)])
    records = cast("Sequence[Row]", report.summary["records"])
    ages = [_short(RecordAge.of(row).words(report.as_of)) for row in records]
    yield from _folded("Licence records that this rests on", ages)


def _end(report: Report) -> str:
    packs = ", ".join(map(_short, cast("Sequence[str]", report.summary["packs"])))
    facts = cast("Mapping[str, object]", report.inputs.get("facts", {}))
    hashed = f" Facts: `sha256:{facts['sha256']}`." if facts else ""
    dates = f"As of {report.as_of}, knowledge of {report.knowledge_date}, packs: {packs}, railkit {__version__}."
    return f"{dates}{hashed}\n\n{LIMITS}"


def _short(text: str) -> str:
    return inline(text, _SHORT)


def _folded(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        shown = [f"* {line}" for line in lines[:_LISTED]]
        shown += [f"* and {len(lines) - _LISTED:,} more"] * (len(lines) > _LISTED)
        yield "\n".join(["<details>", f"<summary>{title}</summary>", "", *shown, "", "</details>"])
