"""The shape of a record: its schema, nothing left to do, dates that are set and in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rail.encode.draft import TODO
from rail.encode.lint.problem import error, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.encode.lint.problem import House, Problem, Record

EXPECTED = (
    "language",
    "translation_of",
    "misnomers",
    "predecessor",
    "successor",
    "review_by",
    "readings",
    "provisions",
    "facts",
    "companions",
    "notes",
)
_MOST = 20


def schema_problems(record: Record, house: House) -> Iterator[Problem]:
    """Yield where the record breaks ``policy/schema/license.schema.json``, at most twenty places."""
    from jsonschema import Draft202012Validator

    found = sorted(Draft202012Validator(house.schema).iter_errors(record), key=lambda e: [str(p) for p in e.path])
    for item in found[:_MOST]:
        where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in item.path).lstrip(".")
        yield error(where or "record", item.message[:300])


def unfinished(record: Any, where: str = "") -> Iterator[Problem]:  # noqa: ANN401 # any part of a record
    """Yield every place that still says ``todo``."""
    if isinstance(record, dict):
        for key, value in record.items():
            yield from unfinished(value, f"{where}.{key}" if where else str(key))
    elif isinstance(record, list):
        for number, value in enumerate(record):
            yield from unfinished(value, f"{where}[{number}]")
    elif isinstance(record, str) and (record == TODO or record.startswith(f"{TODO}-")):
        yield error(where, f"still {TODO!r}")


def missing_parts(record: Record) -> Iterator[Problem]:
    """Yield the parts that a record has to have beside what its schema asks for."""
    for part in EXPECTED:
        if part not in record:
            yield error(part, "is missing")
    for part in ("date", "version"):
        if record.get(part) is None:
            yield error(part, "is empty; write what the text states, `not-stated`, or `unread`")
    if not record.get("readings"):
        yield error("readings", "nobody is recorded to have read the text")
    for fact in ("osi-approved", "osaid", "spdx-listed", "hub-listed"):
        if fact not in record.get("facts", {}):
            yield error("facts", f"{fact} is missing; write its value (`null` where none was found) with its source")


def date_problems(record: Record) -> Iterator[Problem]:
    """Yield dates that contradict each other. Whether a review is due is another question (``lint.due``)."""
    read_on, review_by = record["text"]["read_on"], record.get("review_by")
    if review_by is not None and review_by <= read_on:
        yield error("review_by", f"{review_by} is not after the day of reading, {read_on}")
    if isinstance(date := record.get("date"), str) and date[:1].isdigit() and date > read_on:
        yield error("date", f"{date} is after the day of reading, {read_on}")
    for number, reading in enumerate(record.get("readings", ())):
        if reading["on"] > (review_by or reading["on"]):
            yield warning(f"readings[{number}]", f"{reading['on']} is after review_by, {review_by}: set the next date")


def is_due(record: Record, today: str) -> Problem | None:
    """Return a problem for a record that is past its review date on a day, else ``None``."""
    review_by = record.get("review_by")
    if review_by is None or review_by >= today:
        return None
    return error(
        "review_by", f"{review_by} has passed: read {record['text']['url']} again, mend what changed, set the next date"
    )
