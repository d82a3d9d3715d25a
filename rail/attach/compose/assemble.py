"""From answers and the clause library to the numbered text: clauses chosen, terms defined, places filled in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from rail.attach.compose.conditions import holds
from rail.attach.compose.fill import Filling
from rail.attach.compose.items import item_text
from rail.errors import DataError
from rail.model.late import dataclass
from rail.model.numbered import Block, NumberedText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.attach.compose.answers import Answers
    from rail.attach.compose.library import Clause, Library

Plain = dict[str, Any]
_SCHEDULE = "A"


@dataclass(frozen=True, slots=True)
class Composition:
    """A numbered text, and what of the library it is made of.

    Attributes:
        answers: what it was composed from.
        text: the blocks, in order.
        used: the clauses of the library, by the id that they have in the record.
        filling: what places of the library's texts are filled with.
    """

    answers: Answers
    text: NumberedText
    used: dict[str, Clause]
    filling: Filling


def assemble(answers: Answers, library: Library) -> Composition:
    """Return the text that these answers give.

    Raises:
        DataError: a text of the library names a term that the library does not define.
    """
    chosen = [clause for clause in library.provisions.values() if holds(clause.content.get("if"), answers)]
    sections = _sections(chosen, library)
    filling = Filling.of(answers, library, {name: number for number, name in enumerate(sections, start=1)})
    used: dict[str, Clause] = {}
    body = [*_provisions(chosen, sections, filling, used), *_schedule(answers, library, filling, used)]
    definitions = list(_definitions(library, filling, used))
    first = _numbered_section(1, library.plain["sections"][0]["title"], definitions)
    head = _head(answers, library, filling)
    end = Block("line", "", "", "", library.plain["words"]["end"])
    return Composition(answers, NumberedText(answers.name, "en", (*head, *first, *body, end)), used, filling)


def _sections(chosen: list[Clause], library: Library) -> dict[str, str]:
    """Return the sections that have something in them: id -> title; definitions come first and always have."""
    held = {clause.content["section"] for clause in chosen}
    rows = library.plain["sections"]
    return {row["id"]: row["title"] for row in rows if row is rows[0] or row["id"] in held}


def _head(answers: Answers, library: Library, filling: Filling) -> tuple[Block, ...]:
    words = library.plain["words"]
    return (
        Block("title", "title", "", "", answers.name),
        *(Block("line", "", "", "", filling.fill(words[name])) for name in ("version", "licensor", "covers")),
    )


def _numbered_section(number: int, title: str, blocks: list[Block]) -> Iterator[Block]:
    yield Block("heading", "", f"{number}.", "", title)
    for place, block in enumerate(blocks, start=1):
        yield Block(block.kind, block.id, f"{number}.{place}", block.lead, block.text, block.source)


def _provisions(
    chosen: list[Clause], sections: dict[str, str], filling: Filling, used: dict[str, Clause]
) -> Iterator[Block]:
    for number, (section, title) in enumerate(sections.items(), start=1):
        blocks = []
        for clause in chosen:
            if clause.content["section"] == section:
                used[clause.id] = clause
                lead = f"{clause.content['title']}."
                blocks.append(Block("clause", clause.id, "", lead, _whole_text(clause, filling), _source(clause)))
        if number > 1:
            yield from _numbered_section(number, title, blocks)


def _whole_text(clause: Clause, filling: Filling) -> str:
    parts = [part["text"] for part in clause.content.get("parts", ()) if holds(part.get("if"), filling.answers)]
    return filling.fill(" ".join([clause.content["text"], *parts]))


def _schedule(answers: Answers, library: Library, filling: Filling, used: dict[str, Clause]) -> Iterator[Block]:
    yield Block("heading", "", "", "", library.plain["words"]["schedule"])
    wanted = {restriction.use: restriction for restriction in answers.restrictions}
    opening = filling.fill(library.plain["words"]["group" if filling.has_outputs else "group_without_outputs"])
    number = 0
    for domain in library.domains:
        uses = [use for use in wanted if library.restrictions[use].domain == domain.id]
        if not uses:
            continue
        number += 1
        yield Block("group", f"group-{domain.id}", f"{_SCHEDULE}.{number}", f"{domain.title}.", opening)
        for letter, use in zip("abcdefghijklmnopqrstuvwxyz", uses, strict=False):
            clause = library.restrictions[use]
            used[use] = clause
            text = item_text(wanted[use], library, filling)
            yield Block("item", use, f"({letter})", f"{clause.content['title']}.", text, _source(clause))


def _definitions(library: Library, filling: Filling, used: dict[str, Clause]) -> Iterator[Block]:
    """Yield the definitions of all terms that were used so far, and of those that these use in turn."""
    by_term = {name: clause for clause in library.definitions.values() for name in _names_of(clause)}
    texts: dict[str, tuple[Clause, str]] = {}
    while open_terms := [term for term in filling.terms if _is_missing(term, by_term, texts)]:
        for term in open_terms:
            clause = by_term[term]
            texts[clause.id] = clause, _whole_text(clause, filling)
    for clause, text in sorted(texts.values(), key=lambda pair: str(pair[0].content["term"])):
        used[f"def-{clause.id}"] = clause
        yield Block("clause", f"def-{clause.id}", "", f'"{clause.content["term"]}"', text, _source(clause))


def _names_of(clause: Clause) -> tuple[str, ...]:
    """Return a defined term in all its forms."""
    return (clause.content["term"], *clause.content.get("also", ()))


def _is_missing(term: str, by_term: dict[str, Clause], texts: dict[str, tuple[Clause, str]]) -> bool:
    """Tell whether the definition of a term is still to be written.

    Raises:
        DataError: there is none.
    """
    if term not in by_term:
        message = f"policy/clauses/definitions.yaml: {term!r} is used and not defined"
        raise DataError(message)
    return by_term[term].id not in texts


def _source(clause: Clause) -> str:
    return f"{clause.id} version {clause.version}, {clause.status}"


def unfilled(text: NumberedText) -> list[str]:
    """Return the places of a text that were left open; there are none."""
    return [found for block in text.blocks for found in re.findall(r"\{[^{}]*\}", block.text)]
