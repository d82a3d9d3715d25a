"""The graph of upstreams: grown from cached cards and the table, bounded, and what it brings to a release."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.artifacts.collect import collect_facts
from rail.artifacts.lineage.graph import MAX_NODES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rail.model.facts import Facts

    Collect = Callable[..., Facts]
    Snapshot = Callable[..., Path]


def card(**keys: str) -> dict[str, str]:
    """Return the files of a repository with this front matter."""
    return {"README.md": "---\n" + "".join(f"{key}: {value}\n" for key, value in keys.items()) + "---\n"}


def inherited(facts: Facts) -> list[tuple[str, str, tuple[str, ...], str | None]]:
    """Return name, relation, path and licence of the upstreams of upstreams."""
    return [(one.name, one.kind.value, one.via, one.license) for one in facts.upstreams if one.source == "lineage"]


def test_a_cached_base_brings_its_own_base_and_data(snapshot: Snapshot, collect: Collect) -> None:
    """What a base is built on is an upstream of the release, with the path and the composed relation."""
    snapshot("acme/mid", card(license="mit", base_model="acme/top", datasets="acme/words"))
    snapshot("acme/top", card(license="bigscience-bloom-rail-1.0"))
    snapshot("acme/words", card(license="cc-by-4.0", source_datasets="acme/more"), kind="datasets")
    facts = collect(card(base_model="acme/mid", base_model_relation="quantized"))
    assert inherited(facts) == [
        ("acme/top", "derived-from", ("acme/mid",), "bigscience-bloom-rail-1.0"),
        ("acme/words", "trained-on", ("acme/mid",), "cc-by-4.0"),
        ("acme/more", "trained-on", ("acme/mid", "acme/words"), None),
    ]
    assert {one.location.path for one in facts.upstreams} == {"README.md"}
    assert {one.location.line for one in facts.upstreams} == {2}


def test_a_diamond_is_walked_once(snapshot: Snapshot, collect: Collect) -> None:
    """Two ways to one base give one upstream, by the way that comes first by name."""
    snapshot("acme/left", card(license="mit", base_model="acme/top"))
    snapshot("acme/right", card(license="mit", base_model="acme/top"))
    snapshot("acme/top", card(license="apache-2.0"))
    facts = collect(card(base_model="[acme/right, acme/left]"))
    assert inherited(facts) == [("acme/top", "derived-from", ("acme/left",), "apache-2.0")]
    assert len(facts.lineage.edges) == 4


def test_names_differ_by_case(snapshot: Snapshot, collect: Collect) -> None:
    """Case makes no other artefact of a name; a name of the table is one with its other names."""
    snapshot("acme/mid", card(license="mit", base_model="GPT2"))
    facts = collect(card(base_model="[acme/mid, OpenAI-Community/gpt2]"))
    assert [node.id for node in facts.lineage.nodes] == [".", "acme/mid", "openai-community/gpt2"]


def test_cycles_end(snapshot: Snapshot) -> None:
    """A base that is built on the release, and a release that is its own base, end."""
    snapshot("acme/one", card(license="mit", base_model="acme/two"))
    snapshot("acme/two", card(license="mit", base_model="[acme/one, acme/two]"))
    facts = collect_facts("acme/one")
    assert [(edge.child, edge.parent) for edge in facts.lineage.edges] == [
        (".", "acme/two"),
        ("acme/two", "."),
        ("acme/two", "acme/two"),
    ]
    assert inherited(facts) == []


def test_a_long_chain_is_cut_and_said(snapshot: Snapshot, collect: Collect) -> None:
    """What lies too many steps up is not followed, and the release says so."""
    for number in range(40):
        snapshot(f"acme/m{number}", card(license="mit", base_model=f"acme/m{number + 1}"))
    facts = collect(card(base_model="acme/m0"))
    assert len(facts.lineage.nodes) == 33
    assert [problem.kind for problem in facts.problems] == ["lineage-cut"]
    assert facts.lineage.problems[0].startswith("acme/m31: 32 steps up")


def test_a_thousand_upstreams_are_bounded_and_said(snapshot: Snapshot, collect: Collect) -> None:
    """More upstreams than are followed are counted, at the release and further up."""
    for number in range(4):
        names = ", ".join(f"acme/b{number}-{each}" for each in range(310))
        snapshot(f"acme/m{number}", card(license="mit", base_model=f"[{names}]"))
    facts = collect(card(base_model="[" + ", ".join(f"acme/m{number}" for number in range(310)) + "]"))
    assert len(facts.lineage.nodes) == MAX_NODES + 1
    assert {problem.kind for problem in facts.problems} == {"too-many-upstreams", "lineage-cut"}
    assert any("more than 1,000 upstreams" in problem for problem in facts.lineage.problems)


def test_a_local_folder_is_an_unknown_upstream(collect: Collect) -> None:
    """An adapter of a folder on somebody's disk has a base that nobody can tell."""
    facts = collect({"adapter_config.json": '{"base_model_name_or_path": "/data/base"}'})
    assert [(node.name, node.license) for node in facts.lineage.nodes] == [("release", None), ("/data/base", None)]


def test_cached_and_tabled_that_disagree_both_stand(snapshot: Snapshot, collect: Collect) -> None:
    """A card that disagrees with the table takes nothing away: the release is held against both."""
    snapshot("bigscience/bloom", card(license="mit"))
    facts = collect(card(base_model="bigscience/bloom"))
    assert [(one.license, one.resolved_by) for one in facts.upstreams if not one.via] == [
        ("mit", "hub-cache"),
        ("bigscience-bloom-rail-1.0", "base-table"),
    ]
