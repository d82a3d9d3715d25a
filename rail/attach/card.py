"""The card of a release with its licence: front matter, access form, a section between marks; nothing else changes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.attach.section import BEGIN, END, HEADING, plain, section_text
from rail.cards.front_matter import split_front_matter
from rail.checks.front_matter import scalars, text
from rail.edits.assignment import Assignment
from rail.edits.document import Document, EditError
from rail.edits.front_matter import set_key
from rail.edits.matter import assigned, held
from rail.errors import InputError
from rail.model.card import Scalar

if TYPE_CHECKING:
    from rail.attach.draft import Draft
    from rail.attach.setting import Holding, Setting
    from rail.model.card import Card, Map

_CARD = "README.md"
_TITLE = re.compile(r"licen[cs](?:e|es|ing)\b", re.IGNORECASE)
_EMPTY = frozenset({"", "other", "unknown", "none", "null", "~"})
_WHY = "the licence in the card"


def write_card(draft: Draft, setting: Setting) -> str:
    """Draft the card, and return its path.

    Raises:
        InputError: its front matter cannot be edited without a guess, or it states another licence.
    """
    card = setting.facts.card or _readme(setting)
    path = draft.path(_CARD) if card is None else card.path
    data = draft.read(path)
    try:
        document = Document.of(data or b"")
        if setting.main is not None:
            document = _stated(document, card, setting.main, setting, path)
            if setting.gate:
                document = _gated(document, setting.main)
        if data is None:
            document = document.appended(f"# {plain(setting.facts.name)}")
        document = _with_section(document, card, setting)
    except EditError as error:
        message = f"{path}: {error.message}; nothing was written"
        raise InputError(message, error.hint or "mend the card by hand, then attach again") from error
    draft.write(path, document.text.encode(), _WHY)
    return path


def _readme(setting: Setting) -> Card | None:
    return next((one for one in setting.facts.readmes if one.path.casefold() == _CARD.casefold()), None)


def _stated(document: Document, card: Card | None, main: Holding, setting: Setting, path: str) -> Document:
    """Return the document with the keys of the front matter that state the licence."""
    matter = None if card is None else card.front_matter
    _agree(matter, main, setting, path)
    hub = setting.knowledge.resolve(main.record.id).hub or main.record.ids.hub
    link = main.attachment.text.path
    document = _set(document, matter, hub or "other")
    if hub is not None:
        document = assigned(document, Assignment("license_name", "unset"))
        if matter is None or matter.get("license_link") is None:
            return document
        return set_key(document, "license_link", link)
    document = set_key(document, "license_name", main.record.id)
    return set_key(document, "license_link", link)


def _agree(matter: Map | None, main: Holding, setting: Setting, path: str) -> None:
    """Refuse to write over another licence that a card states: it may have been granted already.

    Raises:
        InputError: it states one.
    """
    stated = scalars(None if matter is None else matter.get("license"))
    named = text(matter, "license_name") if matter is not None else ""
    values = [one.text.strip() for one in stated if one.text.strip().lower() not in _EMPTY]
    if not values and named:
        values = [named.strip()]
    former = setting.facts.lock.attached if setting.facts.lock else ()
    for value in values:
        meant = setting.knowledge.resolve(value)
        is_other = meant.license is not None and meant.license != main.record.id
        if is_other and not setting.replace and meant.license not in {one.license for one in former}:
            message = (
                f"{path}: states the licence {value}; {main.record.id} would stand in its place; nothing was written"
            )
            hint = "--replace writes it all the same; whoever got the release under the stated terms may keep them"
            raise InputError(message, hint)


def _set(document: Document, matter: Map | None, value: str) -> Document:
    """Return the document with its licence; a list of one stays a list."""
    node = None if matter is None else matter.get("license")
    is_list = node is not None and not isinstance(node, Scalar) and len(scalars(node)) == 1
    return set_key(document, "license.0" if is_list else "license", value)


def _gated(document: Document, main: Holding) -> Document:
    """Return the document with an access form by which the terms are accepted; what is there of one stays as it is."""
    what = " and its use restrictions" if next(iter(main.restrictions()), None) else ""
    path = main.attachment.text.path
    if held(document, "extra_gated_prompt") is None:
        prompt = f"By asking for access you accept the terms of {main.record.name} (see {path}){what}."
        document = set_key(document, "extra_gated_prompt", prompt)
    box = f"extra_gated_fields.I have read the licence and accept its terms{what}"
    return document if held(document, box) is not None else set_key(document, box, "checkbox")


def _with_section(document: Document, card: Card | None, setting: Setting) -> Document:
    """Return the document with our section: where its marks are, else in its licence section, else at its end.

    Raises:
        EditError: one of the marks is gone.
    """
    lines = document.split()
    bare = [line.rstrip("\r\n") for line in lines]
    if BEGIN in bare:
        first = bare.index(BEGIN)
        if END not in bare[first:]:
            message = f"the mark `{END}` of our section is missing"
            raise EditError(message)
        last = bare.index(END, first)
        new = document.lines(section_text(setting, heading=HEADING in bare[first:last]))
        return document.with_text("".join([*lines[:first], new, *lines[last + 1 :]]))
    section = None
    if card is not None:
        section = next((one for one in card.sections if _TITLE.match(one.title.strip())), None)
    if section is None:
        return document.appended(section_text(setting, heading=True))
    return _below(document, section.title, setting)


def _below(document: Document, title: str, setting: Setting) -> Document:
    """Return the document with our section at the end of the section of this title; front matter moved its lines."""
    from rail.cards.blocks import read_blocks
    from rail.cards.sections import read_sections

    split = split_front_matter(document.text)
    sections = read_sections(split.body, read_blocks(split.body, split.body_line), split.body_line)
    section = next((one for one in sections if one.title == title), None)
    text_ = section_text(setting, heading=section is None)
    if section is None:
        return document.appended(text_)
    parts = document.split()
    end = section.end_line
    while end > section.line and not parts[end - 1].strip():
        end -= 1
    head = document.with_text("".join(parts[:end])).appended(text_)
    tail = "".join(parts[end:])
    gap = "" if not tail or not tail.strip() or tail.startswith(("\n", "\r")) else document.ending
    return document.with_text(f"{head.text}{gap}{tail}")
