"""A card as a whole: what it is, its usual values, and that no content raises."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rail.cards.card import is_card_file, may_be_card, parse_card
from rail.cards.lines import split_lines
from rail.model.card import Map

if TYPE_CHECKING:
    from collections.abc import Callable

    from rail.knowledge.store import Knowledge
    from rail.model.card import Card


@pytest.mark.parametrize(
    ("path", "named", "possible"),
    [
        ("README.md", False, True),
        ("MODEL_CARD.md", True, True),
        ("docs/model_card.md", True, True),
        ("Heron_v1_Model_Card.md", True, True),
        ("modelcard.md", True, True),
        ("DATASET_CARD.md", True, True),
        ("docs/datasheet.md", True, True),
        ("src/model_card.py", False, False),
        ("CONTRIBUTING.md", False, False),
        ("postcards.md", False, False),
    ],
)
def test_what_is_named_as_a_card(path: str, named: bool, possible: bool) -> None:  # noqa: FBT001 # the expected answers
    """Files named as cards are cards; a README may be one."""
    assert (is_card_file(path), may_be_card(path)) == (named, possible)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("---\npipeline_tag: text-generation\n---\n", "model"),
        ("---\ntask_categories: [other]\nsize_categories: [n<1K]\n---\n", "dataset"),
        ("# Dataset Card for Herons\n", "dataset"),
        ("# Model Card for Heron 7B\n", "model"),
        ("# Heron tools\n", "unknown"),
    ],
)
def test_kind(text: str, kind: str, card: Callable[[str], Card]) -> None:
    """The keys of the front matter tell models from data sets, else the title does."""
    assert card(text).kind == kind


def test_usual_values_are_text(card: Callable[[str], Card]) -> None:
    """Lists are joined, nothing is converted, of a repeated key the first value counts."""
    text = "---\nlicense: mit\nlicense: apache-2.0\nlanguage: [no, en]\nbase_model:\n- a/b\n- c/d\n---\n"
    assert dict(card(text).fields) == {"license": "mit", "language": "no, en", "base_model": "a/b, c/d"}


@pytest.mark.parametrize(("block", "line"), [("- a\n- b", 2), ("just words", 2)])
def test_a_block_that_is_no_mapping_is_reported(block: str, line: int, card: Callable[[str], Card]) -> None:
    """The Hub refuses such a card."""
    found = card(f"---\n{block}\n---\n")
    assert (found.front_matter, [(p.kind, p.line) for p in found.problems]) == (None, [("not-a-mapping", line)])


def test_an_empty_block_is_an_empty_mapping(card: Callable[[str], Card]) -> None:
    """Comments alone are a front matter without keys."""
    assert card("---\n# nothing yet\n---\n").front_matter == Map((), 2)


def test_every_line_is_of_the_file(card: Callable[[str], Card]) -> None:
    """Entries, sections, statements, links and badges count from the file's first line."""
    text = (
        "---\nlicense: mit\ntags: [a]\n---\n\n# Heron\n\nReleased under the [MIT license](LICENSE).\n\n"
        "![l](https://img.shields.io/badge/License-MIT-blue)\n"
    )
    found = card(text)
    assert found.front_matter is not None
    lines = [entry.line for entry in found.front_matter.entries]
    lines += [thing.line for thing in (*found.sections, *found.statements, *found.links, *found.badges)]
    assert lines == [2, 3, 6, 8, 8, 10]


parts = st.sampled_from([
    b"---\n", b"---\r\n", b"license: mit\n", b"language: no\n", b"# T\n", b"License: MIT\n", b"\xef\xbb\xbf",
    b"\xff\xfe", b"\0", b"\xe9", b"[", b"{", b"&a *a", b"<h1>", b"```\n", b"...\n", b"\r\r\n", b": ", b"'",
])  # fmt: skip


@given(st.one_of(st.lists(parts, max_size=20).map(b"".join), st.binary(max_size=120)))
def test_no_bytes_raise(knowledge: Knowledge, data: bytes) -> None:
    """Whatever the bytes, there is a card, and its problems lie in the file."""
    found = parse_card("README.md", data, knowledge)
    last = max(len(split_lines(data.decode("latin-1"))), 1) + 1
    assert all(1 <= problem.line <= last for problem in found.problems)
    assert (found.front_matter is None) or found.has_fence
