"""Terms of use inside of a Croissant description (Croissant 1.1, "Data Use Conditions"): ODRL policies and DUO terms.

The policies are those of ``rail.documents.odrl`` with their keys written out, so that they mean the same under
Croissant's own context: an Offer where the licensor is known, else a Set, because an Offer without an assigner is none
(ODRL 2.2, 2.1.2). Every constraint has its left operand, which the example in the Croissant specification leaves out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rail.documents.odrl.names import CONTEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rail.documents.inventory import Restriction

Node = dict[str, Any]
PREFIXES = {name: iri for name, iri in CONTEXT.items() if isinstance(iri, str) and iri.endswith((":", "#", "/", "ns:"))}
DUO = "http://purl.obolibrary.org/obo/DUO_"
_TYPES = {name: iri for name, iri in CONTEXT.items() if isinstance(iri, str) and iri.startswith("odrl:")}


def usage_info(document: Mapping[str, Any], restrictions: Iterable[Restriction]) -> list[Node]:
    """Return the values of ``usageInfo``: each policy of an ODRL document of ours, then the DUO terms.

    Args:
        document: as ``rail.documents.odrl.policy.release_policy`` returns it.
        restrictions: of the licences of the data.
    """
    graph = document["@graph"]
    labels = {node["@id"]: node["skos:prefLabel"] for node in graph if "skos:prefLabel" in node}
    policies = [node for node in graph if str(node.get("@type")) in {"Set", "Offer"}]
    return [*(_policy(policy, labels) for policy in policies), *duo_terms(restrictions)]


def duo_terms(restrictions: Iterable[Restriction]) -> Iterator[Node]:
    """Yield the terms of the Data Use Ontology that are the same as a limit of the licence, or close to it."""
    seen: set[str] = set()
    for one in restrictions:
        for match, iris in sorted(one.matches.items()):
            for iri in iris:
                if iri.startswith(DUO) and iri not in seen:
                    seen.add(iri)
                    code = iri.rpartition("/")[2]
                    node = {"@type": "DefinedTerm", "name": one.label, "termCode": code, "url": iri}
                    said = f"{one.clause_label} of {one.expression}; {match} match"
                    yield {**node, "inDefinedTermSet": "http://purl.obolibrary.org/obo/duo.owl", "description": said}


def _policy(policy: Mapping[str, Any], labels: Mapping[str, str]) -> Node:
    node = _written_out(policy, labels)
    return {**node, "@type": ["CreativeWork", node["@type"]], "name": policy["dct:title"]}


def _written_out(value: Mapping[str, Any], labels: Mapping[str, str]) -> Node:
    """Return a node with the keys and values that our own context would give it."""
    node: Node = {}
    for key, item in value.items():
        if key == "uid":
            node["@id"] = item
            continue
        if key == "@type":
            node[key] = [_TYPES.get(one, one) for one in item] if isinstance(item, list) else _TYPES.get(item, item)
            continue
        rule = CONTEXT.get(key)
        name = rule.get("@id", key) if isinstance(rule, dict) else key
        node[name] = _value(item, rule.get("@type") if isinstance(rule, dict) else None, labels)
    return node


def _value(item: object, kind: str | None, labels: Mapping[str, str]) -> object:
    if kind == "@json":
        return {"@type": "@json", "@value": item}
    if isinstance(item, list):
        return [_value(one, kind, labels) for one in item]
    if isinstance(item, dict):
        return item if "@value" in item else _written_out(item, labels)
    if kind == "@id" and isinstance(item, str):
        return {"@id": item, **({"name": labels[item]} if item in labels else {})}
    return item
