"""Whatever stands in a pack's files: an error of ours with its place, or a pack; never another exception."""

from __future__ import annotations

import io
import json
import sys
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rail.artifacts.own_packs import PackReader, is_path
from rail.artifacts.pack_files import joined_path
from rail.checks import expression_child
from rail.checks.policy import active_policy
from rail.errors import RailError
from rail.knowledge.store import Knowledge

KNOWLEDGE = Knowledge.load()
HEAD = "schema: pack/1\nid: bank\ntitle: t\nsummary: s\n"
RULE = "schema: rule/1\nid: a-rule\ntitle: t\nseverity: info\nwhy: w\nfix: f\n"
words = st.sampled_from(
    [
        "extends",
        "rules",
        "severities",
        "card-missing",
        "off",
        "true",
        "reason",
        "severity",
        "error",
        "when",
        "params",
        "1",
    ]
)
texts = st.recursive(words, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3))


class Files:
    """Files of a pack that are not on any disk."""

    def __init__(self, files: dict[str, bytes]) -> None:
        """Take them by their paths."""
        self._files = files

    def names(self, folder: str) -> list[str]:
        """Return the names of the files in a folder."""
        return sorted(path.rpartition("/")[2] for path in self._files if path.rpartition("/")[0] == folder)

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file."""
        return self._files.get(path)


def tried(files: dict[str, bytes]) -> None:
    """Read a pack and resolve it; an error of ours is an answer, too."""
    with suppress(RailError):
        known = KNOWLEDGE.with_packs(PackReader(Files(files), KNOWLEDGE).read(["./bank"]))
        active_policy(known, ["./bank"], artifact="model")


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_a_pack_or_an_error(data: bytes) -> None:
    """Neither crash nor hang."""
    tried({"bank/pack.yaml": data})
    tried({"bank/pack.yaml": HEAD.encode(), "bank/a-rule.yaml": data})


@given(texts)
def test_any_tree_behind_a_pack_is_one_or_an_error(tree: object) -> None:
    """What looks like a pack and is none is told so."""
    text = f"{HEAD}extends: [default]\nrules: {json.dumps(tree)}\n"
    tried({"bank/pack.yaml": text.encode()})
    tried({"bank/pack.yaml": HEAD.encode(), "bank/a-rule.yaml": f"{RULE}params: {json.dumps(tree)}\n".encode()})


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_joined_path_never_leaves_the_root(folder: str, path: str) -> None:
    """It is refused, or stays inside."""
    try:
        found = joined_path("a/b", path, "here")
    except RailError:
        return
    assert not found.startswith(("/", "../"))
    assert found != ".."
    assert isinstance(is_path(folder), bool)


RULES = {
    "a slip in a parameter": (
        "function: section_required_missing\nparams: {sektions: {a: [b]}}\n",
        "bank/a-rule.yaml:8: params.sektions: no such key; did you mean 'sections'?",
    ),
    "a slip in the function": (
        "function: section_required_mising\nparams: {sections: {a: [b]}}\n",
        "a-rule.yaml:7: function: 'section_required_mising' is not known; did you mean 'section_required_missing'?",
    ),
    "a rule of ours": ("function: license_missing\nparams: {}\n", "bank/a-rule.yaml:7: function: 'license_missing' is"),
    "no function": ("", "bank/a-rule.yaml:1: bank/a-rule.yaml: the key 'function' is missing"),
    "function and expression": (
        'function: phrase_forbidden\ncel: "true"\n',
        "bank/a-rule.yaml:7: function: expected no",
    ),
    "a long expression": (f'cel: "{"1+" * 2500}1"\n', "bank/a-rule.yaml:7: cel: expected a CEL expression"),
    "a word for a number": (
        "function: section_required_missing\nparams: {sections: {a: [b]}, least_words: many}\n",
        "bank/a-rule.yaml:8: params.least_words: expected how many words the section must have, at least",
    ),
}


@pytest.mark.parametrize("name", RULES)
def test_a_bad_rule_is_refused_with_its_place(name: str) -> None:
    """File, line, key, and what is nearest."""
    text, message = RULES[name]
    files = {"bank/pack.yaml": HEAD.encode(), "bank/a-rule.yaml": (RULE + text).encode()}
    with pytest.raises(RailError) as caught:
        PackReader(Files(files), KNOWLEDGE).read(["./bank"])
    assert message in caught.value.message


def test_a_rule_bears_the_name_of_its_file() -> None:
    """So that a finding leads to it."""
    files = {"bank/pack.yaml": HEAD.encode(), "bank/other.yaml": f'{RULE}cel: "true"\n'.encode()}
    with pytest.raises(RailError, match="id: 'a-rule' is not the file's name 'other'"):
        PackReader(Files(files), KNOWLEDGE).read(["./bank"])


class Input:
    """Standard input with its bytes."""

    def __init__(self, work: object) -> None:
        """Take what is asked."""
        self.buffer = io.BytesIO(json.dumps(work).encode())


@pytest.mark.parametrize(
    ("there", "row"),
    [
        (True, {"id": "a", "value": True, "reason": ""}),
        (
            False,
            {
                "id": "a",
                "value": None,
                "reason": "the package common-expression-language is missing: pip install 'railkit[policy]'",
            },
        ),
    ],
)
def test_without_the_library_an_expression_is_not_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, there: bool, row: dict[str, object]
) -> None:
    """The reason says what to install."""
    monkeypatch.setattr(expression_child, "limit", lambda: None)
    if not there:
        monkeypatch.setattr(expression_child, "find_spec", lambda _: None)
    monkeypatch.setattr(sys, "stdin", Input({"sources": {"a": "x == 1"}, "variables": {"x": 1}}))
    assert expression_child.main() == 0
    assert json.loads(capsys.readouterr().out) == row
