"""Restrictions of a base whose whole text the release holds are not lost, be its words in the text pack or not."""

from __future__ import annotations

import pytest

from rail.checks.context import Context
from rail.checks.rules import restrictions_dropped
from rail.knowledge.store import Knowledge
from rail.model.facts import ClaimSource, ComponentKind, Facts, LicenseClaim, LicenseFile, RelationKind, Upstream
from rail.model.identification import Identification, TextStatus
from rail.model.location import Location

KNOWLEDGE = Knowledge.load()
CARD = Location("README.md", 2)


@pytest.mark.parametrize(("vendored", "found"), [(False, 0), (True, 1)])
def test_a_held_text_is_a_text_with_all_its_clauses(vendored: bool, found: int) -> None:  # noqa: FBT001 # a case
    """The words of DeepSeek's licence are not in the pack; a file of the release that holds them is known by hashes."""
    held = Identification(TextStatus.CANONICAL, "deepseek-1.0", similarity=1.0, span=(1, 9))
    place = Location("LICENSES/LicenseRef-deepseek-1.0.txt")
    facts = Facts(
        "folder",
        ".",
        None,
        "small",
        "model",
        hub_style=True,
        files=2,
        bytes=9,
        claims=(LicenseClaim(ClaimSource.CARD_FRONT_MATTER, "mit", "mit", None, (ComponentKind.WEIGHTS,), "", CARD),),
        license_files=(LicenseFile(place, "license", 9, (), "LICENSES", vendored, (held,), text="words"),),
        upstreams=(
            Upstream(RelationKind.FINETUNE, "deepseek-ai/deepseek-llm-7b-base", "card", CARD, license="deepseek-1.0"),
        ),
    )
    rule = next(rule for rule in KNOWLEDGE.rules("default") if rule.id == "restrictions-dropped")
    assert len(list(restrictions_dropped.find(Context(facts, KNOWLEDGE, rule)))) == found
