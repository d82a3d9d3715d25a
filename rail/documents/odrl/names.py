"""The IRIs of our vocabulary in ODRL policies, the context that names them, and the parts of a policy that have one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from rail.model.vocabulary import Entry, Vocabulary

Node = dict[str, Any]

ODRL = "http://www.w3.org/ns/odrl/2/"
OURS = "urn:railkit:"
PROFILE = "urn:railkit:odrl:profile:1"
# Written into each document, so that reading one fetches nothing; its keys mean what they mean in the W3C's context.
CONTEXT: Node = {
    "@version": 1.1,
    "odrl": ODRL,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "railkit": "urn:railkit:ns:",
    "uid": "@id",
    "Policy": "odrl:Policy",
    "Set": "odrl:Set",
    "Offer": "odrl:Offer",
    "Party": "odrl:Party",
    "Asset": "odrl:Asset",
    "profile": {"@id": "odrl:profile", "@type": "@id"},
    "inheritFrom": {"@id": "odrl:inheritFrom", "@type": "@id"},
    "conflict": {"@id": "odrl:conflict", "@type": "@id"},
    "permission": {"@id": "odrl:permission", "@type": "@id"},
    "prohibition": {"@id": "odrl:prohibition", "@type": "@id"},
    "obligation": {"@id": "odrl:obligation", "@type": "@id"},
    "duty": {"@id": "odrl:duty", "@type": "@id"},
    "target": {"@id": "odrl:target", "@type": "@id"},
    "assigner": {"@id": "odrl:assigner", "@type": "@id"},
    "action": {"@id": "odrl:action", "@type": "@id"},
    "includedIn": {"@id": "odrl:includedIn", "@type": "@id"},
    "constraint": {"@id": "odrl:constraint", "@type": "@id"},
    "refinement": {"@id": "odrl:refinement", "@type": "@id"},
    "leftOperand": {"@id": "odrl:leftOperand", "@type": "@id"},
    "operator": {"@id": "odrl:operator", "@type": "@id"},
    "rightOperand": {"@id": "odrl:rightOperand"},
    "unit": {"@id": "odrl:unit", "@type": "@id"},
    "or": {"@id": "odrl:or"},
    "skos:broader": {"@type": "@id"},
    "skos:exactMatch": {"@type": "@id"},
    "skos:closeMatch": {"@type": "@id"},
    "dct:source": {"@type": "@id"},
    "railkit:qualifiers": {"@type": "@json"},
    "railkit:params": {"@type": "@json"},
}
# The kind of a word, as its IRI says it -> the kinds of the vocabulary that hold it.
KINDS = {
    "use": "uses",
    "permission": "permissions",
    "duty": "duties",
    "limit": "limits",
    "act": "actions",
    "qualifier": "qualifiers",
    "purpose": "purposes",
    "territory": "territories",
    "metric": "",
    "operand": "",
    "unit": "",
}


def word_iri(kind: str, *names: str) -> str:
    """Return the IRI of one word; what it is made of may be anybody's words."""
    return ":".join([f"{OURS}{kind}", *(segment(name) for name in names)])


def segment(name: str) -> str:
    """Return a name as one segment of an IRI; halves of surrogate pairs, which have no encoding, become U+FFFD."""
    return quote(name.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), safe="")


def exact_action(entry: Entry | None) -> str | None:
    """Return ODRL's own action that means exactly an entry of the vocabulary, or ``None``."""
    matches = () if entry is None else entry.matches.get("exact", ())
    return next((iri for iri in matches if iri.startswith(ODRL)), None)


def act_iri(act: str, vocabulary: Vocabulary) -> str:
    """Return the IRI of an act: ODRL's own where it means the same, else ours; the same in rules and constraints."""
    return exact_action(vocabulary.kinds["actions"].get(act)) or word_iri("act", act)


def permission_iri(permission: str, vocabulary: Vocabulary) -> str:
    """Return the IRI of what a permission allows: the act of the same name where there is one."""
    if permission in vocabulary.kinds["actions"]:
        return act_iri(permission, vocabulary)
    return exact_action(vocabulary.kinds["permissions"].get(permission)) or word_iri("permission", permission)


def odrl_form(vocabulary: Vocabulary, limit: str) -> tuple[str, str | None]:
    """Return how ODRL says a limit (``constraint``, ``prohibition`` or ``statement``), and its purpose or act."""
    entry = vocabulary.kinds["limits"].get(limit)
    details = entry.details.get("odrl") if entry else None
    if not isinstance(details, dict):
        return "statement", None
    beside = details.get("purpose", details.get("action"))
    return str(details["form"]), None if beside is None else str(beside)
