"""Curations: what somebody concluded about a fact of a release, on what evidence, and until when."""

from __future__ import annotations

from rail.model.late import dataclass


@dataclass(frozen=True, slots=True)
class Curation:
    """One concluded fact.

    Attributes:
        fact: ``license`` of a file, or ``upstream-license`` of an upstream.
        subject: the file's path, or the upstream's name.
        value: the licence, as an id or a name.
        who: who concluded it.
        on: ISO date of the conclusion.
        evidence: what it rests on: a document, a message, an address.
        expires: ISO date up to which it holds.
        line: where it stands in ``.rail/curations.yaml``.
    """

    fact: str
    subject: str
    value: str
    who: str
    on: str
    evidence: str
    expires: str
    line: int

    def holds(self, day: str) -> bool:
        """Tell whether it holds on a day; the last day is included."""
        return day <= self.expires

    @property
    def words(self) -> str:
        """The curation in words, for a report."""
        what = f"{self.fact} of {self.subject}: {self.value}"
        return f"curation: {what}, by {self.who} on {self.on}, evidence: {self.evidence}, until {self.expires}"
