"""What the packs changed of their rules, in words that every report shows: a rule that is off is never hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rail.model.finding import Report


def policy_words(report: Report, *, off_only: bool = False) -> list[str]:
    """Return a sentence for each change, rules that are off first.

    Args:
        report: the report of one run.
        off_only: leave out what only weighs otherwise.
    """
    rows = cast("Sequence[Mapping[str, str]]", report.summary.get("policy", ()))
    told = [row for row in rows if row["change"] == "off" or not off_only]
    return [change_words(row) for row in sorted(told, key=lambda row: row["change"] != "off")]


def change_words(row: Mapping[str, str]) -> str:
    """Return one change in words."""
    reason = f": {row['reason']}" if row["reason"] else ""
    return f"{row['rule']}: {row['words']}, by {row['place']}{reason}"
