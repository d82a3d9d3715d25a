"""The words of ours that a policy uses, defined beside it: an ODRL profile (section 3) that travels along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.documents.odrl.names import KINDS, ODRL, OURS, PROFILE, Node, exact_action, word_iri

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.model.vocabulary import Entry, Vocabulary

_ACTIONS = frozenset({"use", "permission", "duty", "act"})
_OPERANDS = frozenset({"metric", "operand", "limit"})
_TRANSFERS = frozenset({f"{ODRL}{name}" for name in ("sell", "give", "transfer")})


def definitions(policies: list[Node], vocabulary: Vocabulary) -> list[Node]:
    """Return one definition for each word of ours in some policies, sorted, with the broader words that they name."""
    used = set(_iris(policies))
    for iri in sorted(used):
        used.update(_broader(iri, vocabulary))
    found = (_definition(iri, vocabulary) for iri in sorted(used))
    return [node for node in found if node is not None]


def _definition(iri: str, vocabulary: Vocabulary) -> Node | None:
    kind, *names = iri.removeprefix(OURS).split(":")
    if kind not in KINDS:
        return None
    entry = _entry(kind, names, vocabulary)
    is_action = kind in _ACTIONS
    is_operand = kind in _OPERANDS or (kind == "qualifier" and len(names) == 1)
    types = ["skos:Concept", *(["odrl:Action"] if is_action else ["odrl:LeftOperand"] if is_operand else [])]
    node: Node = {"@id": iri, "@type": types, "skos:inScheme": {"@id": PROFILE}}
    node["skos:prefLabel"] = entry.label if entry else _forbidden_acts(vocabulary).get(names[-1], names[-1])
    if entry is not None:
        node["skos:definition"] = entry.definition
        node |= {f"skos:{match}Match": list(iris) for match, iris in sorted(entry.matches.items())}
        if entry.parent is not None:
            node["skos:broader"] = _parent(kind, entry.parent)
    if is_action:
        node["includedIn"] = _included(kind, entry)
    return node


def _entry(kind: str, names: list[str], vocabulary: Vocabulary) -> Entry | None:
    return vocabulary.kinds.get(KINDS[kind], {}).get(names[-1])


def _included(kind: str, entry: Entry | None) -> str:
    """Return the action that one of ours is part of: ODRL's exact match, a wider category of uses, or one at the top.

    An act is part of no other act of ours: some ask for permissions of their own beside that of the wider one.
    """
    exact = exact_action(entry)
    if exact is not None or entry is None:
        return exact or f"{ODRL}use"
    if entry.parent is not None and kind == "use":
        return _parent(kind, entry.parent)
    matches = {iri for iris in entry.matches.values() for iri in iris}
    return f"{ODRL}transfer" if matches & _TRANSFERS else f"{ODRL}use"


def _parent(kind: str, parent: str) -> str:
    return word_iri(kind, parent)


def _broader(iri: str, vocabulary: Vocabulary) -> Iterator[str]:
    kind, *names = iri.removeprefix(OURS).split(":")
    entry = _entry(kind, names, vocabulary) if kind in KINDS else None
    while entry is not None and entry.parent is not None:
        yield _parent(kind, entry.parent)
        entry = _entry(kind, [entry.parent], vocabulary)


def _forbidden_acts(vocabulary: Vocabulary) -> dict[str, str]:
    """Return the acts that only limits name, with their labels."""
    found = (entry.details.get("odrl") for entry in vocabulary.kinds["limits"].values())
    return {str(one["action"]): str(one["label"]) for one in found if isinstance(one, dict) and "label" in one}


def _iris(value: object) -> Iterator[str]:
    """Yield every IRI of a word of ours that stands in actions and operands."""
    if isinstance(value, list):
        for item in value:
            yield from _iris(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, str):
                if key in {"action", "leftOperand", "unit", "@id"} and item.startswith(OURS):
                    yield item
            else:
                yield from _iris(item)
