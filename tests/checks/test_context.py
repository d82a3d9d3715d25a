"""The parameters of a rule, as they are read from its file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rail.checks.context import Context
from rail.errors import DataError
from rail.knowledge.store import Knowledge
from rail.model.facts import Facts

KNOWLEDGE = Knowledge.load()
EMPTY = Facts("folder", ".", None, "release", "unknown", hub_style=False, files=0, bytes=0)


def context(**params: object) -> Context:
    """Return what a rule with these parameters looks at."""
    return Context(EMPTY, KNOWLEDGE, replace(KNOWLEDGE.rules("default")[0], id="r", params=params))


def test_a_list_of_strings() -> None:
    """A list or a tuple; none where there is no such parameter."""
    assert context(a=["x", "y"]).strings("a") == ("x", "y")
    assert context(a=("x",)).strings("a") == ("x",)
    assert context().strings("a") == ()


@pytest.mark.parametrize("value", ["x", ["x", 1], {"x": 1}, None])
def test_no_list_of_strings(value: object) -> None:
    """A single string is none."""
    with pytest.raises(DataError, match=r"^r: params\.a: expected a list of strings$"):
        context(a=value).strings("a")


def test_a_whole_number() -> None:
    """Nought where it is not stated."""
    assert (context(a=3).number("a"), context(a=0).number("a"), context().number("a")) == (3, 0, 0)


@pytest.mark.parametrize("value", ["3", 3.0, True, -1, None])
def test_no_whole_number(value: object) -> None:
    """Neither a truth value nor a negative one is a count."""
    with pytest.raises(DataError, match=r"^r: params\.a: expected a whole number$"):
        context(a=value).number("a")


def test_a_mapping_of_lists() -> None:
    """Empty where there is none."""
    assert context(a={"x": ["y", "z"], "w": []}).phrases("a") == {"x": ("y", "z"), "w": ()}
    assert context().phrases("a") == {}


@pytest.mark.parametrize("value", [["x"], {"x": "y"}, {"x": [1]}, {"x": ["y"], "z": None}, "x"])
def test_no_mapping_of_lists(value: object) -> None:
    """Every value is a list of strings."""
    with pytest.raises(DataError, match=r"^r: params\.a: expected a mapping of names to lists of strings$"):
        context(a=value).phrases("a")
