"""``rail card new``: a card from what is known of a release, with questions for what only people know."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rail.edits.apply import apply_plan
from rail.edits.assignment import Assignment
from rail.edits.document import Document, EditError
from rail.edits.matter import check_readable
from rail.edits.patch import write_patch
from rail.edits.plan import FileChange, Plan
from rail.edits.target import entry_lines
from rail.errors import InputError
from rail.model.late import dataclass
from rail.operations.cards.place import Place, cards_in
from rail.operations.today import as_of_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rail.documents.cards.card_text import FilledSection
    from rail.documents.cards.keys import Key
    from rail.documents.cards.known import Given, Known
    from rail.documents.cards.template import SectionTemplate, Template
    from rail.knowledge.store import Knowledge
    from rail.model.facts import Facts


@dataclass(frozen=True, slots=True)
class Created:
    """What a new card, or new sections of one, hold.

    Attributes:
        path: the card.
        patch: the change as a patch; empty where nothing is missing.
        added: headings of the sections that were written.
        filled: how many lines are known and were filled in.
        questions: how many are asked.
        journal: where the patch was kept when it was written.
    """

    path: str
    patch: str
    added: tuple[str, ...]
    filled: int
    questions: int
    journal: str | None = None


def create_card(  # noqa: PLR0913 # what a card depends on is named
    kind: str, path: str, given: Given, *, add_missing: bool = False, dry_run: bool = False, as_of: str | None = None
) -> Created:
    """Write a card of a release, or the sections that its card lacks.

    Args:
        kind: ``model``, ``dataset`` or ``governance``.
        path: the release's folder.
        given: what the person who asks for it says of the release.
        add_missing: append the sections that the card lacks, and touch nothing else.
        dry_run: write nothing.
        as_of: ISO date that the facts speak of; today in UTC when not given.

    Raises:
        InputError: there is a card already, or none to add to.
        EditError: the front matter of the card that is added to cannot be read.
    """
    from rail.documents.cards.card_text import filled_section
    from rail.documents.cards.template import read_template
    from rail.knowledge.store import Knowledge

    template = read_template(kind, Knowledge.load())
    if not Path(path).is_dir():
        message = f"{path}: is no folder"
        raise InputError(message)
    there = _card_there(template, path)
    if there is not None and not add_missing:
        message = f"{Path(path, there.name)}: is there already, and is not overwritten"
        raise InputError(message, "--add-missing appends the sections that it lacks; `rail card lint` lists them")
    release = _read(path, given, as_of)
    wanted = template.sections if there is None else tuple(_missing(template, there, release.knowledge))
    sections = [filled_section(section, template, release.known) for section in wanted]
    change = _new(template, release, sections) if there is None else _appended(there, sections)
    plan = Plan(() if change is None else (change,), ())
    journal = None if dry_run else apply_plan(plan, path)
    titles = tuple(section.title for section in wanted)
    counts = (sum(one.filled for one in sections), sum(one.asked for one in sections))
    return Created(template.file if there is None else there.name, write_patch(plan), titles, *counts, journal)


def _card_there(template: Template, path: str) -> Place | None:
    """Return the file that a new card would stand in, or that is a card of the release already."""
    if template.kind == "governance":
        names = {entry.name.lower(): entry.name for entry in Path(path).iterdir()}
        name = names.get(template.file.lower())
        return None if name is None else Place(path, name)
    places = cards_in(path)
    readme = [place for place in places if place.name.lower() == template.file.lower()]
    return next(iter(readme or places), None)


class _Release(NamedTuple):
    """What is known of the release, the file with its main licence, and the records that its own join."""

    known: Known
    license_file: str | None
    knowledge: Knowledge


def _read(path: str, given: Given, as_of: str | None) -> _Release:
    from rail.artifacts.collect import open_source, read_release
    from rail.artifacts.model_config import read_model_config
    from rail.artifacts.project import read_project
    from rail.documents.cards.known import Known
    from rail.knowledge.store import Knowledge
    from rail.operations.report import make_inventory

    date = as_of_date(as_of)
    with open_source(path) as source:
        stated = read_project(source).kind_of
        facts, knowledge = read_release(source, Knowledge.load(), as_of=date)
        config = read_model_config(source)
    inventory = make_inventory(facts, knowledge, {}, as_of=date, kind_of=stated)
    registry = facts.contents.registry
    told = None if registry is None else (registry[0], str(registry[1]))
    versions = facts.contents.versions
    known = Known(inventory, facts.weights, config, told, given, str(versions[0].location) if versions else "")
    return _Release(known, _license_file(facts), knowledge)


def _license_file(facts: Facts) -> str | None:
    main = next((one for one in facts.components if one.kind.value in {"weights", "data"}), None)
    files = [file for file in facts.license_files if file.role == "license" and not file.vendored]
    if main is not None and main.license is not None:
        for file in files:
            if any(found.license == main.license for found in file.identifications):
                return file.location.path
    return None


def _missing(template: Template, place: Place, knowledge: Knowledge) -> Iterator[SectionTemplate]:
    from rail.cards.card import parse_card
    from rail.checks.card_sections import CardSections

    there = CardSections(parse_card(place.name, place.read(), knowledge), knowledge)
    for section in template.sections:
        if there.find(section.headings) is None:
            yield section


def _new(template: Template, release: _Release, sections: Sequence[FilledSection]) -> FileChange:
    from rail.documents.cards.card_text import card_body
    from rail.documents.cards.keys import known_keys, matter_text

    body = card_body(template, release.known, sections)
    keys = known_keys(template.kind, release.known, release.license_file)
    matter = matter_text(template, keys, _lines(keys)) + "\n" if template.keys else ""
    return FileChange(template.file, None, f"{matter}{body}".encode(), ("card new",))


def _appended(place: Place, sections: Sequence[FilledSection]) -> FileChange | None:
    if not sections:
        return None
    before = place.read()
    try:
        document = Document.of(before)
        check_readable(document)
    except EditError as error:
        message = f"{place.name}: {error.message}; nothing is appended to it"
        raise EditError(message, error.hint) from error
    after = document.appended("\n\n".join(section.text for section in sections))
    return FileChange(place.name, before, after.text.encode(), ("card new",))


def _lines(keys: Sequence[Key]) -> Iterator[str]:
    for key in keys:
        as_list = len(key.values) > 1 or key.name == "datasets"
        yield from entry_lines((key.name,), Assignment(key.name, "set", key.values, as_list=as_list))
