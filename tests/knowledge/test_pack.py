"""The knowledge pack returns what was written, section by section, and the same content gives the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rail.knowledge.pack import Pack, write_pack

if TYPE_CHECKING:
    from pathlib import Path

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(sections=st.dictionaries(st.text(min_size=1), _VALUES, max_size=6))
def test_every_section_comes_back(sections: dict[str, object], tmp_path_factory: pytest.TempPathFactory) -> None:
    """What was written under a name is read under that name, whatever it holds."""
    path = tmp_path_factory.mktemp("pack") / "pack"

    write_pack(path, sections)
    pack = Pack(path.read_bytes())

    assert {name: pack.section(name) for name in pack.names()} == sections


def test_order_of_sections_plays_no_part(tmp_path: Path) -> None:
    """The same sections in another order give the same bytes."""
    write_pack(tmp_path / "one", {"a": [1], "b": {"y": 2, "x": 1}})
    write_pack(tmp_path / "two", {"b": {"x": 1, "y": 2}, "a": [1]})

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_unknown_section_is_a_key_error(tmp_path: Path) -> None:
    """A name that was never written is not there."""
    write_pack(tmp_path / "pack", {"a": 1})

    pack = Pack((tmp_path / "pack").read_bytes())

    assert "b" not in pack
    with pytest.raises(KeyError):
        pack.section("b")
