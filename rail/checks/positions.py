"""Positions on unsettled law as evidence: every view that is held, with its source and the day it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.model.finding import Evidence

if TYPE_CHECKING:
    from rail.knowledge.store import Knowledge


def position_evidence(knowledge: Knowledge, position_id: str) -> tuple[Evidence, ...]:
    """Return the views on a question, each with its source; none where no such position is recorded."""
    position = next((item for item in knowledge.positions() if item.id == position_id), None)
    if position is None:
        return ()
    return tuple(
        Evidence(f"{view.holds} ({view.by})", source=f"{view.source.url} {view.source.read_on}".strip())
        for view in position.views
    )
