"""Quotes around a value that YAML takes for something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.fixes.places import value_at
from rail.model.edit import QuoteValue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.edit import Edit
    from rail.model.finding import Finding


def fix(finding: Finding, context: Context) -> Iterator[Edit]:
    """Put the value at the finding's place in quotes."""
    value = value_at(context.facts, finding.location)
    if value is not None and not value.quoted:
        yield QuoteValue(finding.location.path, value.line, value.text)
