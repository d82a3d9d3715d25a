"""Which instruments govern which component of a release: what the documents about terms of use are written from."""

from __future__ import annotations

from dataclasses import field
from hashlib import sha256
from typing import TYPE_CHECKING

from rail.errors import InputError
from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rail.model.license import License


@dataclass(frozen=True, slots=True)
class Instrument:
    """One licence or use policy as it goes with a release.

    Attributes:
        license: its record.
        path: where its text lies in the release, or ``None``.
        sha256: of the bytes at that path; without it the record's hash of the text is stated.
        words: the words of clauses as they stand in that text, by clause id; see ``clause_words``.
    """

    license: License
    path: str | None = None
    sha256: str | None = None
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ComponentTerms:
    """One part of a release with everything that governs it.

    Attributes:
        name: how the release calls it, unique in the release.
        kind: ``weights``, ``code``, ``data`` or ``docs``.
        instruments: the licence first, then the use policies that it takes in.
        paths: the files that it speaks of; some of them suffice.
    """

    name: str
    kind: str
    instruments: tuple[Instrument, ...]
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReleaseTerms:
    """A release with the terms of its components.

    Attributes:
        name: of the release.
        knowledge_date: the date of the records.
        components: with their instruments.
        licensor: who licenses, where that is known.
        version: of the release, where it has one.
    """

    name: str
    knowledge_date: str
    components: tuple[ComponentTerms, ...]
    licensor: str | None = None
    version: str | None = None

    def instruments(self) -> tuple[Instrument, ...]:
        """Return every instrument once, in the order of the components."""
        found: dict[str, Instrument] = {}
        for component in self.components:
            for one in component.instruments:
                found.setdefault(str(one.license.id), one)
        return tuple(found.values())

    def components_of(self, license_id: str) -> tuple[ComponentTerms, ...]:
        """Return the components that an instrument governs."""
        return tuple(component for component in self.components if license_id in _ids(component))


def clause_words(license_: License, text: str) -> dict[str, str]:
    """Return the words of every clause, by clause id, out of the text that the record's spans count in.

    Raises:
        InputError: the text is another one.
    """
    words = {}
    for clause in license_.clauses:
        passage = text[clause.span[0] : clause.span[1]]
        if sha256(passage.encode("utf-8", "replace")).hexdigest() != clause.sha256:
            message = f"{license_.id}: the text at hand is not the one of the record; clause {clause.id} differs"
            raise InputError(message, "rail identify tells which text it is")
        words[clause.id] = passage
    return words


def _ids(component: ComponentTerms) -> Iterator[str]:
    return (str(one.license.id) for one in component.instruments)
