"""The report of ``rail check`` for people: one screen, heaviest finding first, each with what, why and how to fix."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from rail.checks.waivers import waiver_words
from rail.model.record_age import RecordAge
from rail.reports.history import add_baseline, add_changes
from rail.reports.page import Page
from rail.reports.policy_changes import policy_words
from rail.reports.wording import KINDS, VERDICTS, counted, counts_line, evidence_marks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rail.model.finding import Evidence, Finding, Report
    from rail.model.record_age import Row
    from rail.reports.page import Span

IN_FULL = 7
IN_SHORT = 12
_COLUMN = 12
# One finding stays one line for grep, however long it is.
_UNWRAPPED = _MANY = 1_000_000
# A full stop ends a sentence when a capital follows: "e.g. a name" goes on.
_SENTENCE = re.compile(r".{25,}?[.?!](?=\s+[A-Z`\"])", re.DOTALL)


def write_terminal(report: Report, *, width: int, quiet: bool = False, verbose: bool = False) -> Page:
    """Lay out a report.

    Args:
        report: what to show.
        width: columns of the page.
        quiet: one line a finding or waiver, and the verdict.
        verbose: every finding in full, with its evidence and id, and every skipped rule.
    """
    page = Page(_UNWRAPPED if quiet else width)
    open_findings = [finding for finding in report.findings if finding.counts]
    if quiet:
        for finding in open_findings:
            _short(page, finding)
        for finding in report.findings:
            if finding.waived:
                _waived_short(page, finding)
        _list(page, "policy", policy_words(report, off_only=True), most=IN_SHORT)
        _list(page, "waivers", cast("Sequence[str]", report.summary["notes"]), most=IN_SHORT)
        add_baseline(page, report, most=0)
        _verdict(page, report)
        return page
    _head(page, report)
    _components(page, report)
    add_changes(page, report, verbose=verbose)
    _findings(page, open_findings, verbose=verbose)
    for finding in report.findings:
        if finding.waived:
            _waived(page, finding)
    _foot(page, report, verbose=verbose)
    return page


def finding_lines(page: Page, finding: Finding, *, verbose: bool) -> None:
    """Add one finding: what, why, where it was seen, how to fix it; in short, or with everything that is known."""
    name = finding.id if verbose else _short_id(finding)
    sure = "" if finding.confidence == "high" else f", {finding.confidence} confidence"
    gap = "\u00a0" * (8 - len(finding.severity.word))
    head: list[Span] = [(finding.severity.word, finding.severity.word), (f"{gap} ", "")]
    page.add(*head, (str(finding.location), "place"), (f" ({name}{sure})", "quiet"), indent=2, hang=_COLUMN)
    page.labelled("what", (finding.message, ""), indent=4, column=_COLUMN)
    page.labelled("why", (finding.why if verbose else first_sentence(finding.why), ""), indent=4, column=_COLUMN)
    shown = finding.evidence if verbose else finding.evidence[:2]
    for evidence in shown:
        page.labelled("seen", *_evidence(evidence), indent=4, column=_COLUMN)
    if len(shown) < len(finding.evidence):
        page.add(
            (f"and {counted(len(finding.evidence) - len(shown), 'more place')}: --verbose shows all", "quiet"),
            indent=_COLUMN,
        )
    page.labelled("fix", (finding.fix, ""), indent=4, column=_COLUMN)


def first_sentence(text: str) -> str:
    """Return the first sentence of a text; `rail explain` has the rest."""
    found = _SENTENCE.match(text)
    return found[0] if found else text


def _head(page: Page, report: Report) -> None:
    summary = report.summary
    kind = str(summary["artifact"])
    spans: list[Span] = [(str(summary["name"]), "title"), (f": {KINDS.get(kind, kind)}", "")]
    spans.append((f", {counted(cast('int', summary['files']), 'file')}", ""))
    if summary["revision"]:
        spans.append((f", revision {str(summary['revision'])[:12]}", ""))
    if not summary["hub_style"]:
        spans.append((", no card front matter", ""))
    page.add(*spans)
    packs = ", ".join(cast("Sequence[str]", summary["packs"]))
    page.add((f"as of {report.as_of}, knowledge of {report.knowledge_date}, rules: {packs}", "quiet"))
    page.blank()


def _components(page: Page, report: Report) -> None:
    if not report.components:
        page.add(("No weights, code or data found here.", ""))
    shown: dict[str, Sequence[Mapping[str, object]]] = {}
    for component in report.components:
        license_id = component["license"]
        answer: Span = (str(license_id), "head") if license_id else ("licence unknown", "review")
        basis = str(component["basis"])
        tail = f", by {basis}" if license_id and basis else f": {basis}" if basis else ""
        page.labelled(str(component["kind"]), answer, (tail, "quiet"), indent=2, column=_COLUMN)
        claims = cast("Sequence[Mapping[str, object]]", component["claims"])
        if len(claims) == 1 and claims[0]["license"] == license_id:
            continue  # the basis says it already
        same = next((kind for kind, others in shown.items() if all(claim in others for claim in claims)), None)
        if same is not None and claims:
            page.add((f"stated as for the {same}", "quiet"), indent=_COLUMN)
            continue
        shown[str(component["kind"])] = claims
        for claim in claims:
            place = f"{claim['path']}:{claim['line']}" if claim["line"] else str(claim["path"])
            says = ((f"{claim['says']} (", ""), (place, "place"), (")", ""))
            page.labelled(str(claim["how"]), *says, indent=_COLUMN, column=_COLUMN + 10)
        if component["claims_not_shown"]:
            page.add((f"and {component['claims_not_shown']} more statements", "quiet"), indent=_COLUMN)
    page.blank()


def _findings(page: Page, findings: Sequence[Finding], *, verbose: bool) -> None:
    full = len(findings) if verbose else IN_FULL
    for finding in findings[:full]:
        finding_lines(page, finding, verbose=verbose)
        page.blank()
    rest = findings[full:]
    for finding in rest[:IN_SHORT]:
        _short(page, finding)
    if len(rest) > IN_SHORT:
        page.add((f"and {counted(len(rest) - IN_SHORT, 'finding')} more: --verbose shows all", "quiet"), indent=2)
    page.blank()


def _foot(page: Page, report: Report, *, verbose: bool) -> None:
    words = [counts_line(report)]
    ran = cast("int", report.summary["rules_ran"])
    words.append(f"{counted(ran, 'rule')} ran")
    if not_applicable := cast("int", report.summary["rules_not_applicable"]):
        words.append(f"{not_applicable} not applicable")
    page.add((", ".join(words), ""))
    for label, lines in (
        ("policy", policy_words(report)),
        ("overridden", cast("Sequence[str]", report.summary["overrides"])),
        ("own claims", cast("Sequence[str]", report.summary["own_claims"])),
        ("excluded", cast("Sequence[str]", report.summary["excluded"])),
        ("upstreams", unknown_upstreams(report)),
        ("not told", [f"{skip.rule}: {skip.reason}" for skip in report.skipped]),
        ("unread", report.problems),
        ("waivers", cast("Sequence[str]", report.summary["notes"])),
        (
            "records",
            [RecordAge.of(row).words(report.as_of) for row in cast("Sequence[Row]", report.summary["records"])],
        ),
    ):
        _list(page, label, lines, most=len(lines) if verbose else 4)
    add_baseline(page, report, most=_MANY if verbose else IN_SHORT)
    _verdict(page, report)


def unknown_upstreams(report: Report) -> list[str]:
    """Return what the release is built on and no place knows the licence of, in words."""
    nodes = cast("Sequence[Mapping[str, object]]", report.lineage.get("nodes", ()))
    names = {str(node["id"]): str(node["name"]) for node in nodes}
    above: dict[str, set[str]] = {}
    for edge in cast("Sequence[Mapping[str, str]]", report.lineage.get("edges", ())):
        above.setdefault(edge["parent"], set()).add("" if edge["child"] == "." else names[edge["child"]])
    return [
        f"{node['name']} ({node['kind']}{_through(above.get(str(node['id']), set()))}): licence unknown"
        for node in nodes
        if node["id"] != "." and not node["licenses"]
    ]


def _through(names: set[str]) -> str:
    return "" if "" in names or not names else f", through {min(names)}"


def _list(page: Page, label: str, lines: Sequence[str], *, most: int) -> None:
    for position, line in enumerate(lines[:most]):
        page.labelled("" if position else label, (line, "quiet"), indent=2, column=14)
    if len(lines) > most:
        page.add((f"and {len(lines) - most} more: --verbose shows all", "quiet"), indent=14)


def _verdict(page: Page, report: Report) -> None:
    style, sentence = VERDICTS[report.verdict]
    page.add((f"Verdict: {report.verdict.word}", style), (f", {sentence}.", ""), hang=2)
    page.add(("This is no legal advice. `rail explain RULE` tells why a rule exists.", "quiet"))


def _short(page: Page, finding: Finding) -> None:
    gap = "\u00a0" * (8 - len(finding.severity.word))
    head: Span = (finding.severity.word, finding.severity.word)
    page.add(head, (gap + " ", ""), (str(finding.location), "place"), (f" {finding.message}", ""), indent=2, hang=11)


def _waived(page: Page, finding: Finding) -> None:
    reason = waiver_words(finding)
    page.add(
        ("waived", "quiet"),
        ("\u00a0\u00a0 ", ""),
        (str(finding.location), "place"),
        (f" {finding.rule}: {finding.message}", ""),
        indent=2,
        hang=11,
    )
    page.add((reason, "quiet"), indent=11)
    page.blank()


def _waived_short(page: Page, finding: Finding) -> None:
    reason = waiver_words(finding)
    place: Span = (str(finding.location), "place")
    page.add(("waived", "quiet"), ("\u00a0\u00a0 ", ""), place, (f" {finding.rule}, {reason}", ""), indent=2, hang=11)


def _short_id(finding: Finding) -> str:
    rule, _, mark = finding.id.rpartition(":")
    return f"{rule}:{mark[:4]}" if rule else finding.id


def _evidence(evidence: Evidence) -> list[Span]:
    spans: list[Span] = [(evidence.text, "")]
    place = str(evidence.location or "")
    marks = [(mark, "place" if mark == place else "quiet") for mark in evidence_marks(evidence)]
    for position, mark in enumerate(marks):
        spans += [("; " if position else " (", ""), mark]
    return [*spans, (")", "")] if marks else spans
