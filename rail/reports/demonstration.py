"""What ``rail demo`` prints: the release with its faults, and the same release repaired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.reports.page import Page
from rail.reports.terminal import write_terminal
from rail.reports.wording import counted

if TYPE_CHECKING:
    from rail.model.finding import Report


def demo_page(faulty: Report, repaired: Report, kept: str | None, *, width: int, verbose: bool = False) -> Page:
    """Lay out both reports under one heading each."""
    page = Page(width)
    page.add(
        ("A fictitious release, example-org/petal-chat-1b: adapters for bigscience/bloom, made by example.org.", "")
    )
    page.add(("1. As somebody would have published it", "title"))
    page.blank()
    page.lines += write_terminal(faulty, width=width, verbose=verbose).lines
    page.blank()
    page.add(("2. The same release, repaired", "title"))
    page.blank()
    page.lines += write_terminal(repaired, width=width, verbose=verbose).lines
    page.blank()
    page.add((f"{counted(len(faulty.findings), 'finding')} before, {len(repaired.findings)} after.", ""))
    if kept is None:
        page.add(("`rail demo --keep DIR` leaves both in DIR, to look at and to try the other commands on.", "quiet"))
    else:
        page.add((f"Kept in {kept}: faulty/petal-chat-1b and repaired/petal-chat-1b.", "quiet"))
    return page
