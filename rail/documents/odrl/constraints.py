"""Qualifiers, scopes and limits as constraints of ODRL 2.2 (section 2.5).

A prohibition holds where all its constraints do. A permission holds where all its constraints do, so a limit that
speaks of a part only becomes: either this is another part, or the limit is kept. What a constraint cannot say is left
out of prohibitions, which then forbid more, and never out of permissions.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.documents.odrl.names import Node, act_iri, word_iri

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rail.model.terms import Term
    from rail.model.vocabulary import Vocabulary

_SCOPES = ("of", "for", "if", "when", "covers", "object", "condition", "places", "who", "act")
_FORBIDS = (*_SCOPES, "scope", "to", "by", "granted-to", "with")
_EXCEPTS = ("except", "unless", "exception", "permitted-also")
_WHOLE = frozenset({"everything", "outputs included"})  # an `of` that leaves nothing out
_ANNOTATIONS = frozenset({"strength"})  # dimensions that bind the actor and are no condition
_COUNTRY = re.compile(r"[A-Z]{2}")


def constraint(left: str, operator: str, right: object) -> Node:
    """Return one constraint; ``left`` and ``operator`` are names of ODRL, ``left`` may also be an IRI of ours."""
    operand = left if ":" in left else f"odrl:{left}"
    return {"leftOperand": operand, "operator": f"odrl:{operator}", "rightOperand": right}


def any_of(constraints: Sequence[Node]) -> Node:
    """Return the constraint that holds where one of several does."""
    return constraints[0] if len(constraints) == 1 else {"or": {"@list": list(constraints)}}


def acts(term: Term, vocabulary: Vocabulary) -> Iterator[Node]:
    """Yield the constraint that names the acts which trigger a term."""
    if term.when:
        named = [{"@id": act_iri(act, vocabulary)} for act in term.when]
        yield constraint(word_iri("operand", "act"), "isAnyOf", named)


def qualifier_constraints(term: Term) -> Iterator[Node]:
    """Yield what must hold for a prohibition to apply, as its qualifiers say."""
    for name, values in sorted(term.qualifiers.items()):
        if name in _ANNOTATIONS or (name == "context" and "any" in values):
            continue
        left = word_iri("qualifier", name)
        right = [{"@id": word_iri("qualifier", name, value)} for value in values]
        if name != "exception":
            yield constraint(left, "isAnyOf", right)
        elif term.params.get("exception") == "all-needed":  # it applies as long as one of them is missing
            yield any_of([constraint(left, "neq", value) for value in right])
        else:
            yield constraint(left, "isNoneOf", right)


def scope_constraints(term: Term) -> Iterator[Node]:
    """Yield the constraints that hold inside the scope which a term's details give it."""
    for name, values in _words(term.params, _FORBIDS):
        yield constraint(word_iri("operand", name), "isAnyOf", values)
    for name, values in _words(term.params, _EXCEPTS):
        yield constraint(word_iri("operand", name), "isNoneOf", values)


def grant_constraints(term: Term, vocabulary: Vocabulary) -> Iterator[Node]:
    """Yield every detail of a permission that may narrow it; words that bind are never left out."""
    yield from acts(term, vocabulary)
    for name, values in _words(term.params, sorted(set(term.params) - {"basis"})):
        if name in _EXCEPTS:
            yield constraint(word_iri("operand", name), "isNoneOf", values)
        elif name == "until":
            yield constraint("dateTime", "lt", {"@value": values[0], "@type": "xsd:date"})
        else:
            yield constraint(word_iri("operand", name), "isAnyOf", values)


def limit_constraint(term: Term, purpose: str | None, vocabulary: Vocabulary) -> Node:
    """Return what a limit demands of the permissions that it narrows."""
    outside = [
        constraint(word_iri("operand", name), "isNoneOf", values) for name, values in _words(term.params, _SCOPES)
    ]
    lifted = [
        constraint(word_iri("operand", name), "isAnyOf", values)
        for name, values in _words(term.params, (*_EXCEPTS, "or"))
    ]
    outside += [
        {**narrowing, "operator": "odrl:isNoneOf"}
        for narrowing in (*acts(term, vocabulary), *qualifier_constraints(term))
    ]
    return any_of([*outside, *lifted, _demand(term, purpose, vocabulary)])


def _demand(term: Term, purpose: str | None, vocabulary: Vocabulary) -> Node:
    params = term.params
    if purpose is not None:
        return constraint("purpose", "isA", {"@id": word_iri("purpose", purpose)})
    if "metric" in params and "value" in params:
        operator = "lt" if params.get("comparison") == "at-least" else "lteq"
        value = {"@value": params["value"], "@type": "xsd:integer"}
        node = constraint(word_iri("metric", str(params["metric"])), operator, value)
        return {**node, "unit": word_iri("unit", str(params["unit"]))} if "unit" in params else node
    if term.about == "territory" and "excluded" in params:
        by = str(params.get("by", "place"))
        left = "spatial" if by == "place" else word_iri("operand", by)
        return constraint(left, "isNoneOf", [_place(name, vocabulary) for name in _listed(params["excluded"])])
    for name, operator in (("only", "isAnyOf"), ("excluded", "isNoneOf")):
        if name in params:
            return constraint(word_iri("operand", "party"), operator, _listed(params[name]))
    return constraint(word_iri("limit", term.about), "eq", {"@value": True, "@type": "xsd:boolean"})


def _place(name: str, vocabulary: Vocabulary) -> object:
    known = name.lower() in vocabulary.kinds["territories"] or _COUNTRY.fullmatch(name) is not None
    return {"@id": word_iri("territory", name.lower())} if known else name


def _words(params: Mapping[str, object], names: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    for name in names:
        value = params.get(name)
        if isinstance(value, bool) or value is None or value == "all-needed":
            continue
        if not (name == "of" and value in _WHOLE):
            yield name, _listed(value)


def _listed(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, (list, tuple)) else [str(value)]
