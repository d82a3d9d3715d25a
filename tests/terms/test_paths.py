"""Paths through a lineage, for any graph: relations compose, cycles end, and one more upstream takes nothing away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rail.knowledge.store import Knowledge
from rail.model.facts import RelationKind, Upstream
from rail.model.lineage import ROOT, Edge
from rail.model.location import Location
from rail.terms.paths import MAX_DEPTH, composed, cycles, reaches
from rail.terms.propagation import propagated_terms

NAMES = (ROOT, "a", "b", "c", "d")
LICENSES = {"a": "mit", "b": "bigscience-bloom-rail-1.0", "c": "llama3.1", "d": "gpl-3.0"}
KNOWLEDGE = Knowledge.load()
Q, D, S, T, E = (
    RelationKind.QUANTIZED,
    RelationKind.DERIVED,
    RelationKind.DISTILLED,
    RelationKind.TRAINED_ON,
    RelationKind.EVALUATED_ON,
)
edges = st.builds(
    Edge, st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(list(RelationKind)), st.just("card")
)
graphs = st.lists(edges, max_size=14)


def upstreams(graph: list[Edge]) -> list[Upstream]:
    """Return what a release with this lineage is built on."""
    return [
        Upstream(reach.kind, reach.node, "lineage", Location("x"), LICENSES[reach.node], via=reach.path[:-1])
        for reach in reaches(graph)
    ]


def travelled(graph: list[Edge]) -> set[tuple[str, str, bool]]:
    """Return the terms that reach the release, without their paths."""
    found = propagated_terms(upstreams(graph), KNOWLEDGE.license)
    return {(item.record.id, item.term.id, item.settled) for item in found}


@pytest.mark.parametrize(
    ("first", "then", "both"),
    [
        (Q, Q, Q),
        (Q, RelationKind.FINETUNE, D),
        (RelationKind.ADAPTER, Q, D),
        (RelationKind.BUNDLES, RelationKind.MERGE, D),
        (S, D, S),
        (D, S, S),
        (T, S, T),
        (Q, T, T),
        (T, D, T),
        (D, E, None),
        (E, D, None),
    ],
)
def test_relations_compose(first: RelationKind, then: RelationKind, both: RelationKind | None) -> None:
    """A path is what its least settled step is; what only measured ends it."""
    assert composed(first, then) is both


def test_the_shortest_path_counts_then_the_first_by_name() -> None:
    """Of several ways to one artefact, one is told."""
    graph = [
        Edge(ROOT, "b", D, "card"),
        Edge(ROOT, "a", D, "card"),
        Edge("a", "d", D, "card"),
        Edge("b", "d", D, "card"),
    ]
    graph += [Edge("d", "c", D, "card"), Edge("b", "c", D, "card")]
    assert [reach.path for reach in reaches(graph)] == [("a",), ("b",), ("a", "d"), ("b", "c")]


def test_a_long_chain_does_not_recurse() -> None:
    """A chain of any length is walked to its bound, and a ring of any length is found."""
    graph = [Edge(ROOT if number == 0 else str(number), str(number + 1), D, "card") for number in range(20_000)]
    assert len(reaches(graph)) == MAX_DEPTH + 1
    assert len(cycles([*graph, Edge("20000", "1", D, "card")])[0]) == 20_000


def test_what_a_base_wrote_as_data_is_no_cycle() -> None:
    """Only what is built from something can be built from itself."""
    assert cycles([Edge("a", "b", T, "card"), Edge("b", "a", D, "card")]) == ()
    assert cycles([Edge("a", "b", D, "card"), Edge("b", "a", Q, "card")]) == (("a", "b"),)
    assert cycles([Edge("a", "a", D, "card")]) == (("a",),)


@given(graphs, edges)
def test_one_more_upstream_takes_no_term_away(graph: list[Edge], more: Edge) -> None:
    """Adding a statement never removes a term that travels."""
    assert travelled(graph) <= travelled([*graph, more])


@given(graphs, st.randoms())
def test_the_order_of_statements_plays_no_part(graph: list[Edge], random: object) -> None:
    """The same statements in another order give the same paths and terms."""
    other = sorted(graph, key=lambda _: random.random())  # type: ignore[attr-defined] # hypothesis' Random
    assert reaches(graph) == reaches(other)
    assert cycles(graph) == cycles(other)
    found = upstreams(graph)
    assert propagated_terms(found, KNOWLEDGE.license) == propagated_terms(list(reversed(found)), KNOWLEDGE.license)


@given(graphs)
def test_every_path_exists(graph: list[Edge]) -> None:
    """Each step of a path, and of a cycle, is a statement; nothing is reached twice in one relation."""
    stated = {(edge.child, edge.parent) for edge in graph}
    for reach in reaches(graph):
        assert all(step in stated for step in zip((ROOT, *reach.path), reach.path, strict=False))
    assert len({(reach.node, reach.kind) for reach in reaches(graph)}) == len(reaches(graph))
    for cycle in cycles(graph):
        assert all(step in stated for step in zip(cycle, (*cycle[1:], cycle[0]), strict=True))
