"""YAML of others: nothing is converted, nothing is dropped, nothing is followed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yaml import SafeLoader, YAMLError, load

from rail.cards.composer import MAX_DEPTH, MAX_PROBLEMS, compose
from rail.cards.lines import split_lines
from rail.cards.yaml import MAX_CHARS, read_yaml
from rail.model.card import Map, MapEntry, Node, Scalar, Sequence

TYPES = {"str": "str", "bool": "bool", "int": "int", "float": "float", "NoneType": "null"}


def entries(text: str) -> list[tuple[str, int, str]]:
    """Return key, line and text of the scalars of a mapping."""
    node, _ = read_yaml(text)
    assert isinstance(node, Map)
    return [(entry.key, entry.line, entry.value.text) for entry in node.entries if isinstance(entry.value, Scalar)]


def kinds(text: str) -> list[tuple[str, int]]:
    """Return kind and line of every problem."""
    return [(problem.kind, problem.line) for problem in read_yaml(text)[1]]


@pytest.mark.parametrize(
    ("written", "reads_as"),
    [
        ("no", "bool"),
        ("On", "bool"),
        ("1.10", "float"),
        ("012345", "int"),
        ("12:30:45", "int"),
        ("2024-05-01", "date"),
        ("~", "null"),
        ("", "null"),
        ("mit", "str"),
        ("1e3", "str"),
        ("'no'", "str"),
    ],
)
def test_a_value_stays_what_is_written(written: str, reads_as: str) -> None:
    """A plain value keeps its letters, and what a YAML 1.1 reader makes of it is noted."""
    node, problems = read_yaml(f"key: {written}")
    assert isinstance(node, Map)
    value = node.get("key")
    assert isinstance(value, Scalar)
    assert (value.text, value.reads_as, value.quoted, problems) == (
        written.strip("'"),
        reads_as,
        written.startswith("'"),
        (),
    )


def test_a_repeated_key_is_kept_and_reported() -> None:
    """Both values of a repeated key are there, and the second line is named."""
    text = "license: mit\ntags: []\nlicense: apache-2.0\n"
    assert entries(text) == [("license", 1, "mit"), ("license", 3, "apache-2.0")]
    assert kinds(text) == [("duplicate-key", 3)]


def test_first_line_shifts_every_number() -> None:
    """Lines are those of the file, not of the block."""
    node, problems = read_yaml("a: 1\na: 2\n", first_line=10)
    assert isinstance(node, Map)
    assert ([entry.line for entry in node.entries], problems[0].line) == ([10, 11], 11)


def test_line_separators_of_yaml_are_no_lines() -> None:
    """NEL and LINE SEPARATOR break lines in YAML 1.1 but in no editor: they do not count."""
    assert entries("a: 'b\u2028c'\nd: e") == [("a", 1, "b\u2028c"), ("d", 2, "e")]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_are_counted_for_every_ending(ending: str) -> None:
    """LF, CR LF and CR files give the same lines."""
    assert entries(ending.join(["a: 1", "# note", "b: 2", ""])) == [("a", 1, "1"), ("b", 3, "2")]


def test_aliases_are_not_followed() -> None:
    """An alias stays its own name, so that no bomb can grow; anchor and alias are both reported."""
    text = "a: &a mit\nlicense: *a\n"
    assert entries(text) == [("a", 1, "mit"), ("license", 2, "*a")]
    assert kinds(text) == [("alias", 1), ("alias", 2)]


def test_a_merge_key_is_a_plain_key() -> None:
    """``<<`` merges nothing."""
    node, _ = read_yaml("base: {license: mit}\nuse:\n  <<: {license: gpl-3.0}\n")
    assert isinstance(node, Map)
    use = node.get("use")
    assert isinstance(use, Map)
    assert [entry.key for entry in use.entries] == ["<<"]


def test_a_tag_constructs_nothing() -> None:
    """A tag is reported, its value stays text."""
    text = "a: !!python/object/apply:os.system ['true']\nb: !!str no\n"
    assert kinds(text) == [("tag", 1)]
    assert entries(text) == [("b", 2, "no")]


@pytest.mark.parametrize("written", ["2024-13-45", "2024-02-30", "0x_", "9" * 5000, "<<", "="])
def test_a_value_that_stops_other_readers_is_reported(written: str) -> None:
    """PyYAML raises on these; here they are text with a problem."""
    with pytest.raises((ValueError, YAMLError)):
        load(f"- {written}", Loader=SafeLoader)
    node, problems = read_yaml(f"- {written}")
    assert isinstance(node, Sequence)
    assert [item.text for item in node.items if isinstance(item, Scalar)] == [written]
    assert [problem.kind for problem in problems] == ["value"]


def test_an_unfilled_placeholder_is_named() -> None:
    """``{{ license }}`` parses as a mapping for a key; the message says what it may be."""
    problem = read_yaml("license: {{ license }}")[1][0]
    assert (problem.kind, problem.line) == ("syntax", 1)
    assert "placeholder" in problem.message


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: b\nc: ]\n", 2),
        ("a: b\nc: 'open\n", 3),
        ("a: \0\n", 1),
        ("a: b\n\tc: d\n", 2),
        ("a: *\n", 1),
        ("a: b: c", 1),
    ],
)
def test_what_is_no_yaml_is_reported_with_its_line(text: str, line: int) -> None:
    """A syntax error gives no node and one problem, on the line where it was noticed."""
    assert read_yaml(text)[0] is None
    assert [("syntax", line)] == kinds(text)


def test_only_the_first_document_is_read() -> None:
    """A second document is reported, not merged."""
    assert entries("a: b\n---\nc: d\n") == [("a", 1, "b")]
    assert kinds("a: b\n---\nc: d\n") == [("syntax", 2)]


def test_nesting_is_capped() -> None:
    """As many levels as the cap are read, one more is refused."""
    assert kinds("[" * MAX_DEPTH + "]" * MAX_DEPTH) == []
    assert kinds("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)) == [("too-deep", 1)]


def test_size_is_capped() -> None:
    """A text above the cap is not parsed at all."""
    assert [(p.kind, p.line) for p in read_yaml("#" * (MAX_CHARS + 1), first_line=7)[1]] == [("too-large", 7)]


def test_problems_are_capped() -> None:
    """A hundred thousand repeated keys do not become a hundred thousand findings."""
    node, problems = read_yaml("k: v\n" * 100_000)
    assert (node, len(problems), problems[-1].kind) == (None, MAX_PROBLEMS + 1, "too-large")


def test_the_empty_document_is_nothing() -> None:
    """An empty text has neither node nor problem."""
    assert read_yaml("# only a comment\n") == (None, ())


yaml_text = st.text(st.sampled_from("abno:-[]{},&*!|>'\"#%@?<=0123 \n\r\t\ufeff\u2028é🎉"), max_size=80)


@given(st.one_of(yaml_text, st.text(max_size=60)))
def test_no_text_raises(text: str) -> None:
    """Whatever the text, there is an answer, and every line lies in the file."""
    node, problems = read_yaml(text)
    last = len(split_lines(text))
    assert all(1 <= problem.line <= last for problem in problems)
    assert all(1 <= line <= last for line in lines_of(node))


# The two differ over a lone "!", and over a byte order mark that does not come first.
@given(yaml_text.filter(lambda text: not set("!\ufeff") & set(text)))
def test_both_parsers_agree(text: str) -> None:
    """Where libyaml is missing, PyYAML's own parser gives the same nodes."""
    with_c, problems = read_yaml(text)
    pure, pure_problems = compose(text, 1, pure=True)
    if not any(problem.kind == "syntax" for problem in (*problems, *pure_problems)):
        assert with_c == pure


keys = st.text(st.sampled_from("abc"), min_size=1, max_size=2)
values = st.sampled_from(["no", "1.10", "mit", "0x1F", "2024-01-01", "~", "a b", "1_000", ".5", "null", "YES"])


@given(st.lists(st.tuples(keys, values), min_size=1))
def test_no_entry_is_ever_lost(pairs: list[tuple[str, str]]) -> None:
    """Every entry is there in its order, on its line; each repetition is reported on its own line."""
    text = "".join(f"{key}: {value}\n" for key, value in pairs)
    assert [(key, line, value) for line, (key, value) in enumerate(pairs, 1)] == entries(text)
    seen: set[str] = set()
    repeated = [line for line, (key, _) in enumerate(pairs, 1) if key in seen or seen.add(key)]
    assert [("duplicate-key", line) for line in repeated] == kinds(text)


@given(values | st.from_regex(r"[-+]?[0-9_.:eExXbo]{1,8}", fullmatch=True))
def test_reads_as_is_what_pyyaml_makes_of_it(written: str) -> None:
    """The noted type is the type that PyYAML's safe loader gives, or that loader fails and a problem says so."""
    node, problems = read_yaml(f"- {written}")
    if node is None:
        return
    assert isinstance(node, Sequence)
    value = node.items[0]
    try:
        loaded = load(f"- {written}", Loader=SafeLoader)[0]
    except ValueError:
        assert [problem.kind for problem in problems] == ["value"]
        return
    if isinstance(value, Scalar):
        assert TYPES.get(type(loaded).__name__, "date") == value.reads_as


def lines_of(node: Node | MapEntry | None) -> list[int]:
    """Return the line of a node and of everything in it."""
    match node:
        case None:
            return []
        case Scalar(line=line):
            return [line]
        case Sequence(items=items, line=line):
            return [line, *(number for item in items for number in lines_of(item))]
        case Map(entries=found, line=line):
            return [line, *(number for entry in found for number in lines_of(entry))]
        case MapEntry(line=line, value=value):
            return [line, *lines_of(value)]
