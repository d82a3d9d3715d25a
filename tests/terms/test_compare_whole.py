"""All differences of some pairs of licences, as they were reviewed: kind, change, clauses, details, the stricter side.

``RAIL_UPDATE_GOLDEN=1 pytest -q tests/terms/test_compare_whole.py`` writes ``differences.txt`` anew; read the
difference.
"""

from __future__ import annotations

import os
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rail.operations.compare import compare_licenses
from rail.reports.comparison.content import ComparedTerms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.terms.comparison import Said

EXPECTED = Path(__file__).with_name("differences.txt")
PAIRS = (
    ("apache-2.0", "bigscience-bloom-rail-1.0"),
    ("bigscience-bloom-rail-1.0", "bigscience-openrail-m"),
    ("cc-by-4.0", "cc-by-nc-4.0"),
    ("cc-by-sa-4.0", "cc-by-4.0"),
    ("creativeml-openrail-m", "creativeml-openrailpp-m"),
    ("gemma-2024-04-01", "gemma-2025-03-24"),
    ("llama2", "llama3.1"),
    ("mit", "apache-2.0"),
)


def side(said: Said | None) -> str:
    """Return which clauses and which term one side has."""
    if said is None:
        return "-"
    assert isinstance(said.summary, str)
    assert said.uncertain is False
    return f"{', '.join(said.clauses) or 'no clause'}{f' ({said.term.id})' if said.term else ''}"


def told(first: str, second: str) -> Iterator[str]:
    """Yield the relation, each difference, and what is alike, a line each."""
    compared = compare_licenses(first, second)
    assert isinstance(compared, ComparedTerms)
    found = compared.found
    yield f"= {found.relation}"
    for item in found.differences:
        details = "".join(f"; {one.name}: {' '.join(one.a)} > {' '.join(one.b)}" for one in item.details)
        stricter = f", {item.stricter} is stricter" if item.stricter else ""
        yield f"{item.change.value} {item.kind} {item.about}: {side(item.a)} > {side(item.b)}{stricter}{details}"
    for alike in found.alike:
        yield f"alike {alike.kind} {alike.about}: {', '.join(alike.a)} = {', '.join(alike.b)}, worded {alike.worded}"


def expected() -> dict[str, list[str]]:
    """Return the reviewed lines by pair."""
    lines = EXPECTED.read_text(encoding="utf-8").splitlines()
    parts = [list(part) for _, part in groupby(lines, key=lambda line: not line.startswith("  "))]
    return {head[-1]: [line.strip() for line in body] for head, body in zip(parts[::2], parts[1::2], strict=True)}


@pytest.fixture(autouse=True, scope="module")
def renewed() -> None:
    """Write the file anew where that is wanted."""
    if os.environ.get("RAIL_UPDATE_GOLDEN"):
        shown = [(f"{first} {second}", told(first, second)) for first, second in PAIRS]
        EXPECTED.write_text("".join(f"{name}\n" + "".join(f"  {line}\n" for line in lines) for name, lines in shown))


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_the_differences_of_two_licences_are_what_was_reviewed(first: str, second: str) -> None:
    """In their order, with the clauses on both sides and what differs in detail."""
    assert list(told(first, second)) == expected()[f"{first} {second}"]
