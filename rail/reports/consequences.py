"""The consequence panel: what follows from a licence, each line with what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rail.model.license import License
    from rail.model.vocabulary import Vocabulary
    from rail.reports.page import Page, Span
    from rail.terms.consequences import Consequence

_SHOWN = 3
TITLES = {
    "standing": "Its standing",
    "excluded": "Who and what is left out",
    "carried": "What a copy or derivative must carry",
    "own": "What you must do yourself",
    "changes": "What may change, and who owns what",
    "law": "Positions, each as read on its day",
}
_LABELS = {
    "osi-approved": "OSI approved",
    "osaid": "meets the Open Source AI Definition",
    "spdx-listed": "on the SPDX list",
    "hub-listed": "a Hub licence tag of its own",
    "restricted-uses": "uses that it forbids",
    "policy-uses": "uses that a policy of its forbids",
    "flow-down": "flow-down",
}
_VALUES = {
    "same-restrictions": "the same restrictions, in every agreement",
    "equivalent-restrictions": "the same restrictions, or similar ones of the same purpose",
    "copy-and-policy": "a copy of the licence, and its use policy",
    "copy": "a copy of the licence",
    "none": "nothing",
    "not-recorded": "not recorded here",
    "not-stated": "the text does not say",
    "unread": "nobody read the text for this",
    "not-met": "not met",
    "condition-met": "the licence's part looks met",
}


def tag_advice(license_: License) -> str:
    """Return how a card on the Hub names this licence."""
    if license_.ids.hub:
        return f"license: {license_.ids.hub}"
    return f"license: other, with license_name: {license_.id} and license_link"


def consequence_rows(found: Sequence[Consequence]) -> list[dict[str, object]]:
    """Return the consequences for JSON."""
    return [
        {
            "topic": item.topic,
            "about": item.about,
            "title": item.title or None,
            "value": item.value,
            "says": item.says,
            "clauses": list(item.clauses),
            "sources": [{"url": one.url, "read_on": one.read_on or None, "note": one.note} for one in item.sources],
            "instrument": item.instrument or None,
            "jurisdiction": item.jurisdiction,
            "status": item.status,
        }
        for item in found
    ]


def add_consequences(
    page: Page,
    found: Sequence[Consequence],
    license_: License,
    vocabulary: Vocabulary,
    titles: Mapping[str, str] = TITLES,
) -> None:
    """Lay out the panel, topic by topic."""
    for topic, title in titles.items():
        items = [item for item in found if item.topic == topic]
        if not items:
            continue
        page.blank()
        page.add((title, "head"))
        for item in items:
            page.add(*_spans(item, license_, vocabulary), indent=2, hang=4)
        if topic == "standing":
            page.add((f"on the Hub's card: {tag_advice(license_)}", ""), indent=2, hang=4)
            if license_.ids.spdx is None:
                page.add((f"in an SBOM: LicenseRef-{license_.id}, with the text", ""), indent=2, hang=4)


def _spans(item: Consequence, license_: License, vocabulary: Vocabulary) -> list[Span]:
    label = item.title or _LABELS.get(item.about) or vocabulary.label(item.about)
    value = (
        ", ".join(_VALUES.get(part) or vocabulary.label(part) for part in item.value.split(", ")) if item.value else ""
    )
    spans: list[Span] = [(label, "label")]
    if value:
        spans.append((f": {value}", ""))
    if item.says:
        spans.append((f"{'. ' if value else ': '}{item.says}", ""))
    basis = [_clause_label(license_, clause) for clause in item.clauses[:_SHOWN]]
    basis += [f"and {len(item.clauses) - _SHOWN} more"] if len(item.clauses) > _SHOWN else []
    if item.topic == "law":
        basis.append(f"{item.jurisdiction or 'no jurisdiction'}, {item.status}")
    basis += [
        f"{source.url}, {f'read {source.read_on}' if source.read_on else 'not read here'}" for source in item.sources
    ]
    if basis:
        spans.append((f" ({'; '.join(basis)})", "quiet"))
    return spans


def _clause_label(license_: License, clause_id: str) -> str:
    clause = license_.clause(clause_id)
    return clause.label if clause else clause_id
