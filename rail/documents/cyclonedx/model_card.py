"""The ``modelCard`` of a model: what its card states, field by field, and the uses that its licences forbid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.documents.cyclonedx.names import Node, named, origin_ref
from rail.documents.cyclonedx.restrictions import ethical_considerations
from rail.documents.plain_text import line_of, text_of
from rail.model.facts import RelationKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.documents.inventory import Described, Inventory, Metric

# Topics of a card -> fields of ``considerations`` that are lists of texts.
_LISTS = {"intended-use": "useCases", "limitations": "technicalLimitations"}
# Topics that become an ethical consideration, with its name.
_ETHICAL = {
    "out-of-scope": "Uses that the card calls out of scope",
    "bias": "Bias, as the card states it",
    "personal-data": "Personal data, as the card states it",
}
_USED = frozenset({*_LISTS, *_ETHICAL})
_DATA = frozenset({RelationKind.TRAINED_ON, RelationKind.EVALUATED_ON})


def model_card(inventory: Inventory) -> Node:
    """Return the model card; a field that no place states is left out."""
    card = inventory.described
    sections = {
        "modelParameters": _parameters(inventory, card),
        "quantitativeAnalysis": _analysis(card),
        "considerations": _considerations(inventory, card),
    }
    properties = list(_properties(card)) if card else []
    return {
        "bom-ref": "model-card",
        **{name: value for name, value in sections.items() if value},
        **({"properties": properties} if properties else {}),
    }


def _parameters(inventory: Inventory, card: Described | None) -> Node:
    data = [
        {"ref": origin_ref(origin)}
        for origin in inventory.datasets
        if any(one.child == "." and one.kind in _DATA for one in origin.relations)
    ]
    stated = {
        "task": ", ".join(card.task) if card else "",
        "architectureFamily": inventory.architecture_family or "",
        "modelArchitecture": inventory.architecture or "",
    }
    told = {field: line_of(value) for field, value in stated.items()}
    return {**{field: value for field, value in told.items() if value}, **({"datasets": data} if data else {})}


def _analysis(card: Described | None) -> Node:
    metrics = [_metric(one) for one in card.metrics if one.value is not None] if card else []
    return {"performanceMetrics": metrics} if metrics else {}


def _metric(one: Metric) -> Node:
    where = ", ".join(filter(None, (one.task, one.dataset)))
    found = {"type": line_of(one.name), "value": line_of(one.value or ""), "slice": line_of(where)}
    return {name: value for name, value in found.items() if value}


def _considerations(inventory: Inventory, card: Described | None) -> Node:
    sections = card.sections if card else {}
    found: Node = {field: [text_of(sections[topic])] for topic, field in _LISTS.items() if topic in sections}
    ethical = [
        {"name": name, "mitigationStrategy": text_of(sections[topic])}
        for topic, name in _ETHICAL.items()
        if topic in sections
    ]
    ethical = [*ethical_considerations(inventory), *ethical]
    if ethical:
        found["ethicalConsiderations"] = ethical
    # Energy has no place of its own here: CycloneDX asks for provider and activity in kWh, cards state emissions.
    if card and card.energy:
        found["environmentalConsiderations"] = {
            "properties": [named(f"card:co2_eq_emissions:{line_of(key)}", value) for key, value in card.energy.items()]
        }
    return found


def _properties(card: Described) -> Iterator[Node]:
    """Yield what the card states and CycloneDX has no field for."""
    for name, values in (("language", card.languages), ("tag", card.tags)):
        for value in values:
            yield named(f"card:{name}", value)
    if card.library:
        yield named("card:library", card.library)
    if card.gate:
        yield named("card:gate", "the card has readers agree before they download")
    for metric in card.metrics:
        if metric.value is None:
            yield named("card:metric", metric.name)
    for topic, text in card.sections.items():
        if topic not in _USED:
            yield named(f"card:section:{topic}", text)
