"""The uses that a licence can forbid, in plain words, each with the clauses that it leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.attach.choose.wishes import State
from rail.model.late import dataclass
from rail.reports.page import Page

if TYPE_CHECKING:
    from rail.attach.choose.harms import Harm
    from rail.attach.choose.wishes import Met
    from rail.knowledge.store import Knowledge


@dataclass(frozen=True, slots=True)
class ForbiddenUses:
    """The uses that licences for a part forbid, with the records that name their clauses."""

    part: str
    harms: tuple[Harm, ...]
    knowledge: Knowledge


def uses_page(found: ForbiddenUses, width: int) -> Page:
    """Lay out the uses by groups."""
    page = Page(width)
    group = ""
    for item in found.harms:
        if item.group != group:
            group = item.group
            page.blank()
            page.add((group, "head"))
        page.add(
            (item.entry.id, "title"),
            (f"  {item.entry.label}. ", ""),
            (item.entry.definition, "quiet"),
            indent=2,
            hang=4,
        )
        for row in item.clauses:
            page.add((f"{_place(found, row)}: {row.says}", ""), indent=6, hang=8)
        page.add((_count(item), "quiet"), indent=6, hang=8)
    page.blank()
    page.add(
        (f"Clauses of licences that you could grant for: {found.part}. Knowledge of {found.knowledge.date}.", "quiet")
    )
    return page


def _place(found: ForbiddenUses, row: Met) -> str:
    record = found.knowledge.license(row.instrument)
    clause = None if record is None else record.clause(row.clause)
    words = " (in part, or under a condition)" if row.state is State.PARTLY else ""
    return f"{row.instrument}, {row.clause if clause is None else clause.label}{words}"


def _count(item: Harm) -> str:
    more = item.count - len(item.clauses)
    if not item.count:
        return "no licence here forbids it; rail compose writes a clause of your own"
    return f"and {more} more" if more > 0 else "no other licence here"
