"""Our users' own YAML files are read strictly."""

from __future__ import annotations

import subprocess
import sys

import pytest

from rail.cards.plain import load_plain, to_plain
from rail.cards.yaml import read_yaml
from rail.errors import InputError


def test_scalars_get_their_type_where_nothing_is_lost() -> None:
    """Booleans, null and canonical integers are typed; versions, codes, dates and YAML 1.1 words stay text."""
    text = "a: true\nb: 12\nc: null\nd: 1.10\ne: 012\nf: 2024-05-01\ng: no\nh: '12'\ni: -3\nj: 0x1F\nk:\n"
    assert load_plain(text, "rail.yaml") == {
        "a": True, "b": 12, "c": None, "d": "1.10", "e": "012", "f": "2024-05-01", "g": "no", "h": "12", "i": -3,
        "j": "0x1F", "k": None,
    }  # fmt: skip


def test_without_types_everything_is_text() -> None:
    """``to_plain`` keeps the letters unless types are asked for."""
    node, _ = read_yaml("a: [true, 12, {b: null}]")
    assert node is not None
    assert to_plain(node) == {"a": ["true", "12", {"b": "null"}]}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\na: 2\n", "rail.yaml:2: the key 'a' stands twice"),
        ("a: &x 1\nb: *x\n", "rail.yaml:1: the anchor '&x'"),
        ("a: [\n", "rail.yaml:2:"),
        ("a: !!python/none x\n", "rail.yaml:1: the tag"),
    ],
)
def test_what_a_card_may_have_is_an_error_here(text: str, message: str) -> None:
    """Duplicates, anchors, tags and syntax errors name file and line."""
    with pytest.raises(InputError) as raised:
        load_plain(text, "rail.yaml")
    assert raised.value.message.startswith(message)


def test_an_empty_file_is_null() -> None:
    """A file of comments only holds nothing."""
    assert load_plain("# nothing\n", "rail.yaml") is None


def test_importing_the_readers_imports_no_library() -> None:
    """The command starts fast because YAML and Markdown are imported on first use."""
    script = (
        "import sys, rail.cards.card, rail.cards.plain, rail.artifacts.weights;"
        "print([name for name in ('yaml', 'markdown_it') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
