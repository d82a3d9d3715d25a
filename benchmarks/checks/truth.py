"""What readers wrote down about releases and cards: what must be found there, and what would be wrong to report."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rail.knowledge.records import read_record

if TYPE_CHECKING:
    from rail.model.finding import Finding

HERE = Path(__file__).resolve().parent
# A statement of several lines has no one line that is right.
NEAR = 2
ANY_LINE = "any"


@dataclass(frozen=True, slots=True)
class Place:
    """A file of the release and a line of it, or the whole file."""

    path: str
    line: int | None

    @classmethod
    def of(cls, written: str) -> Place:
        """Read ``path:line`` or ``path:any``."""
        path, _, line = written.rpartition(":")
        return cls(path, None if line == ANY_LINE else int(line))

    def holds(self, finding: Finding) -> bool:
        """Tell whether a finding sends its reader here; one without a line speaks of the whole file."""
        where = finding.location
        if where.path != self.path:
            return False
        return self.line is None or where.line is None or abs(where.line - self.line) <= NEAR


@dataclass(frozen=True, slots=True)
class Expectation:
    """Something that is to be found, that may be found, or that would be wrong."""

    rules: tuple[str, ...]
    at: tuple[Place, ...]
    must: bool
    what: str

    def covers(self, finding: Finding) -> bool:
        """Tell whether a finding says this; without places it may say it anywhere."""
        return finding.rule in self.rules and (not self.at or any(place.holds(finding) for place in self.at))

    @property
    def where(self) -> str:
        """The first place, as text."""
        return f"{self.at[0].path}:{self.at[0].line or ANY_LINE}" if self.at else "anywhere"


@dataclass(frozen=True, slots=True)
class ReleaseTruth:
    """What a reader says of one release."""

    name: str
    kind: str
    findings: tuple[Expectation, ...]
    must_not: tuple[Expectation, ...]


@dataclass(frozen=True, slots=True)
class CardTruth:
    """What a reader says of one card: ``conflict`` is ``None`` where readers differ."""

    name: str
    conflict: bool | None
    what: str


def release_truths() -> list[ReleaseTruth]:
    """Return what is written about the releases, in the order of the file."""
    return [
        ReleaseTruth(
            name=entry["release"],
            kind=entry["kind"],
            findings=tuple(map(_expectation, entry["findings"])),
            must_not=tuple(map(_expectation, entry["must_not"])),
        )
        for entry in _read("releases.truth.yaml")["releases"]
    ]


def card_truths() -> list[CardTruth]:
    """Return what is written about the cards, in the order of the file."""
    return [
        CardTruth(entry["card"], None if entry["conflict"] == "unclear" else bool(entry["conflict"]), entry["what"])
        for entry in _read("cards.truth.yaml")["cards"]
    ]


def _expectation(entry: dict[str, Any]) -> Expectation:
    places = tuple(map(Place.of, entry.get("at", ())))
    return Expectation(tuple(entry["rules"]), places, entry.get("must", False), entry.get("what") or entry["why"])


def _read(name: str) -> Any:  # noqa: ANN401 # what a YAML file holds
    return read_record(HERE / name)
