"""Releases and names that are not as they should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from attach.derive.releases import CARD, files, fixed, release
from rail.errors import InputError, RailError
from rail.operations.derive import derive_from

if TYPE_CHECKING:
    from pathlib import Path

LLAMA2, BLOOM = "meta-llama/Llama-2-7b-hf", "bigscience/bloom"


@pytest.mark.parametrize("name", ["a/b\nlicense: mit", "a/b\x1b[2J", " ", "x" * 400, "a/b\u2028c"])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    """No line of another file, no code of a terminal."""
    with pytest.raises(InputError, match="expected the name of an upstream"):
        derive_from([name], "finetune")


def test_markup_in_a_name_stays_text(tmp_path: Path) -> None:
    """A card shows the name of an upstream and nothing else of it."""
    fixed(release(tmp_path), "evil/<b>](https://example.org)", BLOOM)
    card = files(tmp_path)["README.md"].decode()
    assert "&lt;b&gt;\\](https" in card
    assert "](https://huggingface.co/evil" not in card


def test_a_broken_front_matter_is_left_and_the_rest_is_written(tmp_path: Path) -> None:
    """It is mended by people; the section below does not depend on it."""
    card = CARD.replace(b"library_name: transformers", b"library_name: [transformers")
    done = fixed(release(tmp_path, card), LLAMA2)
    assert any(one.why == "`base_model`" for one in done.left)
    assert files(tmp_path)["README.md"].startswith(card)
    assert b"## Upstream terms" in files(tmp_path)["README.md"]


def test_a_card_that_is_no_utf8_is_not_touched(tmp_path: Path) -> None:
    """Nothing is written at all."""
    before = files(release(tmp_path, CARD + b"\xff\xfe"))
    with pytest.raises(InputError, match="UTF-8"):
        fixed(tmp_path, LLAMA2)
    assert files(tmp_path) == before


def test_a_file_whose_name_differs_in_case_is_the_file(tmp_path: Path) -> None:
    """Some disks hold one file for both."""
    (release(tmp_path) / "notice.txt").write_text("Ours.\n")
    (tmp_path / "use_restrictions.md").write_text("# Ours\n")
    fixed(tmp_path, LLAMA2, BLOOM, how="merge")
    written = files(tmp_path)
    assert written["notice.txt"].startswith(b"Ours.\n\nLlama 2 is licensed")
    assert written["use_restrictions.md"].startswith(b"# Ours\n")
    assert not {"Notice", "NOTICE", "USE_RESTRICTIONS.md"} & set(written)


def test_a_file_in_the_way_is_named_and_nothing_is_half_written(tmp_path: Path) -> None:
    """LICENSES is a file here: the plan is not begun."""
    (release(tmp_path) / "LICENSES").write_text("in the way\n")
    before = files(tmp_path)
    with pytest.raises(RailError):
        fixed(tmp_path, BLOOM)
    assert files(tmp_path) == before


def test_no_such_release(tmp_path: Path) -> None:
    """A folder that is not there is said to be none."""
    with pytest.raises(RailError):
        fixed(tmp_path / "nowhere", BLOOM)
    assert not (tmp_path / "nowhere").exists()
