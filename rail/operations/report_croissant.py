"""Croissant descriptions of the data in a release: written from its facts, and those of others, checked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from rail.errors import InputError
from rail.knowledge.store import Knowledge

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rail.checks.card_sections import CardSections
    from rail.documents.croissant.description import Said
    from rail.documents.inventory import Inventory
    from rail.documents.release_terms import ReleaseTerms
    from rail.model.card import Card

_LONGEST = 4000


class Stated(NamedTuple):
    """What a person says and no file of a release does."""

    url: str | None = None
    creator: str | None = None
    published: str | None = None
    description: str | None = None


class WrittenCroissant(NamedTuple):
    """A description, and what it leaves open because no place states it."""

    data: bytes
    missing: tuple[str, ...]


def write_croissant(inventory: Inventory, terms: ReleaseTerms, card: Card | None, stated: Stated) -> WrittenCroissant:
    """Return the Croissant description of the data in a release.

    Args:
        inventory: of the release.
        terms: of the same release.
        card: its data card.
        stated: what a person says.

    Raises:
        InputError: there is no data in it, or what is stated is no address or date.
    """
    from rail.documents.croissant.checks import missing_properties
    from rail.documents.croissant.description import croissant
    from rail.documents.json_text import json_text
    from rail.documents.odrl.policy import release_policy
    from rail.model.facts import ComponentKind

    _check(stated)
    if inventory.kind != "dataset" and not any(file.kind is ComponentKind.DATA for file in inventory.files):
        message = f"{inventory.name}: no data in this release; a Croissant description is about data"
        raise InputError(message, "`rail report spdx` and `rail report cyclonedx` describe models and code")
    knowledge = Knowledge.load()
    data = knowledge.card_data("croissant")
    own = replace(terms, components=tuple(one for one in terms.components if one.kind == "data"))
    known = any(one.instruments for one in own.components)
    policy = release_policy(own, knowledge.vocabulary()) if known else None
    node = croissant(inventory, _said(card, stated, data, knowledge), policy, data)
    missing = [f"{name}: {_HOW.get(name, 'no place states it')}" for name in missing_properties(node, data)]
    if policy is None:
        missing.append("usageInfo: the licence of the data cannot be told; `rail check` says why")
    if missing:
        missing.append("conformsTo is not claimed: Croissant 1.1 requires all of these")
    return WrittenCroissant(json_text(node).encode(), tuple(missing))


_HOW = {
    "url": "--url names the page of the data set",
    "creator": "--creator names who made it",
    "datePublished": "--released gives the date",
    "description": "a section `Summary` of the card, or --description",
    "license": "no place states one licence for the data",
}


def check_croissant(path: str) -> tuple[str, ...]:
    """Return what is wrong with a Croissant description, ours or not.

    Raises:
        InputError: the file cannot be read, or is no JSON object.
    """
    from rail.documents.croissant.checks import croissant_problems
    from rail.knowledge.documents import read_document

    node = read_document(path, "a Croissant description is JSON-LD")
    if not isinstance(node, dict):
        message = f"{path}: is no JSON object"
        raise InputError(message)
    return croissant_problems(node, Knowledge.load().card_data("croissant"))


def release_card(path: str, revision: str | None = None) -> Card | None:
    """Return the main card of a release."""
    from rail.artifacts.collect import open_source, read_release

    with open_source(path, revision) as source:
        return read_release(source, Knowledge.load())[0].card


def _check(stated: Stated) -> None:
    if stated.url is not None and not stated.url.startswith(("https://", "http://")):
        message = f"--url: {stated.url!r} is no address; expected https://..."
        raise InputError(message)
    try:
        date.fromisoformat(stated.published or "2000-01-01")
    except ValueError as error:
        message = f"--released: {stated.published!r} is no date; expected YYYY-MM-DD"
        raise InputError(message) from error


def _said(card: Card | None, stated: Stated, data: Mapping[str, Any], knowledge: Knowledge) -> Said:
    from rail.checks.card_sections import CardSections
    from rail.documents.croissant.description import Said

    plain = Said(stated.description, None, {}, stated.url, stated.creator, stated.published)
    if card is None:
        return plain
    sections = CardSections(card, knowledge)
    rai = {row["property"]: _words(card, sections, row["headings"]) for row in data["rai"]}
    about = _words(card, sections, data["description"]) or _begin(card)
    citation = _words(card, sections, data["citation"], code=True)
    found = {name: words for name, words in rai.items() if words}
    title = card.fields.get("pretty_name") or None
    return plain._replace(description=stated.description or about, citation=citation, rai=found, title=title)


def _words(card: Card, sections: CardSections, headings: list[str], *, code: bool = False) -> str | None:
    """Return what stands under a heading that somebody has answered, the headings below it included."""
    from rail.cards.outline import COMMENT, read_outline, seen_text
    from rail.checks.card_sections import ANSWERED

    seen = sections.find(tuple(headings))
    if seen is None or seen.state != ANSWERED:
        return None
    for heading in read_outline(card.sections):
        if heading.section.line == seen.line:
            bodies = [heading.section.body, *(f"{one.title}\n{one.body}" for one in heading.below)]
            text = "\n\n".join(COMMENT.sub("", body) if code else seen_text(body) for body in bodies)
            kept = "\n".join(line for line in text.split("\n") if not line.lstrip().startswith(("```", "~~~")))
            return _short(kept)
    return None


def _begin(card: Card) -> str | None:
    """Return the first paragraph of a card that is no badge, list or table."""
    from rail.cards.outline import seen_text

    bodies = (card.preamble, *(section.body for section in card.sections[:2]))
    paragraphs = (part.strip() for body in bodies for part in seen_text(body).split("\n\n"))
    return next((_short(part) for part in paragraphs if part[:1].isalpha()), None)


def _short(text: str) -> str | None:
    lines = "\n".join(line.rstrip() for line in text.strip().split("\n"))
    return (lines if len(lines) <= _LONGEST else f"{lines[:_LONGEST]} ...") or None
