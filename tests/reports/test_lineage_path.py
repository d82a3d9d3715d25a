"""The way from a release to what a finding speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rail.model.facts import RelationKind, Upstream
from rail.model.location import Location
from rail.reports.lineage import lineage_lines
from rail.reports.lineage_path import lineage_path
from rail.reports.proof import reproduce

if TYPE_CHECKING:
    from collections.abc import Callable

    from rail.model.finding import Finding, Report


def lineage(*edges: tuple[str, str]) -> dict[str, object]:
    """Return a lineage of pairs: what is built, and what it is built on."""
    names = dict.fromkeys([".", *(name for edge in edges for name in edge)])
    known = {"license": None, "resolved_by": None, "resolved_on": None, "resolution_source": None}
    return {
        "nodes": [{"id": name, "name": name, **known} for name in names],
        "edges": [
            {"child": child, "parent": parent, "relation": "finetune", "source": "card", "path": "README.md",
             "line": 4, "where": None}
            for child, parent in edges
        ],
    }  # fmt: skip # an edge is read as one


@pytest.mark.parametrize(
    ("edges", "said", "way"),
    [
        ([(".", "org/one"), ("org/one", "org/two")], "org/two asks", [".>org/one", "org/one>org/two"]),
        ([(".", "org/one"), ("org/one", "org/two")], "org/one asks", [".>org/one"]),
        ([(".", "org/one")], "nobody asks", []),
        (
            [(".", "org/one"), ("org/one", "org/two"), ("org/two", "org/one")],
            "org/two",
            [".>org/one", "org/one>org/two"],
        ),
        ([(".", "."), (".", "org/one")], "org/one", [".>org/one"]),
        ([("org/lost", "org/one"), (".", "org/two")], "org/one", []),
    ],
)
def test_the_way_is_the_shortest_and_a_circle_ends(
    report: Callable[..., Report],
    finding: Callable[..., Finding],
    edges: list[tuple[str, str]],
    said: str,
    way: list[str],
) -> None:
    """Circles, a release that is its own base, and an upstream that nothing leads to."""
    made = finding(message=said, evidence=())
    steps = lineage_path(report(made, lineage=lineage(*edges)), made)
    assert [f"{step.child}>{step.parent}" for step in steps] == way
    assert {step.seen for step in steps} <= {"README.md:4"}


def test_the_command_is_safe_to_paste(report: Callable[..., Report]) -> None:
    """A path that a shell would act on is quoted."""
    made = report(path="a b; rm -rf $HOME\n")
    assert reproduce(made) == "rail check 'a b; rm -rf $HOME\\n' --as-of 2026-11-24 --format json"


def test_only_what_the_release_names_has_a_place_in_it(report: Callable[..., Report]) -> None:
    """An upstream of an upstream is not named by the release's own file."""
    place = Location("README.md", 2)
    upstreams = (
        Upstream(RelationKind.FINETUNE, "org/one", "card", place),
        Upstream(RelationKind.TRAINED_ON, "org/two", "lineage", place, via=("org/one",)),
    )
    lines = lineage_lines(report(upstreams=upstreams))
    assert lines == (
        "fine-tuned from org/one: licence unknown; named in README.md:2",
        ". trained on org/two: licence unknown",
    )
