"""What is permitted of outputs where the rest of the text is non-commercial."""

from __future__ import annotations

import pytest

from rail.knowledge.store import Knowledge
from rail.model.profile import UseProfile
from rail.model.verdict import Verdict
from rail.operations.subjects import instruments_of
from rail.terms.ask.engine import ask

KNOWLEDGE = Knowledge.load()


@pytest.mark.parametrize(("name", "clauses"), [("flux-1-dev-nc-1.1.1", {"4-a-i"}), ("flux-1-dev-nc", {"1-c", "4-a-i"})])
def test_only_the_clauses_that_bar_commercial_outputs_deny_them(name: str, clauses: set[str]) -> None:
    """Section 2.d frees outputs for commerce, so that nothing is said to be missing from the grant."""
    profile = UseProfile(actions=("publish-outputs",)).with_fact("commercial", answer=True)
    instruments, _ = instruments_of(name, KNOWLEDGE)
    answer = ask(instruments, profile, KNOWLEDGE.vocabulary())
    assert {reason.clause for reason in answer.reasons if reason.effect is Verdict.DENIED} == clauses


def test_commercial_use_of_the_model_stays_denied() -> None:
    """A permission for outputs lets nobody use the model in business."""
    profile = UseProfile(actions=("use",)).with_fact("commercial", answer=True)
    instruments, _ = instruments_of("flux-1-dev-nc-1.1.1", KNOWLEDGE)
    assert ask(instruments, profile, KNOWLEDGE.vocabulary()).verdict is Verdict.DENIED
