"""What comes along with a licence: limits that narrow the derivative's own terms, and restrictions that travel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.attach.derive.grounds import Ground, cited
from rail.model.late import dataclass
from rail.model.terms import TermKind
from rail.model.verdict import Verdict
from rail.terms.conflict import FORBIDDING, NARROWING, is_whole
from rail.terms.flow import TRAVELLING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rail.attach.derive.due import Due
    from rail.attach.derive.reach import Reaching
    from rail.knowledge.store import Knowledge
    from rail.model.license import License
    from rail.model.terms import Term

# Limits that whoever publishes must know of, beside those that narrow what may be granted.
_TELLING = ("remote-restriction", "licensor-updates", "terms-may-change", "trademark-reserved", "output-within-license")
_LIMITS = (*FORBIDDING, "no-derivatives", *NARROWING, *_TELLING)
_DATA_LIMITS = ("non-commercial", "research-only")
# A duty to share alike with one of these details speaks of the data, and not of what is made from them.
_OF_THE_DATA = frozenset({"of", "form", "module"})


@dataclass(frozen=True, slots=True)
class Burden:
    """A limit that goes along, or a restriction that must travel.

    Attributes:
        reaching: the licence that reaches the derivative.
        record: the text that holds it: that licence, or a policy that belongs to it.
        term: the limit or the prohibition.
    """

    reaching: Reaching
    record: License
    term: Term


def limits_along(licenses: Iterable[Reaching]) -> tuple[Burden, ...]:
    """Return the limits that go along, those first that forbid most."""
    found = [
        Burden(reaching, record, term)
        for reaching in licenses
        for record, term in _terms(reaching, TermKind.LIMIT)
        if term.about in _LIMITS
    ]
    return tuple(sorted(found, key=_order))


def restrictions_along(licenses: Iterable[Reaching]) -> tuple[Burden, ...]:
    """Return the use restrictions that must travel, those of policies among them, in the order of their texts."""
    return tuple(
        Burden(reaching, record, term)
        for reaching in licenses
        if reaching.terms.flow_down in TRAVELLING
        for record, term in _terms(reaching, TermKind.PROHIBITION)
    )


def burden_grounds(reaching: Reaching, dues: Iterable[Due]) -> Iterator[Ground]:
    """Yield that duties, limits or restrictions of one licence are conditions of publishing."""
    count = sum(due.reaching == reaching for due in dues)
    name = reaching.record.name
    if count:
        said = f"{name} brings {count} dut{'y' if count == 1 else 'ies'}."
        yield Ground("duties", Verdict.CONDITIONAL, said, upstreams=reaching.names)
    if restrictions_along((reaching,)):
        said = f"The use restrictions of {name} must travel with the derivative."
        yield Ground("duties", Verdict.CONDITIONAL, said, upstreams=reaching.names)
    limits = [item for item in limits_along((reaching,)) if item.term.about in (*FORBIDDING, *NARROWING)]
    if limits and not reaching.data:
        clauses = tuple(cited(item.record, item.term) for item in limits)
        said = f"Limits of {name} go along."
        yield Ground("duties", Verdict.CONDITIONAL, said, clauses, reaching.names)


def disputed_terms(reaching: Reaching) -> tuple[Term, ...]:
    """Return the terms of training data of which it is in dispute whether they reach the model."""
    if not reaching.data:
        return ()
    limits = [term for term in reaching.terms.of_kind(TermKind.LIMIT) if term.about in _DATA_LIMITS and is_whole(term)]
    alike = [term for term in reaching.terms.duties("share-alike") if _OF_THE_DATA.isdisjoint(term.params)]
    permitted = {term.about for term in reaching.terms.of_kind(TermKind.PERMISSION)}
    copyleft = reaching.record.facts.get("copyleft")
    reaches_models = copyleft is not None and copyleft.value not in {None, "none"}
    if {"train-models", "use-outputs"} <= permitted or not reaches_models:
        alike = []
    return (*limits, *alike)


def data_grounds(reaching: Reaching, knowledge: Knowledge) -> Iterator[Ground]:
    """Yield what is in dispute of training data."""
    label = knowledge.vocabulary().label
    terms = disputed_terms(reaching)
    for about in dict.fromkeys(term.about for term in terms):
        position = "share-alike-data-and-models" if about == "share-alike" else "noncommercial-data-and-models"
        yield Ground(
            "unsettled",
            Verdict.CONDITIONAL,
            f"The training data are under {reaching.record.name}: {label(about)}. Whether that reaches the model is in "
            "dispute: keep it as if it did.",
            tuple(cited(reaching.record, term) for term in terms if term.about == about),
            reaching.names,
            f"or have a person decide between the positions (`{position}`), or train without this data",
        )


def _terms(reaching: Reaching, kind: TermKind) -> Iterator[tuple[License, Term]]:
    for record in (reaching.record, *reaching.policies):
        for term in () if record.terms is None else record.terms.of_kind(kind):
            yield record, term


def _order(item: Burden) -> tuple[bool, int, str, str, str]:
    return (item.reaching.data, _LIMITS.index(item.term.about), item.reaching.record.id, item.record.id, item.term.id)
