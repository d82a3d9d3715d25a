"""``rail.lock`` as data: the same lock gives the same bytes, hostile names do no harm, silence takes nothing away."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rail.artifacts.lineage.lock import LockTeller, parse_lock, stated_upstreams
from rail.artifacts.lineage.lock_text import entry_row, lock_text
from rail.artifacts.lineage.locking import lock_differences, lock_of
from rail.errors import InputError
from rail.knowledge.store import Knowledge
from rail.model.facts import Facts, RelationKind
from rail.model.lineage import ROOT, Edge, LicenseAnswer, Lineage, Node, NodeKind, node_id
from rail.model.location import Location
from rail.model.lock import Lock, LockEntry, LockUse

KNOWLEDGE = Knowledge.load()
DAY = "2026-11-24"
TEXT = LicenseAnswer("hub", "text", "mit", "LICENSE", "https://hub/a@1 LICENSE", DAY, "1" * 40, "a" * 64)
CACHED = LicenseAnswer("hub-cache", "tag", "mit", "mit", "Hub cache a@1 README.md", revision="1" * 40)

words = st.text(min_size=1, max_size=20).filter(lambda text: text.strip() == text and text.strip("/") == text)
answers = st.builds(
    LicenseAnswer,
    st.sampled_from(["hub", "hub-cache", "base-table"]),
    st.sampled_from(["text", "tag", "catalogue"]),
    st.none() | words,
    st.none() | words,
    words,
    st.just(DAY),
    st.none() | words,
    st.none() | st.just("b" * 64),
)
uses = st.builds(LockUse, words, st.sampled_from(NodeKind), st.sampled_from(RelationKind), st.just("card"), words)
entries = st.builds(
    LockEntry,
    words,
    st.sampled_from(NodeKind),
    st.lists(uses, max_size=3).map(tuple),
    st.none() | words,
    st.none() | words,
    st.lists(answers, max_size=3).map(tuple),
)


def facts(nodes: list[Node], edges: list[Edge], lock: Lock | None = None) -> Facts:
    """Return the facts of a release with this lineage."""
    root = Node(ROOT, "release", NodeKind.MODEL)
    lineage = Lineage((root, *nodes), tuple(edges))
    return Facts("folder", ".", None, "release", "model", True, 1, 1, lineage=lineage, lock=lock)  # noqa: FBT003 # hub_style


def node(name: str, *found: LicenseAnswer) -> Node:
    """Return a model that these places speak of."""
    return Node(node_id(name, NodeKind.MODEL), name, NodeKind.MODEL, answers=found)


def edge(child: str, parent: str, source: str = "card") -> Edge:
    """Return a statement that one is built on the other."""
    return Edge(child, parent, RelationKind.DERIVED, source, Location("README.md", 2) if child == ROOT else None)


def read(lock: Lock) -> Lock:
    """Return a lock as it is read back from its own text."""
    return parse_lock(lock_text(lock), KNOWLEDGE)


@given(st.lists(entries, max_size=4, unique_by=lambda entry: node_id(entry.name, entry.kind)))
def test_what_is_written_is_read_back(found: list[LockEntry]) -> None:
    """Any name, however hostile, comes back as it was, and its entry is whole."""
    again = read(Lock(tuple(found)))
    assert [entry_row(entry) for entry in again.entries] == [entry_row(entry) for entry in found]
    assert not any(entry.by_hand for entry in again.entries)


def test_the_order_of_what_is_found_plays_no_part() -> None:
    """The same lineage gives the same bytes."""
    nodes = [node("acme/b", TEXT), node("Acme/A", CACHED)]
    edges = [edge(ROOT, "acme/b"), edge("acme/b", "acme/a", "hub")]
    one = lock_text(lock_of(facts(nodes, edges), DAY))
    assert one == lock_text(lock_of(facts(nodes[::-1], edges[::-1]), DAY))
    assert one.index('"Acme/A"') < one.index('"acme/b"')


def test_a_place_that_is_silent_takes_nothing_away() -> None:
    """What the Hub said stays when it is not asked, with its date; what it says anew replaces it."""
    edges = [edge(ROOT, "acme/a")]
    lock = read(lock_of(facts([node("acme/a", TEXT)], edges), DAY))
    pinned = LockTeller(lock).tell("Acme/A", NodeKind.MODEL)
    assert pinned is not None
    assert [(answer.by, answer.license, answer.basis) for answer in pinned.answers] == [("rail-lock", "mit", "text")]
    offline = facts([node("acme/a", *pinned.answers)], edges, lock)
    assert lock_differences(offline, "2030-01-01") == ()
    assert lock_text(lock_of(offline, "2030-01-01")) == lock_text(lock)
    changed = replace(TEXT, license="gpl-3.0", on="2030-01-01", text_sha256="c" * 64)
    (found,) = lock_differences(facts([node("acme/a", *pinned.answers, changed)], edges, lock), "2030-01-01")
    assert (found.about, found.line) == ("license", 5)
    assert found.words == "the lock has mit, and now gpl-3.0 is found"


@pytest.mark.parametrize(
    ("now", "about"),
    [
        (replace(TEXT, text_sha256="c" * 64), "text"),
        (replace(TEXT, revision="2" * 40), "revision"),
        (replace(TEXT, on="2030-01-01"), None),
    ],
    ids=["text", "revision", "date"],
)
def test_what_is_a_difference(now: LicenseAnswer, about: str | None) -> None:
    """Another text or revision is one; the day on which the same was seen again is none."""
    edges = [edge(ROOT, "acme/a")]
    lock = read(lock_of(facts([node("acme/a", TEXT)], edges), DAY))
    found = lock_differences(facts([node("acme/a", now)], edges, lock), DAY)
    assert [one.about for one in found] == ([about] if about else [])


def test_another_user_of_an_upstream_is_a_difference() -> None:
    """A base that became the base of a base is another thing."""
    lock = read(lock_of(facts([node("acme/a"), node("acme/b")], [edge(ROOT, "acme/a"), edge(ROOT, "acme/b")]), DAY))
    now = facts([node("acme/a"), node("acme/b")], [edge(ROOT, "acme/a"), edge("acme/a", "acme/b", "hub-cache")], lock)
    (found,) = lock_differences(now, DAY)
    assert (found.about, found.name) == ("uses", "acme/b")


def test_the_first_day_is_kept() -> None:
    """A cached card that was seen before keeps the day on which it was first seen so."""
    edges = [edge(ROOT, "acme/a")]
    lock = read(lock_of(facts([node("acme/a", CACHED)], edges), DAY))
    again = lock_of(facts([node("acme/a", CACHED)], edges, lock), "2030-01-01")
    assert [answer.on for answer in again.entries[0].seen] == [DAY]


def test_words_of_a_person() -> None:
    """An entry without a digest is a statement: of the release, unless it says of what else."""
    lock = parse_lock(
        "schema: lock/1\nupstreams:\n"
        "  - {name: acme/a, license: MIT, note: a letter}\n"
        "  - {name: acme/d, kind: dataset}\n"
        "  - {name: acme/c, license: gpl-3.0, used_by: [{name: acme/a, relation: merge}]}\n",
        KNOWLEDGE,
    )
    assert [(one.name, one.kind.value, one.source) for one in stated_upstreams(lock)] == [
        ("acme/a", "derived-from", "rail-lock"),
        ("acme/d", "trained-on", "rail-lock"),
    ]
    told = LockTeller(lock).tell("acme/a", NodeKind.MODEL)
    assert told is not None
    assert [(answer.license, answer.basis) for answer in told.answers] == [("mit", "stated")]
    assert told.answers[0].where == "rail.lock:3, stated by a person: a letter"
    assert [(item.name, item.kind.value) for item in told.statements] == [("acme/c", "merge")]


def test_an_entry_that_stands_twice() -> None:
    """What `rail lock` wrote stands once; a second one has its line."""
    text = lock_text(lock_of(facts([node("acme/a", TEXT)], [edge(ROOT, "acme/a")]), DAY))
    entry = text[text.index("  - name") :]
    with pytest.raises(InputError, match=r"rail\.lock:14: acme/a stands twice, first in line 5"):
        parse_lock(text + entry, KNOWLEDGE)


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Whatever stands in a lock, it is read or refused with its line."""
    try:
        parse_lock(f"schema: lock/1\nupstreams:\n  - name: {text}\n", KNOWLEDGE)
    except InputError as error:
        assert error.message.startswith("rail.lock:")  # noqa: PT017 # it may also be read


def test_a_list_for_a_lock_is_told_which_keys_it_lacks() -> None:
    """The message names the keys of the lock's top level."""
    with pytest.raises(InputError, match="keys such as `schema:` and `upstreams:`"):
        parse_lock("- x\n", KNOWLEDGE)
