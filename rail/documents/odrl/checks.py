"""What the ODRL 2.2 Information Model asks of a policy at least; no public validator of it runs without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.documents.odrl.names import ODRL, OURS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Section 4.3 of the ODRL Vocabulary & Expression 2.2.
_OPERATORS = frozenset(
    ("eq", "gt", "gteq", "lt", "lteq", "neq", "isA", "hasPart", "isPartOf", "isAllOf", "isAnyOf", "isNoneOf")
)
_LOGICAL = ("or", "xone", "and", "andSequence")
_POLICIES = frozenset({"Set", "Offer", "Agreement", "Policy"})
_RULES = ("permission", "prohibition", "obligation")


def policy_faults(document: Mapping[str, object]) -> list[str]:
    """Return what is wrong with the policies of a document, each with its place; empty where nothing is."""
    graph = document.get("@graph", [document])
    nodes = [node for node in graph if isinstance(node, dict)] if isinstance(graph, list) else []
    defined = set(_defined(nodes))
    policies = [node for node in nodes if str(node.get("@type")) in _POLICIES]
    found = [] if policies else ["there is no policy"]
    for policy in policies:
        found += _policy_faults(policy, defined)
    return found


def _defined(value: object) -> Iterator[str]:
    """Yield the id of every node that says more than its id."""
    if isinstance(value, dict):
        name = value.get("@id", value.get("uid"))
        if isinstance(name, str) and len(value) > 1:
            yield name
        for item in value.values():
            yield from _defined(item)
    elif isinstance(value, list):
        for item in value:
            yield from _defined(item)


def _policy_faults(policy: Mapping[str, object], defined: set[str]) -> Iterator[str]:
    place = str(policy.get("uid", "a policy without uid"))
    if ":" not in place:
        yield f"{place}: no uid that is an IRI (2.1)"
    if not any(policy.get(kind) for kind in (*_RULES, "inheritFrom")):
        yield f"{place}: no rule (2.1)"
    if policy.get("@type") in {"Offer", "Agreement"} and not policy.get("assigner"):
        yield f"{place}: no assigner (2.1.2)"
    if not policy.get("profile") and _uses_ours(policy):
        yield f"{place}: words that ODRL does not define, and no profile (3)"
    for kind in _RULES:
        for rule in _listed(policy.get(kind)):
            yield from _rule_faults(rule, f"{place} {kind}", defined)


def _rule_faults(rule: object, place: str, defined: set[str]) -> Iterator[str]:
    if not isinstance(rule, dict):
        if rule not in defined:
            yield f"{place}: no rule but {rule!r} (2.6)"
        return
    place = f"{place} {rule.get('uid', '')}"
    if not rule.get("target"):
        yield f"{place}: no target (2.6)"
    actions = _listed(rule.get("action"))
    if not actions:
        yield f"{place}: no action (2.6)"
    for action in actions:
        yield from _action_faults(action, place, defined)
    for part in _listed(rule.get("constraint")):
        yield from _constraint_faults(part, place, defined)
    for duty in _listed(rule.get("duty")):
        yield from _rule_faults(duty, f"{place} duty", defined)


def _action_faults(action: object, place: str, defined: set[str]) -> Iterator[str]:
    refined = isinstance(action, dict)
    value = action.get("rdf:value", {}).get("@id") if isinstance(action, dict) else action
    if not isinstance(value, str) or (value.startswith(OURS) and value not in defined):
        yield f"{place}: action {value!r} is defined nowhere (2.4)"
    if isinstance(action, dict) and refined:
        for part in _listed(action.get("refinement")):
            yield from _constraint_faults(part, f"{place} refinement", defined)


def _constraint_faults(part: object, place: str, defined: set[str]) -> Iterator[str]:
    if not isinstance(part, dict):
        if part not in defined:
            yield f"{place}: no constraint but {part!r} (2.5)"
        return
    logical = [name for name in _LOGICAL if name in part]
    if logical:
        operands = part[logical[0]].get("@list", []) if isinstance(part[logical[0]], dict) else []
        if len(logical) > 1 or len(operands) < 2 or "leftOperand" in part:  # noqa: PLR2004 # a choice has two sides
            yield f"{place}: a logical constraint with one operand of several constraints was expected (2.5.2)"
        for operand in operands:
            yield from _constraint_faults(operand, place, defined)
        return
    left, operator = part.get("leftOperand"), part.get("operator")
    if not isinstance(left, str) or (left.startswith(OURS) and left not in defined):
        yield f"{place}: leftOperand {left!r} is defined nowhere (2.5.1)"
    if not isinstance(operator, str) or operator.removeprefix("odrl:").removeprefix(ODRL) not in _OPERATORS:
        yield f"{place}: operator {operator!r} is none of ODRL (2.5.1)"
    if part.get("rightOperand") in (None, [], ""):
        yield f"{place}: no rightOperand (2.5.1)"


def _uses_ours(value: object) -> bool:
    if isinstance(value, dict):
        return any(_uses_ours(item) for key, item in value.items() if key in _CARRIERS or key in _RULES)
    if isinstance(value, list):
        return any(_uses_ours(item) for item in value)
    return isinstance(value, str) and value.startswith(OURS)


_CARRIERS = frozenset({"action", "leftOperand", "constraint", "refinement", "duty", "rdf:value", "@id"})


def _listed(value: object) -> list[object]:
    return [] if value is None else value if isinstance(value, list) else [value]
