"""How old a licence record is, as reports that rest on it say."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rail.model.license import License


class Row(TypedDict):
    """A record's age in JSON; the keys are those of ``RecordAge``."""

    license: str
    read_on: str
    review_by: str | None
    readings: int
    origin: str | None


@dataclass(frozen=True, slots=True)
class RecordAge:
    """When a record was last read against its text, by when it is to be read again, and how often it was read.

    Attributes:
        license: the record's id.
        read_on: ISO date of the last reading.
        review_by: ISO date from which the record counts as old.
        readings: how many there were; one means that nobody has checked the first.
        origin: path of a record of a project's own; empty for a record of this package.
    """

    license: str
    read_on: str
    review_by: str | None
    readings: int
    origin: str = ""

    def words(self, day: str) -> str:
        """Return the age in words, as of an ISO date."""
        what = f"record of your own ({self.origin}), a claim," if self.origin else "record"
        often = "once" if self.readings == 1 else f"{self.readings} times"
        due = "" if self.review_by is None else f", review by {self.review_by}"
        if self.review_by is not None and self.review_by < day:
            due = f", past its review date {self.review_by}"
        return f"{self.license}: {what} read {often}, last on {self.read_on}{due}"

    @classmethod
    def of(cls, row: Row) -> RecordAge:
        """Return the age that a row of JSON has."""
        return cls(str(row["license"]), str(row["read_on"]), row["review_by"], row["readings"], row["origin"] or "")

    def row(self) -> Row:
        """Return the age as JSON has it."""
        return {
            "license": self.license,
            "read_on": self.read_on,
            "review_by": self.review_by,
            "readings": self.readings,
            "origin": self.origin or None,
        }


def record_ages(licenses: Iterable[License | None]) -> tuple[RecordAge, ...]:
    """Return the age of each record once, in the order given; one without readings has none."""
    seen = {
        str(license_.id): RecordAge(
            str(license_.id),
            license_.readings[-1].on,
            license_.review_by,
            len(license_.readings),
            license_.origin,
        )
        for license_ in licenses
        if license_ is not None and license_.readings
    }
    return tuple(seen.values())
