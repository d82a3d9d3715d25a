"""The template of a card (``policy/cards/<kind>.yaml``): sections, what each asks, and who asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rail.knowledge.store import Knowledge

KINDS = ("model", "dataset", "governance")


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        ask: in our words.
        sources: ids of those who ask it.
        unless: the fact that answers it.
        only: the fact without which it is not asked.
    """

    ask: str
    sources: tuple[str, ...]
    unless: str | None = None
    only: str | None = None


@dataclass(frozen=True, slots=True)
class SectionTemplate:
    """One section.

    Attributes:
        sources: source id -> what that source calls it.
        headings: words by which it is found in other cards.
        keys: front matter keys that answer it too.
        shown_by: facts that a release may show elsewhere.
        facts: what is filled in.
    """

    id: str
    title: str
    level: int
    sources: Mapping[str, str]
    headings: tuple[str, ...]
    questions: tuple[Question, ...]
    keys: tuple[str, ...] = ()
    shown_by: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """A card's template.

    Attributes:
        file: the file that is written.
        note: what a new card says of itself.
        sources: id -> short name.
        keys: front matter keys with what each asks.
    """

    kind: str
    title: str
    file: str
    note: str
    sources: Mapping[str, str]
    keys: tuple[tuple[str, str], ...]
    sections: tuple[SectionTemplate, ...]


def read_template(kind: str, knowledge: Knowledge) -> Template:
    """Return the template of a kind of card."""
    row = knowledge.card_data(kind)
    return Template(
        kind,
        row["title"],
        row["file"],
        row["note"].strip(),
        {name: source["short"] for name, source in row["sources"].items()},
        tuple((key["key"], key["ask"]) for key in row.get("keys", ())),
        tuple(_section(section) for section in row["sections"]),
    )


def _section(row: Mapping[str, Any]) -> SectionTemplate:
    questions = tuple(
        Question(one["ask"], tuple(one["from"]), one.get("unless"), one.get("only")) for one in row["questions"]
    )
    lists = {name: tuple(row.get(name, ())) for name in ("headings", "keys", "shown_by", "facts")}
    return SectionTemplate(
        row["id"], row["title"], row.get("level", 2), row["from"], lists.pop("headings"), questions, **lists
    )
