"""The text of a new card, or of sections that a card lacks: what is known with its place, questions for the rest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rail.model.edit import TO_ANSWER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rail.documents.cards.known import Known, Line
    from rail.documents.cards.template import Question, SectionTemplate, Template

_SUMMARY = (
    "The licence forbids the uses below. This list is a summary in our own words, and binds nobody; "
    "the text of the licence does."
)
_MARKUP = re.compile(r"[\\`*\[\]<>#|~]|(?<![^\W_])_|_(?![^\W_])")
_LONGEST = 300


class FilledSection(NamedTuple):
    """The text of a section, without the empty lines around it; how many lines are known, how many asked for."""

    text: str
    filled: int
    asked: int


def card_body(template: Template, known: Known, sections: Iterable[FilledSection]) -> str:
    """Return a card's text below the front matter, ended by a line break."""
    name = known.given.name or known.inventory.name.rpartition("/")[2]
    title = f"{template.title}: {plain(name)}" if template.kind != "model" else plain(name)
    return "\n\n".join([f"# {title}", template.note, *(section.text for section in sections)]) + "\n"


def filled_section(section: SectionTemplate, template: Template, known: Known) -> FilledSection:
    """Return a section with what is known, and questions for what is not."""
    lines = [line for fact in section.facts if fact != "restrictions" for line in known.lines(fact)]
    facts = list(dict.fromkeys(map(_fact, lines)))
    uses = _restrictions(known) if "restrictions" in section.facts else []
    asked = [question for question in section.questions if _is_open(question, known)]
    questions = "\n".join(f"- {question.ask} ({_sources(template, question)})" for question in asked)
    parts = [f"{'#' * section.level} {section.title}", "\n".join(facts), *([_SUMMARY, "\n".join(uses)] if uses else [])]
    parts += [TO_ANSWER, questions] if asked else []
    return FilledSection("\n\n".join(filter(None, parts)), len(facts) + len(uses), len(asked))


def plain(text: str) -> str:
    """Return text of others on one line, with nothing in it that is markup."""
    short = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return _MARKUP.sub(lambda match: f"\\{match[0]}", short[:_LONGEST])


def _is_open(question: Question, known: Known) -> bool:
    if question.only is not None and not known.lines(question.only):
        return False
    return question.unless is None or not known.lines(question.unless)


def _fact(line: Line) -> str:
    seen = f" (seen in {plain(line.where)})" if line.where else ""
    return f"- **{plain(line.label)}:** {plain(line.value)}{seen}"


def _restrictions(known: Known) -> list[str]:
    lines = known.lines("restrictions")
    return list(dict.fromkeys(f"- {plain(one.label)}: {plain(one.value)} ({plain(one.where)})" for one in lines))


def _sources(template: Template, question: Question) -> str:
    return ", ".join(template.sources[source] for source in question.sources)
