"""Cues: where an expression matches, one of its cues stands; what is not certain has none."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rail.checks.wording import Words, words_of
from rail.errors import DataError
from rail.knowledge.cues import cues_of
from rail.knowledge.store import Knowledge

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.mark.parametrize(
    ("expression", "cues"),
    [
        (r"\bbias\b", ("bias",)),
        (r"a|[bc]", ()),
        (r"(?:hello|goodbye) world", (" world",)),
        (r"colou?r", ("colo",)),
        (r"forbid\w*|forbidden", ("forbid",)),
        (r"(?<!without )limits?", ("limit",)),
        (r"(?:not )?here", ("here",)),
        (r"x{0,3}yes", ("yes",)),
        (r"[]a]end", ("end",)),
        (r"(?i)a", ()),
        (r"(?-i:BOLD)", ("bold",)),
        (r"(a)\1", ()),
        (r"\u00e9t", ()),
        (r"a+", ()),
        ("", ()),
        (r"(?:", ()),
        (r"Mixed Case", ("mixed case",)),
    ],
)
def test_cues(expression: str, cues: tuple[str, ...]) -> None:
    """The longest certain piece is the cue; alternatives have one each."""
    assert cues_of(expression) == cues


def stated() -> Iterator[str]:
    """Yield every expression of the default pack and of the words for uses."""
    knowledge = Knowledge.load()
    for rule in knowledge.rules("default"):
        for value in rule.params.values():
            yield from (item for item in value if isinstance(item, str)) if isinstance(value, list) else ()
    for row in knowledge.patterns("use-words"):
        yield from (row[key] for key in ("match", "wanted") if key in row)


STATED = sorted(set(stated()))


@given(st.data(), st.sampled_from(STATED))
def test_a_match_holds_a_cue(data: st.DataObject, expression: str) -> None:
    """Whatever an expression of ours matches, in any case, is not passed over for want of a cue."""
    flags = re.IGNORECASE | re.MULTILINE
    text = data.draw(st.from_regex(re.compile(expression, flags | re.ASCII)))
    if re.search(expression, text, flags):
        cues = cues_of(expression)
        assert not cues or any(cue in text.lower() for cue in cues)


@given(st.text(alphabet="abn(|)[]?*+{1,}\\.^$ wb:!<=", max_size=12), st.text(alphabet="abn 1w", max_size=12))
def test_any_expression_is_read_or_left(expression: str, text: str) -> None:
    """No expression breaks the reader, and none that matches is passed over."""
    cues = cues_of(expression)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # "[[" may mean something else one day
            found = re.search(expression, text)
    except (re.error, OverflowError):
        return
    if found is not None:
        assert not cues or any(cue in text.lower() for cue in cues)


def test_words_find_what_the_expressions_find() -> None:
    """In a short text and in a long one, in the order of the text."""
    words = Words([r"\btwo\b", r"\bone\b"], "here", Knowledge.load())
    for filling in ("", "x " * 100):
        text = f"{filling}one Two one"
        assert [match[0] for match in words.finditer(text)] == ["one", "Two", "one"]
        assert words.search(filling + "three") is None


def test_cues_of_our_own_expressions_come_with_the_pack() -> None:
    """They are worked out once, when the pack is compiled."""
    knowledge = Knowledge.load()
    told = [text for text in STATED if knowledge.cues(text)]
    assert len(told) > 100
    assert [text for text in told if knowledge.cues(text) != cues_of(text)] == []


def test_what_is_no_expression_is_named() -> None:
    """A pack's mistake is told with the place and the expression."""
    with pytest.raises(DataError, match=re.escape("pack.yaml: params.words: '(': no regular expression")):
        words_of(("(",), "pack.yaml: params.words", Knowledge.load()).search("any text")
