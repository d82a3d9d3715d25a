"""The as-of date of an operation: given, or today in UTC; it is printed with every result."""

from __future__ import annotations

from rail.errors import InputError


def as_of_date(given: str | None) -> str:
    """Return the date as ``YYYY-MM-DD``.

    Raises:
        InputError: what was given is no date.
    """
    from datetime import UTC, date, datetime

    if given is None:
        return datetime.now(tz=UTC).date().isoformat()
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError as error:
        message = f"--as-of: {given!r} is no date; expected YYYY-MM-DD"
        raise InputError(message) from error
