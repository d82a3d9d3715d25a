"""Expressions of packs: bounded before they run, and while they do."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rail.checks.expressions import Answer, evaluate, refusal
from rail.model.card import Card, Map, MapEntry, Scalar
from rail.model.facts import Facts

if TYPE_CHECKING:
    from pathlib import Path

_ENTRY = MapEntry("license", 2, Scalar("mit", 2, quoted=False, reads_as="str"))
FACTS = Facts(
    "folder",
    ".",
    None,
    "release",
    "model",
    hub_style=True,
    files=3,
    bytes=1,
    cards=(Card("README.md", "model", Map((_ENTRY,), 2), has_fence=True, body_line=4),),
)
# Multiplies a list by ten, nine times over: more memory than there is.
BOMB = "[[0,1,2,3,4,5,6,7,8,9]]" + ".map(l, l+l+l+l+l+l+l+l+l+l)" * 9 + ".size() > 0"


def ask(source: str) -> Answer:
    """Return what one expression gives."""
    return evaluate({"rule": source}, FACTS)["rule"]


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("facts.files == 3", True),
        ("card.license == 'mit'", True),
        ("facts.cards.exists(c, c.path == 'MODEL.md')", False),
        ("has(card.base_model) && card.base_model == 'x'", False),
    ],
)
def test_an_expression_asks_facts_and_card(source: str, *, value: bool) -> None:
    """The facts document and the main front matter are there, values as text."""
    assert ask(source) == Answer(value)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("facts.no_such_field > 1", "there is no field 'no_such_field'; ask has(...) first"),
        ("facts.files", "the expression gives int, where true or false was expected"),
        ("facts.files ==", "Failed to parse"),
        ("no_such_thing", "Undefined variable"),
    ],
)
def test_what_is_neither_true_nor_false_has_a_reason(source: str, reason: str) -> None:
    """It is no pass and no finding."""
    answer = ask(source)
    assert answer.value is None
    assert reason in answer.reason


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("+".join(["1"] * 200_000), "more than 4,000 bytes"),
        ("a.map(x, b.exists(y, c.all(z, true)))", "nests 3 macros"),
        ("(" * 50 + "1" + ")" * 50, "nests more than 40 brackets"),
        ("a.map (x, b. filter(y, c.exists_one(z, true)))", "nests 3 macros"),
    ],
)
def test_too_much_is_refused_before_it_runs(source: str, reason: str) -> None:
    """No child is started for it."""
    assert reason in refusal(source)
    assert ask(source) == Answer(None, refusal(source))


@pytest.mark.parametrize(
    "source",
    ["a.map(x, true).filter(y, true).all(z, true)", "'.map(.map(.map(' == 'x'", "a.map(x, size(b.map(y, y)))"],
)
def test_chains_and_texts_are_no_nesting(source: str) -> None:
    """Macros one after the other, and words in a text, count for what they are."""
    assert refusal(source) == ""


def test_one_that_breaks_off_does_not_take_the_others_along() -> None:
    """Its reason is told, and the next is answered by another child, in bounded time."""
    began = time.monotonic()
    answers = evaluate({"first": "true", "bomb": BOMB, "last": "false"}, FACTS)
    assert answers["first"] == Answer(value=True)
    assert answers["bomb"].value is None
    assert answers["bomb"].reason
    assert answers["last"] == Answer(value=False)
    assert time.monotonic() - began < 25


@given(st.text(max_size=200))
def test_any_text_is_looked_at_without_a_crash(source: str) -> None:
    """The tokeniser takes whatever stands there."""
    assert isinstance(refusal(source), str)


def test_without_an_expression_nothing_of_it_is_loaded(tmp_path: Path) -> None:
    """A check with the default rules starts no child and imports none of this."""
    (tmp_path / "README.md").write_text("---\nlicense: mit\n---\n# x\n", encoding="utf-8")
    code = (
        "import sys; from rail.operations.check import check_release; check_release('.');"
        "print([name for name in sys.modules if 'expression' in name or name.split('.')[0] == 'cel'])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert done.stdout == "[]\n"
