"""What ``rail derive`` prints: the verdict with its grounds, duties by phase, limits, and what remains possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.paths import upstream_words
from rail.checks.upstream_terms import clause_label
from rail.model.late import dataclass
from rail.model.verdict import Verdict
from rail.reports.answer import shorten
from rail.reports.page import Page
from rail.reports.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rail.attach.derive.burdens import Burden
    from rail.attach.derive.derivation import Derivation
    from rail.attach.derive.due import Due
    from rail.attach.derive.grounds import Ground
    from rail.model.facts import Upstream
    from rail.model.record_age import RecordAge
    from rail.model.vocabulary import Vocabulary

STYLE = {
    Verdict.DENIED: "error",
    Verdict.UNKNOWN: "review",
    Verdict.CONDITIONAL: "warning",
    Verdict.ALLOWED: "good",
}
SAID = {
    Verdict.DENIED: "it cannot be published like that",
    Verdict.UNKNOWN: "it cannot be told from what is recorded; unknown is not permission",
    Verdict.CONDITIONAL: "no conflict found by these records, under the duties below",
    Verdict.ALLOWED: "permitted by the clauses below; no duty is recorded",
}
PHASES = {
    "publish": "Before anybody gets it",
    "make": "While it is made",
    "offer": "As long as it is used or on offer",
    "event": "When something happens",
}
LIMITS = "No legal advice: this is what recorded terms ask, as far as the upstreams are known here."
NEXT = "Next: the same command with PATH --fix --dry-run shows what can be written into the release; --fix writes it."
NONE_POSSIBLE = "no single one; each upstream's own terms go with it"
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class DeriveReport:
    """A derivation with everything that a reader needs to check it.

    Attributes:
        words: (licence, term id) -> the words that a duty prescribes, where they are held here.
        ages: how old the records are that it rests on.
    """

    derivation: Derivation
    words: Mapping[tuple[str, str], str]
    ages: tuple[RecordAge, ...]
    vocabulary: Vocabulary
    as_of: str
    knowledge_date: str


def derive_page(report: DeriveReport, width: int) -> Page:
    """Lay the derivation out, the worst ground first."""
    page = Page(width)
    derivation = report.derivation
    page.add((derivation.verdict.word, STYLE[derivation.verdict]), (f": {SAID[derivation.verdict]}", ""))
    page.add((subject(report), "quiet"))
    for told in origins(report):
        page.add((told, "quiet"), indent=2, hang=4)
    _grounds(page, derivation)
    _dues(page, report)
    _burdens(page, report)
    _possible(page, derivation)
    page.blank()
    page.add((NEXT, "quiet"))
    for age in report.ages:
        page.add((f"{age.words(report.as_of)}.", "quiet"))
    page.add((f"As of {report.as_of}, knowledge of {report.knowledge_date}. {LIMITS}", "quiet"))
    return page


def subject(report: DeriveReport) -> str:
    """Return in one sentence what is to be made."""
    wanted = report.derivation.wanted
    parts = [f"{name} ({how.value})" for name, how in wanted.bases]
    told = f"Made from {', '.join(parts)}"
    told += f", trained on {', '.join(wanted.data)}" if wanted.data else ""
    told += f', called "{wanted.name}"' if wanted.name is not None else ""
    return f"{told}, to be published under {wanted.license.name}" if wanted.license is not None else told


def origins(report: DeriveReport) -> Iterator[str]:
    """Yield for each upstream under which licence it is, and who says so."""
    found = report.derivation.reached
    for reaching in found.licenses:
        for upstream in reaching.upstreams:
            yield f"{upstream_words(upstream)}: {reaching.record.id}{_by(upstream)}"
    for upstream in (*found.unknown, *found.untold):
        yield f"{upstream_words(upstream)}: licence unknown{_by(upstream)}"


def due_words(report: DeriveReport, due: Due) -> str | None:
    """Return the words that a duty prescribes: a phrase, a prefix, or the words of a notice."""
    params = due.term.params
    told = params.get("phrase") or params.get("prefix") or params.get("begins")
    return str(told) if told else report.words.get((due.record.id, due.term.id))


def ground_line(ground: Ground) -> str:
    """Return where a ground stands, in words: clauses, else upstreams."""
    places = dict.fromkeys(f"{one.license}, {one.clause}" for one in ground.clauses)
    return "; ".join(places) or ", ".join(ground.upstreams)


def restriction_lines(report: DeriveReport) -> Iterator[tuple[str, str]]:
    """Yield for each text whose restrictions must travel its id, and what they are about."""
    by_text: dict[str, dict[str, None]] = {}
    for item in report.derivation.restrictions:
        by_text.setdefault(str(item.record.id), {})[report.vocabulary.label(item.term.about)] = None
    for license_id, labels in by_text.items():
        yield license_id, "; ".join(labels)


def limit_label(item: Burden) -> str:
    """Return the licence of a limit and how its text calls the clause."""
    return f"{item.record.id}, {clause_label(item.record, item.term.clause)}"


def remaining(derivation: Derivation) -> Iterator[tuple[str, str]]:
    """Yield in words which licences remain possible: those of upstreams, others, and others with an annex."""
    groups = (
        ("of an upstream", [one for one in derivation.possible if one.upstream]),
        ("others", [one for one in derivation.possible if not one.upstream and not one.annex]),
        (
            "others, with the use restrictions as an enforceable part",
            [one for one in derivation.possible if not one.upstream and one.annex],
        ),
    )
    for label, found in groups:
        if found:
            names = [str(one.license.id) + (" (unsettled)" if one.verdict is Verdict.UNKNOWN else "") for one in found]
            more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
            yield label, f"{', '.join(names[:_SHOWN])}{more}"


def _by(upstream: Upstream) -> str:
    told = [part for part in (upstream.resolved_by, upstream.resolution_source) if part]
    seen = f", {upstream.resolved_on}" if upstream.resolved_on else ""
    return f" ({upstream.kind.value}; by {', '.join(told)}{seen})" if told else f" ({upstream.kind.value})"


def _grounds(page: Page, derivation: Derivation) -> None:
    page.blank()
    page.add(("What decides", "head"))
    told = [ground for ground in derivation.grounds if ground.effect is not Verdict.ALLOWED]
    for ground in told or derivation.grounds:
        place = ground_line(ground)
        page.add(
            (ground.effect.word, STYLE[ground.effect]),
            (f" {ground.says}", ""),
            (f" ({place})" if place else "", "place"),
            indent=2,
            hang=4,
        )
        if ground.next_step:
            page.add((f"next: {ground.next_step}", "quiet"), indent=4)


def _dues(page: Page, report: DeriveReport) -> None:
    for phase, title in PHASES.items():
        dues = [due for due in report.derivation.dues if due.phase == phase]
        if not dues:
            continue
        page.blank()
        page.add((title, "head"))
        for due in dues:
            _due(page, report, due)


def _due(page: Page, report: DeriveReport, due: Due) -> None:
    page.add(
        (report.vocabulary.label(due.term.about), "label"),
        (f" ({due.record.id}, {due.label}): ", "place"),
        (due.term.summary, ""),
        (f" When: {due.deadline}.", "quiet"),
        indent=2,
        hang=4,
    )
    words = due_words(report, due)
    if words:
        page.add((f'"{shorten(words)}"', ""), indent=4)
    elif "span" in due.term.params:
        page.add((f"its exact words stand in {due.label}; the text is not held here", "quiet"), indent=4)
    if due.doubt:
        page.add((due.doubt, "review"), indent=4)


def _burdens(page: Page, report: DeriveReport) -> None:
    derivation = report.derivation
    if derivation.restrictions:
        page.blank()
        page.add(("Use restrictions that must travel", "head"))
        for license_id, labels in restriction_lines(report):
            page.add((license_id, "place"), (f": {labels}", ""), indent=2, hang=4)
    if derivation.limits:
        page.blank()
        page.add(("Limits that go along", "head"))
        for item in derivation.limits:
            page.add(
                (report.vocabulary.label(item.term.about), "label"),
                (f" ({limit_label(item)}): ", "place"),
                (item.term.summary, ""),
                indent=2,
                hang=4,
            )


def _possible(page: Page, derivation: Derivation) -> None:
    page.blank()
    page.add(("Licences that remain possible for it", "head"))
    if derivation.reached.unknown:
        unknown = counted(len(derivation.reached.unknown), "upstream")
        page.add((f"cannot be told while the terms of {unknown} are not known", "review"), indent=2)
        return
    for label, names in remaining(derivation):
        page.add((f"{label}: ", "label"), (names, ""), indent=2, hang=4)
    if not derivation.possible:
        page.add((NONE_POSSIBLE, "review"), indent=2)
