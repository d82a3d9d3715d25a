"""Where a release says something: headings with words below them, phrases, counts, keys, files."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from rail.checks.told import Told, by_fact, by_file, by_key, has_all_paths, key_value, phrase_pattern
from rail.model.card import Card, Map, MapEntry, Scalar, Section, Sequence
from rail.model.facts import MOST_PATHS, Facts, RelationKind, Upstream
from rail.model.location import Location


def scalar(text: str, *, quoted: bool = False, reads_as: str = "str") -> Scalar:
    """Return a value of a front matter."""
    return Scalar(text, 2, quoted=quoted, reads_as=reads_as)


MATTER = Map(
    (
        MapEntry("language", 2, Sequence((scalar("en"),), 2)),
        MapEntry("empty", 3, scalar("")),
        MapEntry("nothing", 4, scalar("null", reads_as="null")),
        MapEntry("word", 5, scalar("null", quoted=True, reads_as="str")),
        MapEntry("co2", 6, Map((MapEntry("emissions", 7, scalar("3")),), 6)),
        MapEntry("list", 8, Sequence((), 8)),
    ),
    1,
)
CARD = Card(
    "README.md",
    "model",
    MATTER,
    has_fence=True,
    body_line=10,
    preamble="One line.\n**Licence notes:** see below.\n**Nothing here:**",
    sections=(
        Section("Training", 2, 20, 21, ""),
        Section("Data", 3, 22, 24, "Our own games,\n40,000 examples in all."),
        Section("Limitations", 2, 25, 26, "[More Information Needed]"),
        Section("Uses", 2, 27, 28, ""),
        Section("使用限制", 2, 29, 30, "下棋"),
    ),
)
FACTS = Facts(
    "folder",
    ".",
    None,
    "release",
    "model",
    hub_style=True,
    files=2,
    bytes=1,
    cards=(CARD,),
    paths=("README.md", "docs/risk/2026.md", "src/model.py"),
)


@pytest.mark.parametrize(
    ("phrases", "line"),
    [
        (("training",), 20),
        (("train",), None),
        (("limitation",), None),
        (("use",), None),
        (("限制",), 29),
        (("licence note",), 11),
        (("nothing here",), None),
        (("data", "training"), 20),
    ],
)
def test_a_heading_counts_where_something_is_written_below(phrases: tuple[str, ...], line: int | None) -> None:
    """In it or in what it is divided into; placeholders are nothing; words are whole, in singular or plural."""
    found = Told(FACTS).under_heading(phrases)
    assert found == (None if line is None else Location("README.md", line))


def test_a_section_can_be_asked_for_a_length() -> None:
    """Its parts count."""
    assert Told(FACTS).under_heading(("training",), 7) == Location("README.md", 20)
    assert Told(FACTS).under_heading(("training",), 8) is None


@pytest.mark.parametrize(
    ("phrases", "line"), [(("own games",), 23), (("own   games",), 23), (("game",), 23), (("ame",), None)]
)
def test_a_phrase_is_found_in_the_text(phrases: tuple[str, ...], line: int | None) -> None:
    """As whole words, with the line."""
    assert Told(FACTS).in_words(phrases) == (None if line is None else Location("README.md", line))


@pytest.mark.parametrize(
    ("nouns", "line"), [(("example",), 24), (("game",), None), (("ample",), None), (("token", "example"), 24)]
)
def test_a_count_is_a_number_before_a_noun(nouns: tuple[str, ...], line: int | None) -> None:
    """A noun alone is none."""
    assert Told(FACTS).counted(nouns) == (None if line is None else Location("README.md", line))


@pytest.mark.parametrize("text", ["7B parameters", "7 billion parameters", "1,3 M trainable parameters"])
def test_counts_are_written_in_many_ways(text: str) -> None:
    """With a scale, with or without a blank, with a word between."""
    facts = replace(FACTS, cards=(replace(CARD, sections=(), preamble=text),))
    assert Told(facts).counted(("parameter",)) == Location("README.md", 10)


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("language", 2),
        ("empty", None),
        ("nothing", None),
        ("word", 5),
        ("co2.emissions", 7),
        ("list", None),
        ("x.y", None),
    ],
)
def test_a_key_counts_with_a_value(key: str, line: int | None) -> None:
    """Empty values and null are none; a text that reads null is one."""
    assert by_key(FACTS, (key,)) == (None if line is None else Location("README.md", line))
    assert (key_value(MATTER, key)[0] is None) == (line is None)


@pytest.mark.parametrize(
    ("glob", "path"),
    [("docs/risk/", "docs/risk/2026.md"), ("**2026*", "docs/risk/2026.md"), ("*.py", None), ("**.py", "src/model.py")],
)
def test_a_file_is_found_by_a_glob(glob: str, path: str | None) -> None:
    """One star stays in its folder, two do not."""
    assert by_file(FACTS, (glob,)) == (None if path is None else Location(path))


def test_of_too_many_files_not_all_are_known() -> None:
    """Then a file that was not found may still be there."""
    assert has_all_paths(FACTS)
    assert not has_all_paths(replace(FACTS, paths=("a",) * MOST_PATHS))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("one <!-- not\nthis --> two", 2),
        ("one <!-- a --> two <!-- b --> three", 3),
        ("one <!-- never closed two", 1),
        ("<!-- all -->", 0),
    ],
)
def test_what_stands_in_comments_is_no_text(body: str, words: int) -> None:
    """Neither in one, nor in several, nor in one that does not end."""
    told = Told(replace(FACTS, cards=(replace(CARD, preamble="", sections=(Section("Data", 2, 20, 21, body),)),)))
    assert (told.under_heading(("data",), max(words, 1)) is not None) is (words > 0)
    assert told.under_heading(("data",), words + 1) is None


def test_labels_have_the_line_that_they_stand_on() -> None:
    """Each of several in one body."""
    text = "first\n\n**Data notes:** ours\nmore\n**Use notes:** none to name\n**Risk notes:** few"
    told = Told(replace(FACTS, cards=(replace(CARD, preamble="", sections=(Section("M", 1, 20, 21, text),)),)))
    found = [told.under_heading((phrase,)) for phrase in ("data note", "use note", "risk note")]
    assert found == [Location("README.md", line) for line in (23, 25, 26)]


def test_the_longer_of_two_phrases_is_found() -> None:
    """Whatever their order in the list."""
    for phrases in (("data", "data source"), ("data source", "data")):
        found = phrase_pattern(phrases).search("Data sources")
        assert found is not None
        assert found[0] == "Data sources"


@pytest.mark.parametrize(
    "body", ["<!--" * 200_000, "*" * 800_000, "- **a**\n" * 100_000, "9" * 800_000, "9,9 b " * 150_000, "x " * 400_000]
)
def test_a_hostile_card_takes_bounded_time(body: str) -> None:
    """No pattern runs away."""
    facts = replace(FACTS, cards=(replace(CARD, sections=(), preamble=body),))
    began = time.monotonic()
    told = Told(facts)
    for number in range(10):
        told.under_heading((f"data {number}",))
        told.in_words((f"a {number}", "x y"))
        told.counted(("parameter", "b"))
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    ("licenses", "found"), [(("cc-by-4.0", "mit"), True), (("cc-by-4.0", None), False), ((None,), False), ((), False)]
)
def test_the_licence_of_the_data_is_known_when_that_of_each_set_is(
    licenses: tuple[str | None, ...], *, found: bool
) -> None:
    """One set of unknown terms is enough to leave it open."""
    sets = [
        Upstream(RelationKind.TRAINED_ON, f"acme/set-{number}", "card", Location("README.md", number), license=name)
        for number, name in enumerate(licenses, 4)
    ]
    place = by_fact(replace(FACTS, upstreams=tuple(sets)), ("dataset-license",))
    assert place == (Location("README.md", 4) if found else None)
