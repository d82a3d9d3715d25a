"""Situations read by hand, each with what must come of it (``situations.yaml``)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from rail.attach.choose.answers_file import answers_of
from rail.knowledge.store import Knowledge
from rail.operations.choose import choose
from rail.operations.choose_questions import choosing_words

if TYPE_CHECKING:
    from rail.attach.choose.answers import Answers
    from rail.reports.choose import ChoiceReport

SITUATIONS: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("situations.yaml").read_text(encoding="utf-8")
)


def answered(content: dict[str, Any]) -> Answers:
    """Return the answers of a mapping."""
    return answers_of(content, choosing_words(Knowledge.load()), {})


def reported(content: dict[str, Any]) -> ChoiceReport:
    """Choose by a mapping of answers, on a fixed day."""
    return choose(answered(content), as_of="2026-12-01")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start in an empty folder without a Hub cache."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda item: str(item["name"]))
def test_a_situation_comes_out_as_read_by_hand(situation: dict[str, Any]) -> None:
    """First places, pairs, impossibilities, and what is not offered are those that a person wrote down before."""
    report = reported(situation["answers"])
    parts = {part.part: part for part in report.parts}
    first = {part: parts[part].ranked[0].id if parts[part].ranked else None for part in situation.get("first", {})}
    assert [(part, name) for part, name in first.items() if name not in situation["first"][part]] == []
    part = report.parts[0]
    order = [choice.id for choice in part.ranked]
    pairs = situation.get("above", [])
    assert [pair for pair in pairs if order.index(pair[0]) > order.index(pair[1])] == []
    rules = {choice.id: {one.rule for one in choice.obstacles} for choice in part.impossible}
    wanted = situation.get("impossible", {})
    assert {name: rule for name, rule in wanted.items() if rule not in rules.get(name, set())} == {}
    fits = {choice.id: choice.fit.word for choice in (*part.ranked, *part.impossible)}
    assert situation.get("fit", {}) == {name: fits.get(name) for name in situation.get("fit", {})}
    kinds = {item.license: item.kind for item in part.not_offered}
    assert situation.get("not_offered", {}) == {name: kinds.get(name) for name in situation.get("not_offered", {})}
    assert set(kinds).isdisjoint(order)
    if situation.get("nothing_possible"):
        assert (part.ranked, list(part.together)) == ((), situation.get("together", []))
    if "fits" in situation:
        assert (part.stuck is None) is situation["fits"]
    if "compose" in situation:
        assert (part.own is not None) is situation["compose"]
    if "verdict" in situation:
        assert report.verdict.word == situation["verdict"]
