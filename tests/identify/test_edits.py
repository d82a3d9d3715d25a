"""Every edit of meaning is seen and named; no reformatting is taken for one."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rail.identify.identify import identify
from rail.identify.normalise import normalise
from rail.knowledge.textpack import TextPack
from rail.model.identification import ChangeKind, TextStatus

if TYPE_CHECKING:
    from types import ModuleType

    from conftest import Widget

REAL = ("mit", "apache-2.0", "cc-by-nc-4.0", "gpl-3.0", "creativeml-openrail-m", "bigscience-bloom-rail-1.0", "llama2")


def test_the_text_itself_is_canonical(widget: Widget) -> None:
    """A faithful copy carries the licence's name."""
    found = widget.identify(widget.text)
    assert (found.status, found.license, found.changes) == (TextStatus.CANONICAL, "widget-2.0", ())


@pytest.mark.parametrize("seed", range(40))
def test_a_mutant_is_modified(widget: Widget, edits: ModuleType, seed: int) -> None:
    """A word replaced, deleted, inserted, a number changed, a restriction dropped or negated: always seen."""
    spared = [tuple(item["span"]) for item in widget.record["variable"]]
    for mutant in edits.mutants(widget.text, spared, random.Random(seed), 8):  # noqa: S311 # repeatable, nothing secret
        found = widget.identify(mutant.text)
        assert (mutant, found.status, found.license) == (mutant, TextStatus.MODIFIED, "widget-2.0")


def test_a_reformatting_is_canonical(widget: Widget, edits: ModuleType) -> None:
    """Wrapping, Markdown, HTML, comments, labels, encodings: the words decide."""
    from rail.identify.identify import identify_text
    from rail.identify.normalise import decode

    for form, data in edits.reformattings(widget.text):
        found = identify_text(decode(data), widget.index)
        assert (form, [item.status for item in found]) == (form, [TextStatus.CANONICAL])


def test_a_change_is_named(widget: Widget) -> None:
    """The clause, what it is about, the line and the input's own words are given."""
    found = widget.identify(widget.text.replace("track people", "follow lorries"))
    assert [(c.kind, c.clause, c.clause_id, c.categories, c.line, c.words) for c in found.changes] == [
        (ChangeKind.ALTERED, "Section 3 (a)", "tracking", ("surveillance-profiling",), 14, "follow lorries")
    ]


def test_a_dropped_clause_is_named(widget: Widget) -> None:
    """A restriction that is gone is a removal, in its clause."""
    start, end = widget.record["clauses"][2]["span"]
    found = widget.identify(widget.text[:start] + widget.text[end:])
    assert [(c.kind, c.clause_id, c.words) for c in found.changes] == [(ChangeKind.REMOVED, "infrastructure", "")]


@pytest.mark.parametrize(("old", "new"), [("4.a", "4.b"), ("Section 3 is", "Section 2 is"), ("45 days", "54 days")])
def test_a_number_of_a_sentence_is_a_word(widget: Widget, old: str, new: str) -> None:
    """Cross-references and periods keep their numbers."""
    assert widget.identify(widget.text.replace(old, new)).status is TextStatus.MODIFIED


@pytest.mark.parametrize("break_", ["\n", "\n   ", "\n// ", " \n\t"])
def test_a_cross_reference_survives_a_line_break(widget: Widget, break_: str) -> None:
    """A reference that is cut by a line end is the same; another number behind the cut is not."""
    text = widget.text.replace("Section 4.a", f"Section{break_}4.a")
    assert widget.identify(text).status is TextStatus.CANONICAL
    assert widget.identify(text.replace("4.a", "4.b")).status is TextStatus.MODIFIED


def test_variable_parts_are_free(widget: Widget) -> None:
    """Title, holder and year may differ or be absent."""
    start, end = widget.record["variable"][0]["span"]
    other = widget.text.replace("2031 Example Widgets", "1999 Another Holder and others")
    assert widget.identify(other).status is TextStatus.CANONICAL
    assert widget.identify(widget.text[:start] + widget.text[end:]).status is TextStatus.CANONICAL


@pytest.mark.parametrize(
    "addition",
    ["Use is permitted solely for non-commercial purposes.", "You may not sell it.", "Fees must be paid."],
)
def test_a_limit_beside_the_text_is_a_change(widget: Widget, addition: str) -> None:
    """Limiting words before or after the licence change what it permits."""
    for text in (f"{addition}\n\n{widget.text}", f"{widget.text}\n\n{addition}\n"):
        found = widget.identify(text)
        assert (found.status, [c.kind for c in found.changes]) == (TextStatus.MODIFIED, [ChangeKind.ADDED])


def test_harmless_text_beside_is_free(widget: Widget) -> None:
    """A greeting before and an address after the licence change nothing, and are outside its span."""
    found = widget.identify(f"Welcome to the widget project.\n\n{widget.text}\nContact: widgets@example.org\n")
    assert (found.status, found.span) == (TextStatus.CANONICAL, (3, 2 + len(widget.text.splitlines())))


@pytest.mark.parametrize("key", REAL)
def test_real_texts(edits: ModuleType, key: str) -> None:
    """Texts of licensedcode-data behave as ours do."""
    text = TextPack.load().text(key)
    assert text is not None
    for form, data in edits.reformattings(text):
        assert (form, [item.status for item in identify(data)]) == (form, [TextStatus.CANONICAL])


@pytest.mark.slow
def test_every_known_text_is_itself() -> None:
    """No text of the pack is taken for another, or for a changed one."""
    pack = TextPack.load()
    wrong = []
    for key in pack.keys():  # noqa: SIM118 # a method of the pack
        found = identify((pack.text(key) or "").encode())
        if [item.status for item in found] != [TextStatus.CANONICAL] or key not in {
            found[0].license,
            found[0].ids.licensedb,
        }:
            wrong.append(key)
    assert wrong == []


@given(st.data())
def test_any_layout_has_the_same_words(data: st.DataObject) -> None:
    """Whatever white space stands between them, the words are the same."""
    words = data.draw(
        st.lists(st.sampled_from(["use", "of", "Section 4.a", "the", "model,", "may", "not."]), min_size=1)
    )
    gaps = data.draw(
        st.lists(st.sampled_from([" ", "\n", "\n   ", "\t", "  "]), min_size=len(words), max_size=len(words))
    )
    laid_out = "".join(word + gap for word, gap in zip(words, gaps, strict=True))
    plain = normalise(" ".join(words))
    other = normalise(laid_out)
    assert (plain.words, [mark[:2] for mark in plain.marks]) == (other.words, [mark[:2] for mark in other.marks])


@given(st.integers(0, 10**6), st.sampled_from(REAL[:3]))
def test_any_replaced_word_is_seen(place: int, key: str) -> None:
    """A foreign word in the middle of a real text makes it modified."""
    text = TextPack.load().text(key) or ""
    words = text.split(" ")
    middle = words[len(words) // 3 : 2 * len(words) // 3]
    index = len(words) // 3 + place % len(middle)
    changed = " ".join([*words[:index], "weasel", *words[index + 1 :]])
    assert TextStatus.CANONICAL not in {item.status for item in identify(changed.encode())}
