"""What ``rail choose`` prints: the report, and the words that its three forms share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.attach.choose.eligibility import Fit
from rail.attach.choose.wishes import State
from rail.model.late import dataclass
from rail.model.verdict import Verdict
from rail.reports.consequences import tag_advice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rail.attach.choose.answers import Answers
    from rail.attach.choose.eligibility import Obstacle
    from rail.attach.choose.engine import PartChoice
    from rail.attach.choose.ranking import Choice
    from rail.attach.choose.wishes import Met
    from rail.knowledge.store import Knowledge
    from rail.model.facts import Upstream
    from rail.model.license import License
    from rail.model.record_age import RecordAge
    from rail.model.vocabulary import Vocabulary

LIMITS = (
    "No legal advice: this is what recorded terms and rules say of the stated answers. "
    "Whether you may grant a licence at all is yours to know."
)
FITS = {
    Fit.POSSIBLE: "no conflict with an upstream was found by the rules",
    Fit.PERSON: "a person must decide, because of an upstream",
    Fit.UNKNOWN: "not known whether an upstream lets you; unknown is no permission",
    Fit.IMPOSSIBLE: "an upstream makes it impossible",
}
UNTOLD = "not asked about, data behind them of unknown licence: "
STATES = {
    State.MET: "meets",
    State.PARTLY: "meets in part",
    State.SILENT: "does not say",
    State.UNMET: "does not meet",
}
KINDS = {
    "fixed-licensor": "only their own licensor can grant them, or they were written for one body",
    "superseded": "a later edition exists (name one as `consider` to look at it)",
    "policy": "policies, which grant nothing",
    "translation": "translations",
    "no-terms": "no recorded terms",
}
_TOPICS = (("excluded", "leaves out"), ("carried", "copies carry"), ("own", "you must"))
_STANDING = {"osi-approved": "OSI approved", "osaid": "OSAID", "spdx-listed": "SPDX", "hub-listed": "Hub tag"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that a release says about a question.

    Attributes:
        question: ``artifacts``, ``bases`` or ``data``.
        value: what it says.
        where: how and where it stands there.
    """

    question: str
    value: str
    where: str


@dataclass(frozen=True, slots=True)
class ChoiceReport:
    """The rankings with everything that a reader needs to check them.

    Attributes:
        answers: the answers that were chosen by.
        path: the release, where one was looked at.
        proposals: what the release says, taken beside the answers.
        upstreams: all bases and data, once for each licence that a place names.
        untold: names of data behind the bases whose licence is not known, and which was not asked about.
        unread: what of the release could not be read, in words.
        parts: a ranking for each part that is published.
        questions: question -> its words.
        options: question and id of an answer -> the answer's words.
        criteria: criterion -> its words, in the order in which they decide.
        ages: how old the records are that the first places rest on.
    """

    answers: Answers
    path: str | None
    proposals: tuple[Proposal, ...]
    upstreams: tuple[Upstream, ...]
    untold: tuple[str, ...]
    unread: tuple[str, ...]
    parts: tuple[PartChoice, ...]
    questions: Mapping[str, str]
    options: Mapping[tuple[str, str], str]
    criteria: tuple[tuple[str, str], ...]
    ages: tuple[RecordAge, ...]
    knowledge: Knowledge
    as_of: str

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the terms."""
        return self.knowledge.vocabulary()

    @property
    def verdict(self) -> Verdict:
        """The lowest of the parts: ``denied`` where nothing is possible; never better than ``conditional``."""
        worst = min((part.fit for part in self.parts), default=Fit.UNKNOWN)
        return {Fit.IMPOSSIBLE: Verdict.DENIED, Fit.UNKNOWN: Verdict.UNKNOWN}.get(worst, Verdict.CONDITIONAL)


def open_questions(report: ChoiceReport) -> list[str]:
    """Return the questions that neither an answer nor the release answers, in the order of asking."""
    told = {item.question for item in report.proposals}
    return [name for name in report.questions if not report.answers.is_answered(name) and name not in told]


def answer_text(report: ChoiceReport, question: str) -> str:
    """Return an answer in words; empty where there is none."""
    answers = report.answers
    if not answers.is_answered(question):
        return ""
    value = getattr(answers, question)
    if question in {"bases", "data"}:
        return ", ".join(_stated(item.name, item.how.value, item.license) for item in value) or "none"
    if question == "harms":
        return ", ".join(use_label(report.vocabulary, name) for name in value) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, tuple) else report.options.get((question, str(value)), str(value))


def use_label(vocabulary: Vocabulary, name: str) -> str:
    """Return the label of a use; other kinds have words of the same id."""
    entry = vocabulary.kinds["uses"].get(name)
    return name if entry is None else entry.label


def upstream_text(item: Upstream) -> str:
    """Return an upstream with its licence and where that was seen."""
    through = f", through {' > '.join(item.via)}" if item.via else ""
    source = " ".join(
        str(part)
        for part in (item.resolved_by, item.resolution_source, item.resolved_on and f"({item.resolved_on})")
        if part
    )
    by = f", by {source}" if source else ""
    return f"{item.name} ({item.kind.value}{through}): {item.license or 'terms not known'}{by}"


def answer_name(report: ChoiceReport, answer: str) -> str:
    """Return in words which answer is meant: a question, a use, or an upstream."""
    kind, _, name = answer.partition(": ")
    if kind == "harms":
        return f"forbids {use_label(report.vocabulary, name)}"
    return {"bases": f"base {name}", "data": f"data {name}"}.get(kind, kind)


def row_text(report: ChoiceReport, choice: Choice, row: Met) -> str:
    """Return what a licence makes of an answer, with the clause."""
    place = clause_text(report, choice.license, row.instrument, row.clause)
    return f"{answer_name(report, row.answer)}: {row.says}{f' ({place})' if place else ''}"


def clause_text(report: ChoiceReport, license_: License, instrument: str, clause: str) -> str:
    """Return a clause's label, with the policy's id where it is not the licence's own."""
    if not clause:
        return ""
    own = instrument in {"", str(license_.id)}
    record = license_ if own else report.knowledge.license(instrument)
    found = None if record is None else record.clause(clause)
    label = clause if found is None else found.label
    return label if own else f"{instrument}, {label}"


def cost_lines(report: ChoiceReport, choice: Choice) -> Iterator[tuple[str, str]]:
    """Yield what choosing a licence costs, in short: a heading and words each."""
    vocabulary = report.vocabulary
    found = choice.consequences
    standing = [
        f"{_STANDING[item.about]}: {item.value.replace('-', ' ')}" for item in found if item.topic == "standing"
    ]
    names = tag_advice(choice.license)
    sbom = choice.license.ids.spdx or f"LicenseRef-{choice.id}".replace("LicenseRef-LicenseRef-", "LicenseRef-")
    yield "standing", f"{'; '.join(standing)}; on the Hub's card {names}; in an SBOM {sbom}"
    for topic, title in _TOPICS:
        labels = dict.fromkeys(
            f"{vocabulary.label(item.about)}{f': {item.value}' if item.value and topic == 'excluded' else ''}"
            for item in found
            if item.topic == topic and item.about not in {"flow-down", "restricted-uses", "policy-uses"}
        )
        if labels:
            yield title, ", ".join(labels)
    flow = next((item.value for item in found if item.about == "flow-down"), "")
    if flow and flow != "none":
        yield (
            "passes on",
            {"copy": "a copy of the licence", "copy-and-policy": "the licence and its policy"}.get(
                flow, "its use restrictions, in every agreement"
            ),
        )
    for item in found:
        if item.topic == "law":
            effect = item.value.replace("-", " ")
            yield "position", f"{item.title}: {effect} ({item.jurisdiction or 'no jurisdiction'}, {item.status})"


def text_line(choice: Choice) -> str:
    """Return where the text of a licence comes from."""
    if choice.is_held:
        return "held here, ready to attach"
    text = choice.license.text
    if text is None:
        return "not held here"
    if text.fetch_url:
        return f"not held here: --fetch takes it from {text.fetch_url}"
    return f"not held here, and no pinned place of it is known: --text FILE; its steward's page is {text.url}"


def obstacle_text(one: Obstacle) -> str:
    """Return an obstacle with its path, rule and clauses."""
    path = f"{' > '.join(one.path)}: " if len(one.path) > 1 else ""
    rule = f" [{one.rule}]" if one.rule else ""
    clauses = "; ".join(dict.fromkeys(f"{item.license}, {item.clause}" for item in one.clauses[:3]))
    return f"{path}{one.says}{rule}{f' ({clauses})' if clauses else ''}"


def together_text(licenses: Sequence[str]) -> str:
    """Return in words that several licences have to stand beside one another."""
    return (
        f"The licences of the bases beside one another, each with its text: {' and '.join(licenses)}. No rule finds "
        "that they exclude each other; whether both can be kept is for a person, and rail derive tells what each asks."
    )


def why_below(report: ChoiceReport, choice: Choice, above: Choice) -> str:
    """Return the criterion that puts a choice below the one above it."""
    words = dict(report.criteria)
    for name, number in choice.numbers.items():
        if number != above.numbers[name]:
            return f"{words[name]}: {number}, not {above.numbers[name]}"
    return words["id"]


def obstacle_groups(impossible: Sequence[Choice]) -> list[tuple[str, str, list[str]]]:
    """Return each reason of impossibility, what to do, and the licences that it rules out; what rules out most first.

    A rule's words name the licence that it was asked about; the group is by rule, upstreams and clauses.
    """
    groups: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    shown: dict[tuple[str, tuple[str, ...]], Obstacle] = {}
    for choice in impossible:
        for one in choice.obstacles:
            if one.fit is Fit.IMPOSSIBLE:
                key = (one.rule, one.path)
                shown.setdefault(key, one)
                if choice.id not in groups.setdefault(key, []):
                    groups[key].append(choice.id)
    order = sorted(groups, key=lambda key: (-len(groups[key]), key))
    return [(obstacle_text(shown[key]), shown[key].fix, groups[key]) for key in order]


def _stated(name: str, how: str, license_: str) -> str:
    told = "" if how in {"derived-from", "trained-on"} else f" ({how})"
    return f"{name}{told}{f', under {license_}' if license_ else ''}"
