"""Every record of this checkout passes the linter, with its text where the pack holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rail.encode.lint.problem import House
from rail.encode.lint.record import lint_record
from rail.knowledge.records import read_record
from rail.knowledge.textpack import TextPack
from rail.resources import content_dir

if TYPE_CHECKING:
    from pathlib import Path

PATHS = sorted(content_dir("licenses").glob("*/license.yaml"))


@pytest.fixture(scope="module")
def whole(house: House) -> House:
    """Return what a record is held against, all other records among it."""
    return House(house.words, {path.parent.name: read_record(path) for path in PATHS}, house.schema)


@pytest.mark.parametrize("path", PATHS, ids=[path.parent.name for path in PATHS])
def test_a_record_passes_the_linter(path: Path, whole: House) -> None:
    """Shape, words, dates, references; places, hashes and lists where the text is at hand."""
    text = TextPack.load().text(path.parent.name)
    assert [f"{item.where}: {item.message}" for item in lint_record(whole.records[path.parent.name], whole, text)] == []
