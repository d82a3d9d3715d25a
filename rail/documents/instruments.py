"""The licences and use policies that an inventory names, and what each of their clauses forbids or limits."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Restriction:
    """One use that a licence forbids or limits.

    Attributes:
        license: id of the licence.
        expression: its SPDX expression.
        instrument: id of the text that says so: the licence, or a use policy that it refers to.
        term: id of the term in the record.
        kind: ``prohibition`` or ``limit``.
        about: use category or limit of the vocabulary.
        label: its label.
        clause: id of the clause.
        clause_label: how the text calls it.
        summary: in our own words.
        words: the clause itself, where the text is held here; else ``None``.
        qualifiers: intent, exception ... with their values.
        artifacts: kinds of artefact it speaks about; empty for all.
        when: actions that trigger it; empty for always.
        matches: IRIs of the same or a close concept.
    """

    license: str
    expression: str
    instrument: str
    term: str
    kind: str
    about: str
    label: str
    clause: str
    clause_label: str
    summary: str
    words: str | None = None
    qualifiers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    artifacts: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    matches: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class UsedLicense:
    """A licence that the release, a part of it, or something that it is built on names.

    Attributes:
        id: in our records, or the key in LicenseDB.
        expression: its SPDX id, else ``LicenseRef-`` with our id.
        listed: it is on the SPDX licence list.
        kind: ``license`` or ``use-policy``.
        url: the steward's page, where the record knows one.
        text: its canonical text, where this installation or the release's own record holds it.
        text_sha256: the steward's hash of it, where recorded.
        own: steward and terms are a claim of the release's own record.
        flow_down: how strongly its restrictions travel; ``None`` where its terms are not known.
        restricts: it holds use restrictions; ``None`` where its terms are not known.
        hub: its identifier on the Hub.
        read_on: when the record's text was read.
    """

    id: str
    expression: str
    listed: bool
    name: str
    kind: str = "license"
    version: str | None = None
    steward: str | None = None
    url: str | None = None
    text: str | None = None
    text_sha256: str | None = None
    own: bool = False
    flow_down: str | None = None
    restricts: bool | None = None
    hub: str | None = None
    read_on: str | None = None
    companions: tuple[str, ...] = ()
