"""Where repairs go, and the words of our own that they write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rail.checks.claims import held_texts, own_license_files, text_id
from rail.model.card import Map, Scalar, Sequence
from rail.model.edit import AddSection, SetKey
from rail.model.identification import TextStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.knowledge.store import Knowledge
    from rail.model.card import Node
    from rail.model.edit import Edit
    from rail.model.facts import Facts, LicenseFile
    from rail.model.location import Location

ANNEX = "USE_RESTRICTIONS.md"
_LICENSE = "LICENSE"


def value_at(facts: Facts, place: Location) -> Scalar | None:
    """Return the one plain value of a front matter on a line, or ``None`` for none or several."""
    for card in facts.cards:
        if card.path == place.path and card.front_matter is not None:
            found = [one for one in _scalars(card.front_matter) if one.line == place.line]
            return found[0] if len(found) == 1 else None
    return None


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
    elif isinstance(node, Map):
        for entry in node.entries:
            yield from _scalars(entry.value)


def sole_license(facts: Facts) -> LicenseFile | None:
    """Return the release's only licence file, if it holds exactly one unchanged text."""
    files = [file for file in own_license_files(facts) if file.bytes]
    if len(files) != 1:
        return None
    found = files[0].identifications
    return files[0] if len(found) == 1 and found[0].status is TextStatus.CANONICAL and held_texts(files[0]) else None


def stated_as(path: str, file: LicenseFile, knowledge: Knowledge, *, other: bool = False) -> Iterator[Edit]:
    """Yield the keys that state the licence of a file on the Hub: its identifier, else ``other`` with name and link."""
    license_id = str(file.identifications[0].license)
    hub = knowledge.resolve(license_id).hub
    if hub is not None and not other:
        yield SetKey(path, "license", hub)
        return
    yield SetKey(path, "license", "other")
    yield SetKey(path, "license_name", text_id(license_id))
    yield SetKey(path, "license_link", file.location.path)


def text_path(facts: Facts, license_id: str) -> str:
    """Return where a licence text goes: ``LICENSE`` while that is free or empty, else ``LICENSES`` (REUSE 3.3)."""
    taken = any(file.location.path == _LICENSE and file.text.strip() for file in facts.license_files)
    roots = any(file.role == "license" and "/" not in file.location.path and file.bytes for file in facts.license_files)
    return f"LICENSES/{license_id}.txt" if taken or roots else _LICENSE


def annex_sentence(license_id: str, knowledge: Knowledge) -> str:
    """Return what a card says of an annex of restrictions."""
    return (
        f"Use restrictions: the clauses in {ANNEX}, taken from {_name(license_id, knowledge)}, apply to this release "
        "and to everything that is derived from it, as part of its licence. They must be passed on."
    )


def restrictions_sentence(license_id: str, knowledge: Knowledge) -> str:
    """Return what a card says to its readers where its licence restricts uses."""
    return (
        f"Use restrictions: {_name(license_id, knowledge)} forbids some uses of this release. Read them in the licence "
        "before you use it; whoever passes it on must pass them on, too."
    )


def asked_by_rule(path: str, rule: str, knowledge: Knowledge) -> Iterator[Edit]:
    """Yield the section that the findings of a rule ask for, where there is one."""
    rows: list[dict[str, Any]] = knowledge.patterns("section-questions")
    for row in rows:
        if row.get("rule") == rule:
            yield AddSection(path, row["title"], tuple(row["questions"]))


def asked(path: str, section: str, knowledge: Knowledge) -> Iterator[Edit]:
    """Yield the section of this name with its questions, where there is one."""
    rows: list[dict[str, Any]] = knowledge.patterns("section-questions")
    for row in rows:
        if row["section"] == section:
            yield AddSection(path, row["title"], tuple(row["questions"]))


def _name(license_id: str, knowledge: Knowledge) -> str:
    record = knowledge.license(license_id)
    return license_id if record is None else record.name
