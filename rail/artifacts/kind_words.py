"""The words that name a component: "weights", "code", "dataset", in file names, sentences and badges."""

from __future__ import annotations

import re

from rail.model.facts import ComponentKind

_NAME_WORDS = {
    ComponentKind.WEIGHTS: re.compile(
        r"(?<![a-z])(?:models?|weights?|checkpoints?|ckpts?|parameters?)(?![a-z])", re.IGNORECASE
    ),
    ComponentKind.CODE: re.compile(r"(?<![a-z])(?:codes?|software|source|src|scripts?)(?![a-z])", re.IGNORECASE),
    ComponentKind.DATA: re.compile(r"(?<![a-z])(?:data|datasets?|corpus|corpora|annotations?)(?![a-z])", re.IGNORECASE),
    ComponentKind.DOCS: re.compile(r"(?<![a-z])(?:docs?|documentation|content|text)(?![a-z])", re.IGNORECASE),
}


def words_of_kind(text: str) -> tuple[ComponentKind, ...]:
    """Return the component kinds that some words name, e.g. ``License (weights)``."""
    flat = text.replace("_", " ")
    return tuple(kind for kind, pattern in _NAME_WORDS.items() if pattern.search(flat))


def first_kind(text: str) -> ComponentKind | None:
    """Return the component kind that a sentence names first, or ``None``; in sentences "text" is seldom a document."""
    kinds = (ComponentKind.WEIGHTS, ComponentKind.CODE, ComponentKind.DATA)
    places = ((_NAME_WORDS[kind].search(text), kind) for kind in kinds)
    found = [(match.start(), kind.value, kind) for match, kind in places if match is not None]
    return min(found)[2] if found else None
