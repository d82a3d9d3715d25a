"""Words about data are found in time that grows with the text alone, whatever the text."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rail.cards.card import parse_card
from rail.checks.engine import run_rule
from rail.knowledge.store import Knowledge
from rail.model.facts import Facts

if TYPE_CHECKING:
    from rail.model.finding import Rule

EMPTY = Facts("folder", ".", None, "release", "model", hub_style=True, files=1, bytes=1)
RULES = [
    "training-data-undeclared",
    "training-data-license-unknown",
    "personal-data-unstated",
    "opt-out-unstated",
    "personal-data-in-card",
    "successor-unnamed",
    "version-disagrees",
    "weights-only-pickled",
    "gate-contradicts-license",
    "gate-without-acceptance",
]
HOSTILE = {
    "one word": "a" * 200_000,
    "one number": "1,1." * 50_000,
    "training": "trained on " * 20_000,
    "training and blanks": ("trained on" + " " * 150) * 1500,
    "nearly crawled": "data from the open " * 12_000,
    "nearly a list": "train datasets such as A-1, " * 8_000,
    "addresses": "a.b@" * 50_000,
    "nearly links": "- [" * 60_000,
    "nearly versions": "\n2024/01/01 v" * 15_000,
    "this model": "this model is " * 15_000,
    "two parts": "personal and sensitive robots exclusion " * 5_000,
    "hub data": "https://huggingface.co/datasets/" * 6_000,
    "lengthened by lower case": "\u0130 trained on data. " * 10_000,
}


def rule(name: str) -> Rule:
    """Return one rule of the default pack."""
    return next(one for one in Knowledge.load().rules("default") if one.id == name)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_cards_take_no_longer_than_others(name: str) -> None:
    """No text makes a rule try the same place over and over."""
    knowledge = Knowledge.load()
    matter = b"---\nlicense: mit\nextra_gated_prompt: x\n---\n"
    card = parse_card("README.md", matter + f"# Data\n{HOSTILE[name]}\n".encode(), knowledge)
    facts = replace(EMPTY, cards=(card,))
    for one in RULES:
        began = time.process_time()
        run_rule(rule(one), facts, knowledge, as_of="2026-11-24")
        assert time.process_time() - began < 5, one


def test_places_are_those_of_the_file() -> None:
    """A letter that two letters stand for in lower case moves no line."""
    knowledge = Knowledge.load()
    text = "---\nlicense: mit\n---\n\u0130\u0130\u0130\n\n# Data\n\nTrained on web pages from Common Crawl.\n"
    facts = replace(EMPTY, cards=(parse_card("README.md", text.encode(), knowledge),))
    findings, _ = run_rule(rule("opt-out-unstated"), facts, knowledge)
    assert [str(finding.location) for finding in findings] == ["README.md:8"]
