"""The report as one page for a lawyer: self-contained, no script, readable aloud, on paper and in the dark.

Nothing of others is markup (``rail.reports.html.text``); a content security policy forbids what the page does not
have (CSP level 3): no script, no frame, no form, no image, no request.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, cast

from rail.checks.waivers import waiver_words
from rail.model.finding import Severity
from rail.model.record_age import RecordAge
from rail.reports.history import because, causes_lines, comparison_line
from rail.reports.html.drawing import lineage_section
from rail.reports.html.findings import findings_section, short_list
from rail.reports.html.style import STYLE
from rail.reports.html.text import code, foreign, listed, prose, safe, table
from rail.reports.wording import CONSEQUENCES, KINDS, LIMITS, VERDICTS, baseline_line, counted, unchecked
from rail.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rail.model.finding import Report, WaiverUse
    from rail.model.record_age import Row
    from rail.reports.view import View

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def write_html(view: View) -> str:
    """Return the page."""
    report = view.report
    sections = [
        (name, title, "".join(body))
        for name, title, body in (
            ("findings", "Findings", findings_section(view)),
            ("changes", "What changed, and why", _changes(report)),
            ("parts", "Parts of the release and their licences", _parts(report)),
            ("lineage", "What it was made from", lineage_section(report)),
            ("accepted", "Accepted and known", _accepted(report)),
            ("unchecked", "What was not checked", _unchecked(report)),
            ("basis", "What this report rests on", _basis(report)),
        )
    ]
    sections = [section for section in sections if section[2]]
    name = safe(str(report.summary["name"]))
    links = "".join(f'<li><a href="#{anchor}">{title}</a></li>' for anchor, title, _ in sections)
    return "".join(
        [
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n',
            '<meta name="referrer" content="no-referrer">\n',
            f"<title>Release check of {name}: {report.verdict.word}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
            '<a class="skip" href="#findings">Skip to the findings</a>\n',
            *_header(report),
            f'<nav aria-labelledby="contents"><h2 id="contents">Contents</h2><ul>{links}</ul></nav>\n<main>\n',
            *(
                f'<section aria-labelledby="{a}">\n<h2 id="{a}">{t}</h2>\n{body}\n</section>\n'
                for a, t, body in sections
            ),
            f"</main>\n<footer>\n<p>{LIMITS}</p>\n<p>Made by railkit {safe(__version__)}.</p>\n</footer>\n",
            "</body>\n</html>\n",
        ]
    )


def _header(report: Report) -> Iterator[str]:
    summary = report.summary
    style, sentence = VERDICTS[report.verdict]
    kind = str(summary["artifact"])
    revision = f", revision {code(str(summary['revision']))}" if summary["revision"] else ""
    files = counted(cast("int", summary["files"]), "file")
    packs = ", ".join(map(foreign, cast("Sequence[str]", summary["packs"])))
    yield f"<header>\n<h1>Release check of {foreign(str(summary['name']))}</h1>\n"
    yield f"<p>{KINDS.get(kind, safe(kind))}, {files}{revision}. As of {safe(report.as_of)}, "
    yield f"knowledge of {safe(report.knowledge_date)}, rules of: {packs}.</p>\n"
    yield f'<div class="verdict {style}"><p><strong>{report.verdict.word.capitalize()}</strong>: {sentence}.</p>'
    yield "<p>The question is: may this release be published as it stands, under these rules? The answer is the lowest "
    yield "that any finding gives; what could not be told counts as unknown.</p></div>\n"
    counts = Counter(finding.severity for finding in report.findings if finding.counts)
    rows = []
    for severity in reversed(Severity):
        title, meaning = CONSEQUENCES[severity]
        head = f'<a href="#{severity.word}">{title}</a>' if counts[severity] else title
        rows.append((head, f"{counts[severity]:,}", meaning))
    yield table("Findings by consequence", ("Kind", "How many", "What it means"), rows)
    waived = sum(finding.waived for finding in report.findings)
    if waived:
        yield f'<p><a href="#accepted">{counted(waived, "finding")} waived</a>; they do not count for the verdict.</p>'
    if report.baseline is not None:
        yield f"<p>{safe(baseline_line(report))}.</p>"
    yield "</header>\n"


def _changes(report: Report) -> Iterator[str]:
    if report.against is not None:
        yield f"<p>{safe(comparison_line(report.against))}.</p>"
        yield listed(
            f"{change.kind}: {code(str(change.finding.location))}: {prose(change.finding.message)}"
            f"{''.join(f'; {foreign(what)}' for what in change.what)}. <em>Because:</em> {foreign(because(change))}"
            for change in report.against.changes
        )
        yield "<h3>All that differs between the two</h3>"
        yield listed(map(foreign, causes_lines(report.against)))


def _parts(report: Report) -> Iterator[str]:
    if not report.components:
        yield "<p>No weights, code or data were found.</p>"
        return
    rows = []
    for part in report.components:
        claims = cast("Sequence[Mapping[str, object]]", part["claims"])
        said = [f"{safe(str(claim['how']))}: {foreign(str(claim['says']))} ({code(_place(claim))})" for claim in claims]
        said += [f"{part['claims_not_shown']} more"] if part["claims_not_shown"] else []
        license_ = foreign(str(part["license"])) if part["license"] else "unknown"
        rows.append(
            (safe(str(part["kind"])), license_, foreign(str(part["basis"])), f"{part['files']:,}", listed(said))
        )
    yield table("Parts, their licences and who says so", ("Part", "Licence", "By", "Files", "Stated in"), rows)
    yield from _titled("Overridden by rail.yaml", cast("Sequence[str]", report.summary["overrides"]))
    yield from _titled("Claims of the release's own", cast("Sequence[str]", report.summary["own_claims"]))


def _place(claim: Mapping[str, object]) -> str:
    return f"{claim['path']}:{claim['line']}" if claim["line"] else str(claim["path"])


def _accepted(report: Report) -> Iterator[str]:
    if report.waivers:
        heads = ("Rule or finding", "For", "Reason", "Owner", "Last day", "What it does")
        yield table("Waivers of rail.yaml", heads, map(_waiver_row, report.waivers))
    waived = [finding for finding in report.findings if finding.waived]
    if waived:
        yield "<h3>Waived findings</h3>"
        yield listed(
            f"{finding.severity.word}: {code(str(finding.location))}: {prose(finding.message)}; "
            f"{foreign(waiver_words(finding))} ({code(finding.id)})"
            for finding in waived
        )
    base = report.baseline
    known = [finding for finding in report.findings if finding.known and not finding.waived]
    if known and base is not None:
        yield f"<h3>Known since the baseline of {safe(base.as_of)}</h3>{short_list(known)}"
    if base is not None and base.gone:
        gone = (f"{item.severity}: {code(item.path)}: {prose(item.message)} ({code(item.id)})" for item in base.gone)
        yield f"<h3>Gone since the baseline</h3>{listed(gone)}"


def _waiver_row(use: WaiverUse) -> tuple[str, ...]:
    waiver = use.waiver
    does = {"unused": "meets no finding", "ended": "has ended and accepts nothing"}
    return (
        code(waiver.finding or waiver.rule),
        foreign(waiver.path or "the whole release"),
        foreign(waiver.reason),
        foreign(waiver.owner),
        safe(waiver.expires),
        does.get(use.state, f"accepts {counted(len(use.findings), 'finding')}"),
    )


def _unchecked(report: Report) -> Iterator[str]:
    for title, meaning, lines in unchecked(report):
        yield f"<h3>{title} ({len(lines):,})</h3><p>{meaning}</p>{listed(map(foreign, lines))}"
    yield "<p>A check of declared terms cannot show that training really used only what is declared.</p>"


def _basis(report: Report) -> Iterator[str]:
    records = cast("Sequence[Row]", report.summary["records"])
    ages = [RecordAge.of(row).words(report.as_of) for row in records]
    yield from _titled("Licence records", ages)
    rows = [("As of", safe(report.as_of)), ("Knowledge of", safe(report.knowledge_date))]
    inputs = report.inputs
    if inputs:
        facts, knowledge = (cast("Mapping[str, str]", inputs[name]) for name in ("facts", "knowledge"))
        rows += [("Facts", code(f"sha256:{facts['sha256']}")), ("Knowledge", code(f"sha256:{knowledge['sha256']}"))]
        packs = cast("Sequence[Mapping[str, str]]", inputs["packs"])
        rows += [(f"Rules of {foreign(pack['id'])}", code(f"sha256:{pack['sha256']}")) for pack in packs]
    rows.append(("Rules that ran", f"{report.summary['rules_ran']:,}"))
    yield "<h3>Dates and hashes</h3>"
    yield table("Dates and hashes by which this report can be made again", ("What", "Value"), rows)


def _titled(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"<h3>{title}</h3>{listed(map(foreign, lines))}"
