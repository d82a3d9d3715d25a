"""An ODRL policy of ours read back into terms."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rail.errors import InputError
from rail.model.terms import FlowDown, Term, TermKind, Terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.documents.odrl.names import Node

_SECTIONS = ("permission", "prohibition", "obligation", "duty", "constraint", "railkit:statement")


def read_policy(text: str) -> dict[str, Terms | None]:
    """Return the terms of every policy in a document of ours, by licence id; ``None`` where it knows none.

    The terms are sorted by id; every rule, duty, constraint and statement that is one of them is read where it stands.

    Raises:
        InputError: it is no policy that we wrote.
    """
    try:
        graph = json.loads(text)["@graph"]
        policies = [node for node in graph if "railkit:license" in node]
        return {node["railkit:license"]: _terms(node) for node in policies}
    except (ValueError, RecursionError, TypeError, KeyError, AttributeError) as error:
        message = f"it is no ODRL policy of this tool: {type(error).__name__} at {error}"
        raise InputError(message) from error


def _terms(policy: Node) -> Terms | None:
    if not policy["railkit:termsKnown"]["@value"]:
        return None
    found = {term.id: term for term in _found(policy)}
    return Terms(FlowDown(policy["railkit:flowDown"]), tuple(found[name] for name in sorted(found)))


def _found(node: Node) -> Iterator[Term]:
    if "railkit:term" in node:
        yield _term(node)
    for section in _SECTIONS:
        for part in node.get(section, ()):
            if isinstance(part, dict):  # else the id of one that stands elsewhere
                yield from _found(part)


def _term(node: Node) -> Term:
    qualifiers = {name: tuple(values) for name, values in node.get("railkit:qualifiers", {}).items()}
    return Term(
        node["railkit:term"],
        TermKind(node["railkit:kind"]),
        node["railkit:about"],
        node["railkit:clause"],
        node["railkit:nonBindingSummary"],
        qualifiers,
        tuple(node.get("railkit:when", ())),
        tuple(node.get("railkit:artifacts", ())),
        node.get("railkit:params", {}),
    )
