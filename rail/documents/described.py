"""What a release's main card says, for documents that have fields for it; only its own words, nothing concluded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.cards.outline import is_blank, read_outline
from rail.documents.inventory import Described, Metric
from rail.model.card import Map, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rail.knowledge.store import Knowledge
    from rail.model.card import Card, Node

_LONGEST = 8_000  # characters of a topic: documents quote a card, they do not replace it
_MOST_METRICS = 200
_GATE = ("extra_gated_prompt", "extra_gated_fields", "extra_gated_heading")
_COMMENT = re.compile(r"<!--(?:(?!-->)[\s\S])*+(?:-->|\Z)")


def describe_card(card: Card, knowledge: Knowledge) -> Described:
    """Return what a card says."""
    matter = card.front_matter
    tasks = ("pipeline_tag", "task_categories")
    return Described(
        path=card.path,
        sections=_sections(card, knowledge),
        languages=_values(matter, "language"),
        library=next(iter(_values(matter, "library_name")), None),
        task=tuple(value for key in tasks for value in _values(matter, key)),
        tags=_values(matter, "tags"),
        metrics=tuple(_metrics(matter))[:_MOST_METRICS],
        energy=_energy(matter),
        gate=matter is not None and any(matter.get(key) is not None for key in _GATE),
    )


def _sections(card: Card, knowledge: Knowledge) -> Mapping[str, str]:
    """Return topic -> text; a heading below another one belongs to the topic of that one, unless it has its own."""
    topics: dict[str, list[str]] = {}
    table = [(str(row["topic"]), re.compile("|".join(row["headings"]))) for row in knowledge.patterns("card-sections")]
    for heading in read_outline(card.sections):
        titles = [heading.section.title, *(above.title for above in reversed(heading.above))]
        found = (topic for title in titles for topic, words in table if words.search(title.lower()))
        about = next(found, None)
        body = _COMMENT.sub("", heading.section.body).strip()
        if about is not None and body and not is_blank(body):
            topics.setdefault(about, []).append(body)
    return {topic: "\n\n".join(bodies)[:_LONGEST] for topic, bodies in sorted(topics.items())}


def _values(matter: Map | None, key: str) -> tuple[str, ...]:
    node = matter.get(key) if matter is not None else None
    found = node.items if isinstance(node, Sequence) else (node,)
    texts = (one.text.strip() for one in found if isinstance(one, Scalar) and (one.quoted or one.reads_as != "null"))
    return tuple(dict.fromkeys(filter(None, texts)))


def _energy(matter: Map | None) -> Mapping[str, str]:
    node = matter.get("co2_eq_emissions") if matter is not None else None
    if isinstance(node, Scalar) and node.text.strip():
        return {"emissions": node.text.strip()}
    if not isinstance(node, Map):
        return {}
    found = {entry.key: entry.value.text.strip() for entry in node.entries if isinstance(entry.value, Scalar)}
    return {key: value for key, value in sorted(found.items()) if value}


def _metrics(matter: Map | None) -> Iterator[Metric]:
    """Yield the names under ``metrics``, then the results of ``model-index`` (huggingface_hub's ``EvalResult``)."""
    for name in _values(matter, "metrics"):
        yield Metric(name)
    index = matter.get("model-index") if matter is not None else None
    for model in _maps(index):
        for result in _maps(model.get("results")):
            dataset, task = _text(result.get("dataset"), "name", "type"), _text(result.get("task"), "name", "type")
            for metric in _maps(result.get("metrics")):
                kind = _text(metric, "type")
                called = _text(metric, "name") or kind
                if called:
                    yield Metric(called, _text(metric, "value"), kind, dataset, task)


def _maps(node: Node | None) -> Iterator[Map]:
    if isinstance(node, Sequence):
        yield from (item for item in node.items if isinstance(item, Map))


def _text(node: Node | None, *keys: str) -> str | None:
    if not isinstance(node, Map):
        return None
    values = (node.get(key) for key in keys)
    return next((value.text.strip() for value in values if isinstance(value, Scalar) and value.text.strip()), None)
