"""data-agreement-expired: an agreement about data has run out, or the consent behind it was withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.agreements import unread_agreements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context, Found, Skip


def find(context: Context) -> Iterator[Found | Skip]:
    """Where rail.yaml names a registry, its agreements are not read yet, and that is told."""
    registry = context.facts.contents.registry
    if registry is not None:
        yield unread_agreements(registry)
