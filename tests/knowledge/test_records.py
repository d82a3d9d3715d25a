"""Our own records are read as YAML 1.2 core types, and no key is lost to a second one of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rail.errors import DataError
from rail.knowledge.records import read_record

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-08-22", "2022-08-22"),
        ("no", "no"),
        ("1.10", "1.10"),
        ("012345", "012345"),
        ("12:30:45", "12:30:45"),
        ("true", True),
        ("~", None),
        ("-7", -7),
    ],
)
def test_scalars_keep_what_stands_there(tmp_path: Path, text: str, expected: object) -> None:
    """Dates, versions and words such as "no" stay text; integers, booleans and null are typed."""
    path = tmp_path / "record.yaml"
    path.write_text(f"key: {text}\n", encoding="utf-8")

    assert read_record(path) == {"key": expected}


def test_repeated_key_is_refused_with_its_line(tmp_path: Path) -> None:
    """A second key of the same name would silently win; it is an error that names file and line."""
    path = tmp_path / "record.yaml"
    path.write_text("id: a\nname: b\nid: c\n", encoding="utf-8")

    with pytest.raises(DataError, match=r"record\.yaml: line 3: the key 'id' stands twice"):
        read_record(path)


def test_broken_yaml_is_a_data_error(tmp_path: Path) -> None:
    """Something that is no YAML is an error of the record, with its path."""
    path = tmp_path / "record.yaml"
    path.write_text("a: [1, 2\n", encoding="utf-8")

    with pytest.raises(DataError, match=r"record\.yaml: not readable as YAML"):
        read_record(path)
