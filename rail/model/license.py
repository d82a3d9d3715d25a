"""Licence records: the identity, text, clauses and terms of one instrument."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, NewType

from rail.model.late import dataclass
from rail.model.license_ids import LicenseIds as LicenseIds  # noqa: PLC0414, TC001 # others take it from here

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rail.model.terms import Terms

LicenseId = NewType("LicenseId", str)


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered passage of a licence text.

    Attributes:
        id: unique within the licence, stable.
        label: how the text calls it, e.g. ``Attachment A (c)``.
        span: first and one-past-last character in the canonical text.
        sha256: of the span's characters in UTF-8.
        summary: our own words.
        not_restriction: why an item of a restriction list carries no prohibition; ``None`` for every other clause.
    """

    id: str
    label: str
    span: tuple[int, int]
    sha256: str
    summary: str
    not_restriction: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read, and when; without a day an official text that is named and was not read."""

    url: str
    read_on: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class StatusFact:
    """One dated statement about a licence, e.g. that the OSI lists it."""

    value: bool | str | None
    source: Source


@dataclass(frozen=True, slots=True)
class Provision:
    """What a text says on one question that every record of an AI licence answers, such as who owns outputs.

    Attributes:
        values: ids of the vocabulary's answers; ``("not-stated",)`` where the text does not answer, ``("unread",)``
            where nobody read it for this question.
        clauses: ids of the clauses that say so.
        note: our own words.
    """

    values: tuple[str, ...]
    clauses: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One time that somebody read a text against its record: the day, and what was read."""

    on: str
    what: str


@dataclass(frozen=True, slots=True)
class TextReference:
    """Which text a record speaks of, and by what hashes it is known.

    Attributes:
        pack: key in ``licensedcode-data`` when the text pack holds it, else ``None``.
        sha256: of the steward's bytes where they are known.
        pack_sha256: of the text pack's bytes (UTF-8), where it is held.
        words_sha256: of the normalised word stream; the same for every faithful reformatting.
        url: the steward's page.
        read_on: ISO date on which the text was read for this record.
        fetch_url: a raw file at a pinned revision that holds this text, where one is known.
    """

    pack: str | None
    sha256: str | None
    pack_sha256: str | None
    words_sha256: str
    url: str
    read_on: str
    fetch_url: str | None = None


@dataclass(frozen=True, slots=True)
class VariablePart:
    """A passage of a text whose words differ in rightful copies.

    Attributes:
        span: first and one-past-last character in the canonical text.
        what: our own words.
        optional: a rightful copy may lack it.
    """

    span: tuple[int, int]
    what: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class License:
    """One instrument: a licence or a use policy.

    Attributes:
        date: ISO date of the text, ``not-stated``, or ``unread``.
        version: as the text states it, ``not-stated``, or ``unread``.
        names: what people call it.
        misnomers: names under which it runs and which are wrong; they resolve to it, and are never printed as its own.
        terms: ``None`` for a licence that is known by identity only.
        companions: instruments that it refers to, or that refer to it.
        language: BCP 47 tag of the text.
        translation_of: the licence whose translation this text is.
        predecessor: the edition before it.
        successor: the edition after it.
        review_by: ISO date from which the record counts as old.
        readings: when the text was read against the record; one reading means that nobody has checked the first.
        provisions: question of the vocabulary -> the text's answer.
        origin: path of a record of a project's own; empty for a record of this package. Such a record is a claim.
        own_text: the text beside such a record.
        variable: passages of the text that may differ.
    """

    id: LicenseId
    name: str
    kind: str
    family: str | None
    date: str | None
    version: str | None
    steward: str
    artifacts: tuple[str, ...]
    ids: LicenseIds
    names: tuple[str, ...]
    text: TextReference | None
    clauses: tuple[Clause, ...] = ()
    terms: Terms | None = None
    facts: Mapping[str, StatusFact] = field(default_factory=dict)
    companions: tuple[LicenseId, ...] = ()
    notes: tuple[str, ...] = ()
    misnomers: tuple[str, ...] = ()
    language: str = "en"
    translation_of: LicenseId | None = None
    predecessor: LicenseId | None = None
    successor: LicenseId | None = None
    review_by: str | None = None
    readings: tuple[Reading, ...] = ()
    provisions: Mapping[str, Provision] = field(default_factory=dict)
    origin: str = ""
    own_text: str | None = None
    variable: tuple[VariablePart, ...] = ()

    def clause(self, clause_id: str) -> Clause | None:
        """Return the clause with this id, or ``None``."""
        for clause in self.clauses:  # a loop: asked very often
            if clause.id == clause_id:
                return clause
        return None

    def opening_of(self, clause: Clause) -> Clause | None:
        """Return the words that lead into an item of a list, such as who must not do what follows, or ``None``.

        They are known by their label: ``Attachment A, opening words`` leads into ``Attachment A (a)``, ``A.1`` into
        ``A.1 (a)``.
        """
        earlier = self.clauses[: self.clauses.index(clause)]
        for one in reversed(earlier):
            base, _, what = one.label.partition(", ")
            rest = clause.label.removeprefix(base)
            if rest not in {"", clause.label} and not rest[0].isalnum() and (not what or what.startswith("opening")):
                return one
        return None
