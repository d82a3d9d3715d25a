"""Agreements about data, as far as rules can speak of them before a registry is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.context import Skip

if TYPE_CHECKING:
    from rail.model.location import Location


def unread_agreements(registry: tuple[str, Location]) -> Skip:
    """Return the reason why nothing can be said of the agreements that a registry holds."""
    _, place = registry
    return Skip(f"{place}: names a registry, and agreements are not read yet")
