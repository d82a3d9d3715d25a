"""All that follows from some licences, as it was reviewed: what, on which clauses and sources, by which instrument.

``RAIL_UPDATE_GOLDEN=1 pytest -q tests/terms/test_consequences_whole.py`` writes ``consequences.txt`` anew; read the
difference.
"""

from __future__ import annotations

import os
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rail.operations.licenses import show_license

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.terms.consequences import Consequence

EXPECTED = Path(__file__).with_name("consequences.txt")
NAMES = (
    "apache-2.0",
    "bigscience-bloom-rail-1.0",
    "cc-by-nc-sa-4.0",
    "creativeml-openrail-m",
    "falcon-2-11b-1.0",
    "flux-1-dev-nc",
    "gemma-2025-03-24",
    "llama3.1",
    "odbl-1.0",
)


def told(items: tuple[Consequence, ...]) -> Iterator[str]:
    """Yield each consequence on a line; whatever has words has whole ones."""
    for item in items:
        where = f" by {item.instrument}" if item.instrument else ""
        law = f" ({item.jurisdiction}, {item.status})" if item.topic == "law" else ""
        on = "; ".join([*item.clauses, *(f"{source.url} {source.read_on}".strip() for source in item.sources)])
        assert isinstance(item.value, str)
        assert "None" not in item.says
        assert bool(item.title) is (item.topic == "law")
        yield f"{item.topic} {item.about}: {item.value or 'yes'}{where}{law} on {on or 'nothing'}"


def expected() -> dict[str, list[str]]:
    """Return the reviewed lines by licence."""
    lines = EXPECTED.read_text(encoding="utf-8").splitlines()
    parts = [list(part) for _, part in groupby(lines, key=lambda line: not line.startswith("  "))]
    return {head[-1]: [line.strip() for line in body] for head, body in zip(parts[::2], parts[1::2], strict=True)}


@pytest.fixture(autouse=True, scope="module")
def renewed() -> None:
    """Write the file anew where that is wanted."""
    if os.environ.get("RAIL_UPDATE_GOLDEN"):
        shown = [(name, told(show_license(name).consequences)) for name in NAMES]
        EXPECTED.write_text("".join(f"{name}\n" + "".join(f"  {line}\n" for line in lines) for name, lines in shown))


@pytest.mark.parametrize("name", NAMES)
def test_what_follows_from_a_licence_is_what_was_reviewed(name: str) -> None:
    """Topic by topic, with the clauses and dated sources that it rests on."""
    assert list(told(show_license(name).consequences)) == expected()[name]
