"""Edits: small changes to the files of a release, as data; what makes them of it is ``rail.edits``."""

from __future__ import annotations

from rail.model.late import dataclass

# A person answers, and deletes the mark; until then the section counts as empty (card-placeholder-text).
TO_ANSWER = "[To be completed] Answer these questions in place of the list, then delete this line."


@dataclass(frozen=True, slots=True)
class SetKey:
    """Give a key of a card's front matter one plain value; an existing one-line value is replaced.

    Attributes:
        path: the card.
        key: the key, at the top of the front matter.
        value: the value, or several for a list.
    """

    path: str
    key: str
    value: str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReplaceValue:
    """Replace one value on one line of a card's front matter.

    Attributes:
        path: the card.
        line: 1-based line on which the value stands.
        old: the value as it is read.
        new: what stands there afterwards.
    """

    path: str
    line: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class QuoteValue:
    """Put a value in quotes, so that every reader of YAML keeps it a string."""

    path: str
    line: int
    value: str


@dataclass(frozen=True, slots=True)
class MendFrontMatter:
    """Give a front matter that cannot be read, or not by everyone, the form that everyone reads."""

    path: str


@dataclass(frozen=True, slots=True)
class PlaceText:
    """Put a licence or policy text, word for word, into a new or empty file."""

    path: str
    license: str


@dataclass(frozen=True, slots=True)
class PlaceRestrictions:
    """Put the clauses that carry a licence's use restrictions, word for word, into a new file."""

    path: str
    license: str


@dataclass(frozen=True, slots=True)
class PlaceNotice:
    """Put the fixed notice of a licence into a file, after what stands there.

    Attributes:
        path: the notice file.
        license: the licence that asks for it.
        term: id of the duty in its record.
    """

    path: str
    license: str
    term: str


@dataclass(frozen=True, slots=True)
class AddParagraph:
    """Add a paragraph of our own words at the end of a document, unless it stands there already."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class AddSection:
    """Add a section at the end of a document that asks what its authors alone can answer.

    Attributes:
        path: the document.
        title: its heading.
        questions: one list item each.
    """

    path: str
    title: str
    questions: tuple[str, ...]


FrontMatterEdit = SetKey | ReplaceValue | QuoteValue | MendFrontMatter
Edit = FrontMatterEdit | PlaceText | PlaceRestrictions | PlaceNotice | AddParagraph | AddSection
