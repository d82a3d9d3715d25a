"""From edits to the files that they make, in memory: nothing is written here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rail.edits.document import Document, EditError
from rail.edits.front_matter import quote_value, replace_value, set_key
from rail.edits.mend import mended
from rail.edits.texts import canonical_text, notice_words, restriction_clauses
from rail.model.edit import TO_ANSWER as TO_ANSWER  # noqa: PLC0414 # the mark of sections that are made here
from rail.model.edit import (
    AddParagraph,
    AddSection,
    MendFrontMatter,
    PlaceNotice,
    PlaceRestrictions,
    PlaceText,
    QuoteValue,
    ReplaceValue,
    SetKey,
)
from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rail.knowledge.store import Knowledge
    from rail.model.edit import Edit, FrontMatterEdit


class Wanted(NamedTuple):
    """An edit, and why: the id of the finding that it mends."""

    edit: Edit
    why: str


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file, before and after.

    Attributes:
        path: relative to the root.
        before: its bytes; ``None`` where it is new.
        after: its bytes.
        why: the findings that the change mends.
    """

    path: str
    before: bytes | None
    after: bytes
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """An edit that is left to a person, and why."""

    path: str
    why: str
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be changed, by path; and what is not."""

    changes: tuple[FileChange, ...]
    refused: tuple[Refusal, ...]


def make_plan(wanted: Iterable[Wanted], read: Callable[[str], bytes | None], knowledge: Knowledge) -> Plan:
    """Work out the files that edits make, in the order in which they come; the same edit counts once.

    Args:
        wanted: the edits.
        read: returns a file's bytes, or ``None`` where there is none.
        knowledge: the licence records.
    """
    before: dict[str, bytes | None] = {}
    after: dict[str, bytes] = {}
    why: dict[str, list[str]] = {}
    done: set[Edit] = set()
    refused: list[Refusal] = []
    for edit, reason in wanted:
        path = edit.path
        if path not in before:
            before[path] = read(path)
        if edit not in done:
            try:
                after[path] = _edited(edit, after.get(path, before[path]), knowledge)
            except EditError as error:
                refused.append(Refusal(path, reason, error.message))
                continue
            done.add(edit)
        why.setdefault(path, []).append(reason)
    changes = [
        FileChange(path, before[path], after[path], tuple(dict.fromkeys(why[path])))
        for path in sorted(after)
        if after[path] != before[path]
    ]
    return Plan(tuple(changes), tuple(refused))


def _edited(edit: Edit, data: bytes | None, knowledge: Knowledge) -> bytes:
    """Return the bytes of a file after one edit.

    Raises:
        EditError: it cannot be made without a guess.
    """
    match edit:
        case PlaceText() | PlaceRestrictions():
            text = (
                _annex(edit.license, knowledge) if isinstance(edit, PlaceRestrictions) else canonical_text(edit.license)
            )
            return _new(edit.path, data, text)
        case PlaceNotice():
            return _appended(data, notice_words(edit.license, edit.term, knowledge))
        case AddParagraph():
            return _appended(data, edit.text)
        case AddSection():
            questions = "\n".join(f"- {question}" for question in edit.questions)
            return _appended(data, f"## {edit.title}\n\n{TO_ANSWER}\n\n{questions}")
        case SetKey() | ReplaceValue() | QuoteValue() | MendFrontMatter():
            return _in_front_matter(edit, _document(edit.path, data)).text.encode()


def _in_front_matter(edit: FrontMatterEdit, document: Document) -> Document:
    if isinstance(edit, MendFrontMatter):
        return mended(document)
    if isinstance(edit, SetKey):
        return set_key(document, edit.key, edit.value)
    if isinstance(edit, ReplaceValue):
        return replace_value(document, edit.line, edit.old, edit.new)
    return quote_value(document, edit.line, edit.value)


def _new(path: str, data: bytes | None, text: str) -> bytes:
    if data is not None and data.strip():
        message = f"{path} is there already, and holds something"
        raise EditError(message)
    return text.encode() if text.endswith("\n") else f"{text}\n".encode()


def _appended(data: bytes | None, text: str) -> bytes:
    document = Document.of(data or b"")
    if document.lines(text).strip() in document.text:
        return data or b""
    return document.appended(text).text.encode()


def _annex(license_id: str, knowledge: Knowledge) -> str:
    record = knowledge.license(license_id)
    name = license_id if record is None else record.name
    return (
        f"# Use restrictions\n\nThe clauses below are those of {name} ({license_id}), word for word.\n"
        "They apply to this release and to everything that is derived from it, and they must be passed on.\n\n"
        f"{restriction_clauses(license_id, knowledge)}"
    )


def _document(path: str, data: bytes | None) -> Document:
    if data is None:
        message = f"{path} is not there"
        raise EditError(message)
    return Document.of(data)
