"""A change of a key changes that key: it reads back as given, and every other byte is as it was."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rail.cards.front_matter import split_front_matter
from rail.cards.plain import to_plain
from rail.cards.yaml import read_yaml
from rail.edits.assignment import Assignment
from rail.edits.document import Document, EditError
from rail.edits.front_matter import set_key
from rail.edits.matter import assigned, held

CARD = """---
# who may use it
language: en  # more to come
tags:
  - one # the first
  # between
  - 'two'
flow: [x, "y z"]
brackets: {a: 1, b: no}
empty:   # nothing yet
prompt: |
  # no comment
  several: lines

# on its own
"quoted key": 'it''s'
co2_eq_emissions:
    emissions: 12
model-index:
- name: x
  results:
  - task: {type: text-generation}
    metrics:
    - type: acc
      value: 0.9
last: 1.10
---
# Title

license: not here
"""
HOSTILE = st.sampled_from(
    ["no", "1.10",
     "~", "a: b", "# c", "a #b", "'", '"', "it's", "a\nb", " x", "x ", "- a", "[", "{a", "*a", "&a", "!x",
     "%x", "@x", "`", "|", ">", "\ud7ff", "日本", "😀", "\u2028", "\ufeff", "\x85", "\x7f", "\t", "\\", "---", "...",
     "{{ x }}", "2024-13-45", "<<", "=", "null", "0x1F", "1:30", "é", "\r\n", "\x1b[31m", "\ufffe"]
)  # fmt: skip
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
VALUES = HOSTILE | TEXT | st.tuples(HOSTILE, HOSTILE).map("".join)
SCALARS = ["language", "last", "quoted key", "empty", "prompt", "new", "brackets.a", "brackets.new", "new.inner",
           "co2_eq_emissions.emissions", "co2_eq_emissions.source", "model-index.0.name", "empty.inner",
           "model-index.0.results.0.metrics.0.value"]  # fmt: skip
LISTS = ["tags", "flow", "new", "new.inner", "language", "empty", "brackets.new", "co2_eq_emissions.hardware"]


def content(text: str) -> object:
    """Return what a front matter says."""
    split = split_front_matter(text.removeprefix("\ufeff"))
    node, problems = read_yaml(split.block or "")
    assert [problem for problem in problems if problem.kind not in {"bom", "value"}] == []
    return {} if node is None else to_plain(node)


def found(plain: object, key: str) -> object:
    """Return the value that a dotted key leads to."""
    for part in key.split("."):
        plain = plain[int(part)] if isinstance(plain, list) else plain[part]  # type: ignore[index] # by construction
    return plain


def put(plain: object, key: str, value: object) -> object:
    """Return some content with the value under a dotted key replaced."""
    first, _, rest = key.partition(".")
    if isinstance(plain, list):
        return [put(item, rest, value) if str(index) == first else item for index, item in enumerate(plain)]
    inner = plain if isinstance(plain, dict) else {}
    return {**inner, first: put(inner.get(first, {}), rest, value) if rest else value}


def kept_around(before: str, after: str, limit: int) -> None:
    """Everything but one stretch of at most some lines is as it was."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    head = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    rest = old[head:]
    tail = next((i for i, (a, b) in enumerate(zip(rest[::-1], new[head:][::-1], strict=False)) if a != b), len(rest))
    assert len(rest) - tail <= limit


@given(key=st.sampled_from(SCALARS), value=VALUES, ending=st.sampled_from(["\n", "\r\n", "\r"]), bom=st.booleans())
def test_a_value_reads_back_and_all_else_is_as_it_was(key: str, value: str, ending: str, *, bom: bool) -> None:
    """Whatever the value, the key and the line ends: one stretch changes, and what it says is what was asked for."""
    text = ("\ufeff" if bom else "") + CARD.replace("\n", ending)
    after = assigned(Document.of(text.encode()), Assignment(key, "set", (value,))).text
    assert content(after) == put(content(text), key, value)
    assert after.startswith("\ufeff") == bom
    assert after.endswith(text[text.index(f"---{ending}# Title") :])
    kept_around(text, after, limit=3 if key == "prompt" else 1)
    again = Document.of(after.encode())
    assert assigned(again, Assignment(key, "set", (value,))).text == after


@given(key=st.sampled_from(LISTS), values=st.lists(VALUES, min_size=1, max_size=4, unique=True))
def test_a_list_reads_back_and_all_else_is_as_it_was(key: str, values: list[str]) -> None:
    """Lists with one item a line, in brackets, and new ones."""
    after = assigned(Document.of(CARD.encode()), Assignment(key, "set", tuple(values), as_list=True)).text
    assert content(after) == put(content(CARD), key, values)
    assert "  # between\n" in after
    kept_around(CARD, after, limit=3)


@given(key=st.sampled_from(LISTS), value=VALUES, ending=st.sampled_from(["\n", "\r\n"]))
def test_an_item_is_added_once_and_taken_away_again(key: str, value: str, ending: str) -> None:
    """`+=` twice adds once; `-=` of what was added leaves the list that was there."""
    text = CARD.replace("\n", ending)
    add, remove = Assignment(key, "add", (value,)), Assignment(key, "remove", (value,))
    after = assigned(Document.of(text.encode()), add)
    assert value in found(content(after.text), key)  # type: ignore[operator] # a list
    assert assigned(after, add).text == after.text
    if key in {"tags", "flow"} and after.text != text:
        assert assigned(after, remove).text == text


@given(value=VALUES)
def test_a_plain_reader_of_yaml_finds_a_string(value: str) -> None:
    """Readers of YAML 1.1 take every value for the string that it is."""
    after = assigned(Document.of(CARD.encode()), Assignment("new", "set", (value,))).text
    block = split_front_matter(after).block
    assert yaml.load(block, Loader=yaml.CSafeLoader)["new"] == value


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("", "---\nlicense: mit\n---\n"),
        ("# T", "---\nlicense: mit\n---\n# T"),
        ("\ufeff# T\r\n", "\ufeff---\r\nlicense: mit\r\n---\r\n# T\r\n"),
        ("---\n---\n# T\n", "---\nlicense: mit\n---\n# T\n"),
        ("---\n\n---\n", "---\n\nlicense: mit\n---\n"),
        ("---\n# only this\n---\n", "---\n# only this\nlicense: mit\n---\n"),
        ("--- \na: b\n...\n# T\n", "--- \na: b\nlicense: mit\n...\n# T\n"),
        ("\n---\n  a: b\n---\n", "\n---\n  a: b\n  license: mit\n---\n"),
        ("---\n{a: b}\n---\n", "---\n{a: b, license: mit}\n---\n"),
        ("---\na: b\n---", "---\na: b\nlicense: mit\n---"),
        ("---\na: |+\n  b\n\n---\n", "---\nlicense: mit\na: |+\n  b\n\n---\n"),
    ],
)
def test_a_key_is_put_last_wherever_a_front_matter_is_one(text: str, after: str) -> None:
    """No front matter, an empty one, odd fences, brackets: the key comes in, the rest stays."""
    assert assigned(Document.of(text.encode()), Assignment("license", "set", ("mit",))).text == after


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ("---\nlicense: [mit\n---\n", "license", 2),
        ("---\nlicense: mit\n", "license", 1),
        ("---\na: 1\nlicense: mit\nlicense: x\n---\n", "license", 4),
        ("---\n- a\n---\n", "license", 2),
        ("---\na: &x b\nlicense: *x\n---\n", "license", 3),
        ("---\nlicense: !!str mit\n---\n", "license", 2),
        ("---\nlicense:\n  name: x\n---\n", "license", 3),
        ("---\nlicense: | # why\n  x\n---\n", "license", 2),
        ("---\nlicense: x\n---\n", "license.name", 2),
        ("---\nlicense:\n- name: x\n---\n", "license", 3),
        ("---\nlicense:\n- x\n---\n", "license.1", 3),
        ("---\nlicense:\n- x # why\n---\n", "license", 3),
        ("---\r\r\na: b\r\r\n---\r\r\n", "license", 2),
    ],
)
def test_what_would_need_a_guess_is_refused_with_its_line(text: str, key: str, line: int) -> None:
    """What cannot be read, stands twice, or would be lost is left to a person."""
    with pytest.raises(EditError, match=f"line {line}: "):
        assigned(Document.of(text.encode()), Assignment(key, "set", ("new",)))


def test_a_text_that_ends_the_front_matter_gets_no_line_more() -> None:
    """A new key goes before it, above its comment; what the text says stays, to the last line break."""
    text = "---\nb: c\n# why\nextra:\n  ask: |\n    hi\n---\n"
    after = assigned(Document.of(text.encode()), Assignment("license", "set", ("mit",)))
    assert after.text == text.replace("# why", "license: mit\n# why")
    after = assigned(Document.of(text.encode()), Assignment("extra.gate", "set", ("x",)))
    assert after.text == text.replace("  ask", "  gate: x\n  ask")


def test_a_key_is_taken_away_with_its_lines() -> None:
    """Its comments beside go along; the lines around it stay, and what is not there is no error."""
    document = Document.of(CARD.encode())
    gone = CARD.replace("prompt: |\n  # no comment\n  several: lines\n", "")
    assert assigned(document, Assignment("prompt", "unset")).text == gone
    assert assigned(document, Assignment("brackets.z", "unset")).text == CARD
    for key in ("brackets.a", "model-index.0", "co2_eq_emissions.emissions"):
        with pytest.raises(EditError):
            assigned(document, Assignment(key, "unset"))


def test_a_value_keeps_its_quotes() -> None:
    """Single and double quotes stay where they can hold the new value."""
    for old, value, new in (
        ("'a'", "b c", "'b c'"),
        ('"a"', "b", '"b"'),
        ("'a'", "it's", "'it''s'"),
        ("'a'", "\n", '"\\n"'),
    ):
        text = f"---\nk: {old} # c\n---\n"
        assert assigned(Document.of(text.encode()), Assignment("k", "set", (value,))).text == text.replace(old, new)


def test_a_key_with_a_dot_is_found_as_it_stands() -> None:
    """The longest key that is there wins over the way inside."""
    text = "---\na.b: 1\na:\n  b: 2\n---\n"
    assert "a.b: x\n" in assigned(Document.of(text.encode()), Assignment("a.b", "set", ("x",))).text
    value = held(Document.of(text.encode()), "a.b")
    assert value is not None
    assert value.text == "1"


def test_a_number_stands_without_quotes() -> None:
    """A plain value is written as it is."""
    after = assigned(Document.of(CARD.encode()), Assignment("co2_eq_emissions.emissions", "set", ("7",), plain=True))
    assert "    emissions: 7\n" in after.text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\nlicense: [mit\n---\n", 2),
        ("---\nlicense: mit\n\n# T\n", 1),
        ("---\nlicense:\n\tb: c\n---\n", 3),
        ("---\n- a\n---\n", 2),
        ("---\na: 1\nlicense: {a: b}\n---\n", 3),
    ],
)
def test_a_repair_that_there_is_not_is_not_named(text: str, line: int) -> None:
    """The line is named, and a person mends it."""
    with pytest.raises(EditError, match=f"^line {line}: ") as caught:
        set_key(Document.of(text.encode()), "license", "mit")
    assert "mend the line by hand" in (caught.value.hint or "")
