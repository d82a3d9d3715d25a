"""A comparison of two licences as readers get it: the sides, the differences in groups, and what it rests on.

The terminal, Markdown and HTML lay out the same view; JSON has the data itself (``compare-output.schema.json``).
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from rail.model.late import dataclass
from rail.reports.comparison.rewording import rewording
from rail.terms.comparison import Change
from rail.terms.effective import ADDED
from rail.terms.meet import STAMP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rail.model.identification import TextChange
    from rail.model.license import License
    from rail.model.vocabulary import Vocabulary
    from rail.terms.comparison import Comparison, Detail, Difference, Said
    from rail.terms.passages import WordComparison

SECTIONS = (
    ("prohibition", "Restrictions on use"),
    ("limit", "Limits"),
    ("duty", "Duties"),
    ("permission", "Permissions"),
    ("provision", "What the texts say on"),
    ("flow-down", "What derivatives must carry"),
)
VERBS = {
    Change.ADDED: "B adds",
    Change.DROPPED: "B drops",
    Change.NARROWED: "B narrows",
    Change.WIDENED: "B widens",
    Change.CHANGED: "B changes",
    Change.REWORDED: "B rewords",
    Change.UNREAD: "not compared",
}
RELATIONS = {
    "same": "By the record, both permit the same.",
    "b-within-a": "By the record, B permits at most what A permits.",
    "a-within-b": "By the record, A permits at most what B permits.",
    "open": "What was changed and not understood leaves open which permits more.",
    "neither": "Neither permits only what the other permits.",
}
_ANSWERS = {"not-stated": "the text does not say", "unread": "nobody read the text for this"}
_FLOW = {
    "same-restrictions": "the same restrictions",
    "equivalent-restrictions": "restrictions at least as strong",
    "copy-and-policy": "a copy of the licence, and its use policy",
    "copy": "a copy of the licence",
    "none": "nothing",
}
_UNNAMED = {ADDED: "not in the licence"}
_NAMES = {"when": "applies when you", "artifacts": "speaks of"}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two.

    Attributes:
        given: what somebody wrote.
        path: the file, where it is one.
        status: ``record`` for a name; for a file how its text stands to the licence.
        license: the licence, or ``None`` for a text that is none we know.
        quotes: words of clauses by clause id, where the text is at hand.
        unread: changes of the file that nobody here can read.
        uncertain: ids of the terms whose clause was altered in the file.
        candidates: licences that an unknown text is near.
        policies: use policies that the licence makes part of itself, compared with it.
    """

    given: str
    path: str | None
    status: str
    license: License | None
    quotes: Mapping[str, str] = field(default_factory=dict)
    unread: tuple[TextChange, ...] = ()
    uncertain: frozenset[str] = frozenset()
    candidates: tuple[str, ...] = ()
    policies: tuple[License, ...] = ()

    @property
    def title(self) -> str:
        """What people read."""
        if self.license is None:
            return self.path or self.given
        name = f"{self.license.name} ({self.license.id})"
        if self.path is not None:
            name = f"{self.path}: {name}, {'unchanged' if self.status == 'canonical' else self.status}"
        return f"{name}, with {', '.join(str(policy.id) for policy in self.policies)}" if self.policies else name

    def labels(self, clauses: tuple[str, ...]) -> tuple[str, ...]:
        """Return what the texts call their clauses; those of a policy name it."""
        return tuple(map(self._label, clauses))

    def _label(self, clause_id: str) -> str:
        name, _, within = clause_id.partition(STAMP)
        policy = next((policy for policy in self.policies if within and str(policy.id) == name), None)
        holder = policy or self.license
        clause = holder.clause(within if policy else clause_id) if holder else None
        label = clause.label if clause else _UNNAMED.get(clause_id, clause_id)
        return f"{policy.id}, {label}" if policy and clause else label

    def words(self, said: Said) -> tuple[str | None, ...]:
        """Return the words of each clause that says so, where they are at hand."""
        if said.term is not None and said.term.clause == ADDED:
            return (str(said.term.params["words"]),)
        return tuple(self.quotes.get(clause) for clause in said.clauses)


@dataclass(frozen=True, slots=True)
class ComparedTerms:
    """Two instruments, compared term by term."""

    a: Side
    b: Side
    found: Comparison
    vocabulary: Vocabulary
    knowledge_date: str


@dataclass(frozen=True, slots=True)
class ComparedWords:
    """Two texts, compared word by word."""

    a: Side
    b: Side
    found: WordComparison
    knowledge_date: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What one side says, ready to be laid out."""

    side: str
    labels: tuple[str, ...]
    summary: str
    quote: str | None
    uncertain: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One difference, ready to be laid out."""

    change: Change
    label: str
    stricter: str
    details: tuple[str, ...]
    cells: tuple[Cell, ...]

    @property
    def told(self) -> tuple[str, ...]:
        """The details, and which side is stricter where that can be told."""
        return (*self.details, self.stricter) if self.stricter else self.details


def rows(compared: ComparedTerms, kind: str) -> tuple[Row, ...]:
    """Return the differences of one kind: what is added and dropped first, what is only worded otherwise last."""
    order = list(Change)
    found = [item for item in compared.found.differences if item.kind == kind]
    return tuple(_row(item, compared) for item in sorted(found, key=lambda item: order.index(item.change)))


def counts(compared: ComparedTerms) -> tuple[tuple[str, int], ...]:
    """Return how many differences there are of each change, those that occur."""
    found = [item.change for item in compared.found.differences]
    return tuple((change.value, found.count(change)) for change in Change if change in found)


def headline(compared: ComparedTerms) -> str:
    """Return in words how many differences there are."""
    found = ", ".join(f"{number} {change}" for change, number in counts(compared))
    return f"{found or 'No differences in the recorded terms'}."


def sections(compared: ComparedTerms) -> Iterator[tuple[str, str, tuple[Row, ...], str]]:
    """Yield kind, title, differences and what is alike of each section that says something."""
    for kind, title in SECTIONS:
        different, alike = rows(compared, kind), alike_line(compared, kind)
        if different or alike:
            yield kind, title, different, alike


def alike_line(compared: ComparedTerms, kind: str) -> str:
    """Return in words what both say in one kind, and what that rests on; empty where there is nothing."""
    found = [item for item in compared.found.alike if item.kind == kind]
    if kind == "flow-down" and not any(item.kind == kind for item in compared.found.differences):
        terms = compared.a.license.terms if compared.a.license else None
        return f"the same in both: {_FLOW[terms.flow_down.value]}" if terms else ""
    if not found:
        return ""
    worded = sum(item.worded is True for item in found)
    unknown = sum(item.worded is None for item in found)
    parts = [f"{len(found)} the same in both"]
    if kind != "permission":
        parts += [f"{worded} of them word for word"] if worded else []
        parts += [f"{unknown} by category only, as the wording could not be compared"] if unknown else []
    return ", ".join(parts)


def _row(item: Difference, compared: ComparedTerms) -> Row:
    sides = (("A", item.a, compared.a), ("B", item.b, compared.b))
    told = (one for one in sides if one[1] is not None and (one[1].summary or one[1].clauses))
    cells = tuple(_cell(name, said, side) for name, said, side in told if said is not None)
    details = [_detail(detail, item, compared.vocabulary) for detail in item.details]
    details += [rewording(*(cell.quote for cell in cells))] if item.change is Change.REWORDED else []
    label = item.kind if item.kind == "flow-down" else compared.vocabulary.label(item.about)
    return Row(item.change, label, _stricter(item), tuple(details), cells)


def _cell(name: str, said: Said, side: Side) -> Cell:
    quote = " ".join(" ".join(words for words in side.words(said) if words).split()) or None
    return Cell(name, side.labels(said.clauses), said.summary, quote, said.uncertain)


def _stricter(item: Difference) -> str:
    if item.change in {Change.REWORDED, Change.UNREAD}:
        return ""
    if item.stricter is None:
        return "" if item.kind == "provision" else "which is stricter cannot be told from the record"
    return f"{item.stricter.upper()} is stricter"


def _detail(detail: Detail, item: Difference, vocabulary: Vocabulary) -> str:
    if detail.name == "words_sha256":
        return "the prescribed words are other ones"
    name = "" if detail.name == "answer" else f"{_NAMES.get(detail.name, detail.name)}: "
    unit = _unit(item) if detail.name == "value" else ""
    if item.kind == "flow-down":
        return f"{_FLOW[detail.a[0]]} in A, {_FLOW[detail.b[0]]} in B"
    before, after = (_told(values, vocabulary, unit) for values in (detail.a, detail.b))
    return f"{name}{before} in A, {after} in B"


def _told(values: tuple[str, ...], vocabulary: Vocabulary, unit: str) -> str:
    if not values:
        return "nothing"
    told = (
        _ANSWERS.get(value) or (f"{int(value):,}" if value.isdecimal() else vocabulary.label(value)) for value in values
    )
    return ", ".join(told) + unit


def _unit(item: Difference) -> str:
    units = {str(said.term.params.get("unit", "")) for said in (item.a, item.b) if said is not None and said.term}
    return f" {units.pop()}" if len(units) == 1 and units != {""} else ""
