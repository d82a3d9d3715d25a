"""The clause library: ``policy/clauses/*.yaml`` as objects (``clauses.schema.json``)."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Plain = dict[str, Any]
DIMENSIONS = ("intent", "context", "exception", "automation")
REVIEW_STATUS = "unreviewed by counsel"


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause, definition or restriction of the library.

    Attributes:
        id: stable, never used again.
        version: goes up with every change.
        status: who has read it.
        content: the rest, as it stands in the library.
        domain: of a restriction: its group.
    """

    id: str
    version: int
    status: str
    content: Plain
    domain: str = ""

    @property
    def sha256(self) -> str:
        """Hash of everything that the library says of it."""
        plain = json.dumps(self.content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return sha256(plain.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Domain:
    """A group of restrictions."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Library:
    """The whole library.

    Attributes:
        version: its edition.
        plain: sections, joining words, artefacts and types, as they stand in ``library.yaml``.
        definitions: by id.
        provisions: by id, in the order of a text.
        restrictions: by use, in the order of a text.
        phrases: qualifier -> how it is said and in which sentence.
        domains: groups of restrictions, in order.
    """

    version: str
    plain: Plain
    definitions: Mapping[str, Clause]
    provisions: Mapping[str, Clause]
    restrictions: Mapping[str, Clause]
    phrases: Mapping[str, Plain]
    domains: tuple[Domain, ...]

    def artifact_ids(self) -> tuple[str, ...]:
        """Return the artefacts that a licence can cover."""
        return tuple(item["id"] for item in self.plain["artifacts"])

    def type_ids(self) -> tuple[str, ...]:
        """Return the types of licences."""
        return tuple(item["id"] for item in self.plain["types"])

    def qualifiers(self, use: str) -> Mapping[str, tuple[str, ...]]:
        """Return what a restriction can be qualified by: dimension -> values."""
        offered = self.restrictions[use].content.get("qualifiers", {})
        return {dimension: tuple(offered[dimension]) for dimension in DIMENSIONS if dimension in offered}

    def phrase(self, use: str, qualifier: str) -> tuple[str, str]:
        """Return the sentence that a qualifier stands in, and its words in this restriction."""
        shared = self.phrases[qualifier]
        own = self.restrictions[use].content.get("phrases", {})
        return shared["form"], own.get(qualifier, shared["text"])


def read_library(files: Iterable[Plain], order: Iterable[str]) -> Library:
    """Return the library.

    Args:
        files: the content of ``policy/clauses/*.yaml``.
        order: ids of the vocabulary of uses, groups among them; domains come in this order.
    """
    kinds: dict[str, list[Plain]] = {}
    for content in files:
        kinds.setdefault(content["kind"], []).append(content)
    plain = kinds["library"][0]
    places = {use: place for place, use in enumerate(order)}
    groups = sorted(kinds["restrictions"], key=lambda group: places.get(group["domain"], len(places)))
    return Library(
        version=plain["version"],
        plain=plain,
        definitions=_clauses(kinds["definitions"][0]["definitions"]),
        provisions=_clauses(kinds["provisions"][0]["clauses"]),
        restrictions={
            use: clause for group in groups for use, clause in _clauses(group["clauses"], group["domain"]).items()
        },
        phrases={row["id"]: row for row in kinds["qualifiers"][0]["phrases"]},
        domains=tuple(Domain(group["domain"], group["title"]) for group in groups),
    )


def _clauses(rows: Iterable[Plain], domain: str = "") -> dict[str, Clause]:
    return {row["id"]: Clause(row["id"], row["version"], row["status"], row, domain) for row in rows}
