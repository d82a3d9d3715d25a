"""All that is checked about one record, in the order in which an encoder would mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.encode.lint.links import link_problems, name_problems
from rail.encode.lint.passages import list_problems, passage_problems
from rail.encode.lint.shape import date_problems, missing_parts, schema_problems, unfinished
from rail.encode.lint.words import provision_problems, term_problems

if TYPE_CHECKING:
    from rail.encode.lint.problem import House, Problem, Record


def lint_record(record: Record, house: House, text: str | None) -> tuple[Problem, ...]:
    """Return everything that is wrong with a record.

    A record that breaks its schema or is unfinished is checked no further: the rest would be noise.

    Args:
        record: the content of a ``license.yaml``.
        house: what it is held against.
        text: its canonical text; ``None`` leaves the text's part out, and the caller says so.
    """
    first = (*unfinished(record), *schema_problems(record, house))
    if first:
        return first
    found = [
        *missing_parts(record),
        *date_problems(record),
        *term_problems(record, house),
        *provision_problems(record, house),
        *link_problems(record, house),
        *name_problems(record, house),
    ]
    if text is not None:
        found += [*passage_problems(record, text), *list_problems(record, text)]
    return tuple(found)
