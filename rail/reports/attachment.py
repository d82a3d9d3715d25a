"""What an attachment wrote and what follows from it, for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.model.attached import RELEASE
from rail.model.finding import Severity
from rail.reports.consequences import add_consequences
from rail.reports.page import Page
from rail.reports.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rail.attach.setting import Holding
    from rail.edits.plan import Plan
    from rail.model.attached import Attachment
    from rail.model.finding import Finding, Report
    from rail.model.vocabulary import Vocabulary
    from rail.terms.consequences import Consequence

_TOPICS = {"excluded": "Who and what it leaves out", "carried": "What recipients must carry"}
_SHOWN = 6
_ORIGINS = {
    "pack": "from the text pack",
    "own": "from the release's own record",
    "file": "from a file",
    "upstream": "from an upstream",
    "fetch": "fetched",
    "release": "as it stood there",
}
_LAST = (
    "What was attached is recorded as it was stated; whether it may be licensed is not decided here. No legal advice."
)


def attachment_page(  # noqa: PLR0913 # what it shows is named
    path: str,
    plan: Plan,
    holdings: Sequence[Holding],
    report: Report,
    *,
    asked: Sequence[str],
    consequences: Mapping[str, Sequence[Consequence]],
    vocabulary: Vocabulary,
    notes: Iterable[str],
    journal: str | None,
    width: int,
) -> Page:
    """Lay out an attachment that was written."""
    page = Page(width)
    _files(page, plan, journal)
    for holding in holdings:
        if holding.component in asked:
            page.blank()
            _who(page, holding)
            add_consequences(page, consequences.get(holding.record.id, ()), holding.record, vocabulary, _TOPICS)
    page.blank()
    _verdict(page, report)
    for note in notes:
        page.add(("note: ", "label"), (note, ""), indent=2, hang=4)
    page.blank()
    page.add(("Next:", "head"))
    page.add((f"rail check {path}", "place"), (" checks the release as it now is", ""), indent=2, hang=4)
    page.add((f"rail card lint {path}", "place"), (" asks what the card still lacks", ""), indent=2, hang=4)
    page.blank()
    page.add((_LAST, "quiet"))
    return page


def refusal_page(findings: Sequence[Finding], width: int) -> Page:
    """Lay out why nothing was attached."""
    page = Page(width)
    page.add(("Not attached: ", "error"), ("what this is built on does not allow it.", ""))
    for finding in findings:
        page.blank()
        page.add((f"{finding.severity.word} ", "error"), (finding.rule, "title"), (f"  {finding.location}", "place"))
        page.add((finding.message, ""), indent=2)
        for one in finding.evidence[:_SHOWN]:
            basis = " ".join(part for part in (one.license, one.clause) if part)
            place = str(one.location) if one.location is not None else one.source or ""
            tail = ", ".join(part for part in (basis, place) if part)
            page.add((f"- {one.text}", ""), (f" ({tail})" if tail else "", "quiet"), indent=2, hang=4)
        if len(finding.evidence) > _SHOWN:
            page.add((f"- and {len(finding.evidence) - _SHOWN} more: rail check tells them", "quiet"), indent=2)
        page.add((f"fix: {finding.fix}", ""), indent=2, hang=4)
    page.blank()
    page.add(("Next:", "head"))
    page.add(
        ("rail derive --from UPSTREAM", "place"),
        (" tells what a derivative must carry, and writes it with --fix", ""),
        indent=2,
        hang=4,
    )
    page.add(
        ("rail attach ... --waiver FILE", "place"),
        (" where somebody answers for the exception: owner, reason and expiry; it stays a finding", ""),
        indent=2,
        hang=4,
    )
    return page


def _files(page: Page, plan: Plan, journal: str | None) -> None:
    if not plan.changes:
        page.add(("Nothing to change: the release carries these terms already.", "good"))
        return
    page.add((counted(len(plan.changes), "file"), "title"), (" written", "title"))
    for change in plan.changes:
        state = "new" if change.before is None else "changed"
        page.labelled(state, (change.path, "place"), (f", {', '.join(change.why)}", "quiet"), indent=2, column=11)
    if journal is not None:
        page.add((f"{journal} undoes it: git apply -R", "quiet"), indent=2, hang=4)


def _who(page: Page, holding: Holding) -> None:
    one = holding.attachment
    part = "" if one.component == RELEASE else f" ({one.component})"
    page.add((f"{holding.record.name}{part}", "title"))
    for label, text, style in _rows(one):
        page.labelled(label, (text, style), indent=2, column=14)


def _rows(one: Attachment) -> Iterator[tuple[str, str, str]]:
    text, evidence = one.text, one.evidence
    origin = text.place or _ORIGINS[text.source]
    yield "text", f"{text.path}, sha256 {text.sha256[:16]}, {origin} ({text.matched})", ""
    yield "licensor", f"{one.licensor}, {one.year}", ""
    yield "authority", one.authority, ""
    if evidence is None:
        yield "evidence", "none given: nothing here shows that the licensor may", "warning"
    else:
        yield "evidence", f"{evidence.name}, {evidence.size:,} bytes, sha256 {evidence.sha256[:16]}", ""
    for waiver in one.waivers:
        yield "waiver", f"{waiver.rule}: {waiver.owner} until {waiver.expires}: {waiver.reason}", "review"
    for former in one.replaced:
        what = f"{former.license or 'a text that is not known'} in {former.path}; kept at {former.kept}"
        yield "replaced", f"{what}. Whoever got the release under it keeps what it granted.", "review"


def _verdict(page: Page, report: Report) -> None:
    open_ = [one for one in report.findings if not one.waived]
    weighty = [one for one in open_ if one.severity > Severity.INFO]
    counts = f"{counted(len(weighty), 'finding')} above info, {len(open_) - len(weighty)} info"
    page.add(("Check: ", "head"), (f"verdict {report.verdict.word}, as of {report.as_of}, {counts}", ""))
    waived = [one for one in report.findings if one.waived]
    for one in (*weighty[:_SHOWN], *waived[:_SHOWN]):
        state = "waived " if one.waived else ""
        head = (f"{state}{one.severity.word} ", one.severity.word)
        page.add(head, (f"{one.rule}: ", ""), (f"{one.location}: ", "place"), (one.message, ""), indent=2, hang=4)
    if len(weighty) > _SHOWN:
        page.add((f"and {len(weighty) - _SHOWN} more", "quiet"), indent=2)
