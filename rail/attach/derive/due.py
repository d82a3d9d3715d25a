"""The duties of whoever makes and publishes a derivative, each with its licence, clause and moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.attach.derive.moments import PHASES
from rail.checks.upstream_terms import clause_label
from rail.model.facts import RelationKind
from rail.model.late import dataclass
from rail.model.terms import TermKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rail.attach.derive.moments import Moments
    from rail.attach.derive.reach import Reaching
    from rail.model.license import License
    from rail.model.terms import Term

_LEARNED = frozenset({"train-on-outputs", "distill"})
_DATA = "It is in dispute whether the terms of training data reach the model."
_OUTPUTS = "The licence does not say whether its terms reach a model that learned from outputs."
_COPY = "A copy with fewer bits was not trained further; whether its name must follow is not said."
# What stands in files comes first, then what people do.
_ORDER = (
    "share-alike",
    "pass-restrictions-on",
    "copy-of-license",
    "follow-policy",
    "name-prefix",
    "rename",
    "display-phrase",
    "notice-text",
    "keep-notice-file",
    "keep-notices",
    "attribution",
    "indicate-license",
    "state-changes",
    "document-changes",
)


@dataclass(frozen=True, slots=True)
class Due:
    """One duty.

    Attributes:
        reaching: the licence that reaches the derivative, with the upstreams that bring it.
        record: the text that holds the duty: that licence, or a policy that belongs to it.
        term: the duty.
        phase: ``make``, ``publish``, ``offer`` or ``event``.
        deadline: when it falls due, in words.
        doubt: why it is not settled that the duty binds; empty where it does.
    """

    reaching: Reaching
    record: License
    term: Term
    phase: str
    deadline: str
    doubt: str

    @property
    def label(self) -> str:
        """How the text calls the clause."""
        return clause_label(self.record, self.term.clause)


def dues_of(licenses: Iterable[Reaching], moments: Moments) -> tuple[Due, ...]:
    """Return the duties of all licences that reach a derivative, in the order in which the work goes."""
    found = [due for reaching in licenses for due in _dues(reaching, moments)]
    return tuple(sorted(found, key=_order))


def _dues(reaching: Reaching, moments: Moments) -> Iterator[Due]:
    for record in (reaching.record, *reaching.policies):
        for term in () if record.terms is None else record.terms.of_kind(TermKind.DUTY):
            if moments.is_due(record.terms, term, reaching.kinds):  # type: ignore[arg-type] # no terms, no loop
                yield Due(
                    reaching,
                    record,
                    term,
                    moments.phase(term),
                    moments.deadline(term, reaching.kinds),
                    _doubt(reaching, term),
                )


def _doubt(reaching: Reaching, term: Term) -> str:
    if term.about == "name-prefix" and reaching.kinds == {RelationKind.QUANTIZED}:
        return _COPY
    if reaching.settled or (RelationKind.DISTILLED in reaching.kinds and _LEARNED.intersection(term.when)):
        return ""
    return _DATA if reaching.data else _OUTPUTS


def _order(due: Due) -> tuple[int, int, str, str, str, str]:
    term = due.term
    rank = _ORDER.index(term.about) if term.about in _ORDER else len(_ORDER)
    data = "data" if due.reaching.data else ""
    return (PHASES.index(due.phase), rank, term.about, due.record.id, term.id, data)
