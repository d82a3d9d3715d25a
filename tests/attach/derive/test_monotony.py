"""Another upstream never removes a duty and never raises the verdict; the order of upstreams plays no part."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rail.attach.derive.derivation import derive
from rail.attach.derive.wanted import HOWS, Wanted
from rail.knowledge.store import Knowledge
from rail.operations.derive import derive_from, planned_facts
from rail.reports.derive_json import derive_json

if TYPE_CHECKING:
    from random import Random

    from rail.attach.derive.derivation import Derivation
    from rail.model.facts import RelationKind

_KNOWLEDGE = Knowledge.load()
# One base a licence, some of unknown licence, and some that are built on others: all that can differ.
_BASES = sorted(
    set({one.license: one.name for one in reversed(_KNOWLEDGE.upstreams("model"))}.values())
    | {one.name for one in _KNOWLEDGE.upstreams("model") if one.bases and one.license != "apache-2.0"}
)
_DATA = sorted({one.license: one.name for one in reversed(_KNOWLEDGE.upstreams("dataset"))}.values())
_OWN = (None, "mit", "gpl-3.0", "cc-by-nc-4.0", "llama3.1", "bigscience-openrail-m", "llama3.1-use-policy")
_bases = st.lists(st.tuples(st.sampled_from(_BASES), st.sampled_from(list(HOWS.values()))), min_size=1, max_size=4)


def _derived(wanted: Wanted) -> Derivation:
    return derive(wanted, planned_facts(wanted, _KNOWLEDGE, None, "2026-11-24", online=False), _KNOWLEDGE)


def _duties(found: Derivation) -> set[tuple[str, str]]:
    return {(due.record.id, due.term.id) for due in found.dues}


def _carried(found: Derivation) -> set[tuple[str, str]]:
    return {(item.record.id, item.term.id) for item in (*found.restrictions, *found.limits)}


@settings(max_examples=150)
@given(_bases, _bases, st.lists(st.sampled_from(_DATA), max_size=2), st.sampled_from(_OWN))
def test_another_upstream_only_adds(
    bases: list[tuple[str, RelationKind]], more: list[tuple[str, RelationKind]], data: list[str], own: str | None
) -> None:
    """Duties, restrictions, limits and unknowns stay; the verdict never rises, nor does a licence become possible."""
    license_ = None if own is None else _KNOWLEDGE.license(own)
    few = _derived(Wanted(tuple(bases), (), license_, "acme/some-model"))
    many = _derived(Wanted((*bases, *more), tuple(data), license_, "acme/some-model"))
    assert _duties(few) <= _duties(many)
    assert _carried(few) <= _carried(many)
    assert {one.name for one in few.reached.unknown} <= {one.name for one in many.reached.unknown}
    assert many.verdict <= few.verdict
    before = {one.license.id: one.verdict for one in few.possible}
    for one in many.possible:
        # A licence counts as possible because an upstream is under it, too.
        assert one.license.id not in before or one.verdict <= before[one.license.id]


@settings(max_examples=60)
@given(_bases, st.lists(st.sampled_from(_DATA), max_size=3, unique=True), st.randoms())
def test_the_order_plays_no_part(bases: list[tuple[str, RelationKind]], data: list[str], chance: Random) -> None:
    """The same upstreams in another order give the same derivation."""
    shuffled, other = list(bases), list(data)
    chance.shuffle(shuffled)
    chance.shuffle(other)
    one = _derived(Wanted(tuple(bases), tuple(data)))
    two = _derived(Wanted(tuple(shuffled), tuple(other)))
    assert (one.dues, one.restrictions, one.limits) == (two.dues, two.restrictions, two.limits)
    assert (one.grounds, one.possible, one.verdict) == (two.grounds, two.possible, two.verdict)


@pytest.mark.parametrize("turn", [1, -1])
def test_the_same_question_gives_the_same_bytes(turn: int) -> None:
    """Whatever comes first on the command line."""
    names = ["bigscience/bloom", "meta-llama/Llama-3.1-8B=adapter", "mistralai/Mistral-7B-v0.1"]
    told = derive_json(derive_from(names[::turn], "merge", data=["tatsu-lab/alpaca", "allenai/soda"][::turn]))
    assert told == derive_json(derive_from(names, "merge", data=["allenai/soda", "tatsu-lab/alpaca"]))
