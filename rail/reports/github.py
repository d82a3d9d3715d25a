"""Annotations of GitHub Actions: workflow commands on standard output, one line each.

GitHub shows ten errors, ten warnings and ten notices of a step; the heaviest come first, and the rest stand in the
log as plain lines. Values are escaped as the runner's own toolkit does: ``%``, line ends and, in properties, ``:``
and ``,``.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from rail.model.finding import Severity
from rail.reports.places import file_of
from rail.reports.policy_changes import policy_words
from rail.reports.visible import uncommanded, visible
from rail.reports.wording import VERDICTS, baseline_line, counted, counts_line, seen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.model.finding import Finding, Report
    from rail.reports.view import View

MOST = 10
SEEN = 3
_COMMAND = {
    Severity.ERROR: "error",
    Severity.REVIEW: "warning",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}
_PROPERTY = re.compile("[%\r\n:,]")
_DATA = re.compile("[%\r\n]")


def write_github(view: View) -> str:
    """Return the annotations, and behind them the counts and the verdict as plain lines."""
    return "".join(f"{line}\n" for line in _lines(view.report))


def _lines(report: Report) -> Iterator[str]:
    shown: Counter[str] = Counter()
    rest: list[str] = []
    for finding in report.findings:
        if not finding.counts:
            continue
        command = _COMMAND[finding.severity]
        shown[command] += 1
        if shown[command] <= MOST:
            yield _command(command, finding, report)
        else:
            rest.append(_plain(f"{finding.severity.word} {finding.location}: {finding.message} ({finding.id})"))
    if rest:
        yield f"GitHub shows {MOST} annotations of a kind; {counted(len(rest), 'more finding')}:"
        yield from rest
    yield _plain(f"{report.summary['name']}: {counts_line(report)}, {counted(len(report.skipped), 'thing')} not told")
    yield from (_plain(words) for words in policy_words(report, off_only=True))
    if report.baseline is not None:
        yield _plain(f"{baseline_line(report)}.")
    yield f"Verdict: {report.verdict.word}, {VERDICTS[report.verdict][1]}. As of {report.as_of}. No legal advice."


def _command(command: str, finding: Finding, report: Report) -> str:
    place = finding.location
    properties = [f"file={_escaped(file_of(report, place), _PROPERTY)}", f"line={place.line or 1}"]
    if place.end_line is not None and place.line is not None and place.end_line > place.line:
        properties.append(f"endLine={place.end_line}")
    properties.append(f"title={_escaped(f'{finding.rule} ({finding.severity.word})', _PROPERTY)}")
    lines = [finding.message, f"Why: {finding.why}", *(f"Seen: {seen(item)}" for item in finding.evidence[:SEEN])]
    lines += [f"Fix: {finding.fix}", f"`rail explain {finding.id}` prints the proof."]
    return f"::{command} {','.join(properties)}::{_escaped(chr(10).join(map(visible, lines)), _DATA)}"


def _escaped(text: str, what: re.Pattern[str]) -> str:
    """Escape a value; what stands there is visible text, in which only our own line ends are left."""
    kept = text if what is _DATA else visible(text)
    # Before the runner reads the command it would look for one of the older kind inside the line.
    return what.sub(lambda match: f"%{ord(match[0]):02X}", kept).replace("##[", "#%23[")


def _plain(text: str) -> str:
    return uncommanded(visible(text))
