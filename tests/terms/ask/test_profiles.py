"""Profile files: what is written is read back, and whatever else stands there is named."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from rail.errors import InputError
from rail.knowledge.store import Knowledge
from rail.model.profile import UseProfile
from rail.operations.profiles import read_profile
from rail.reports.answer import profile_document, profile_yaml
from rail.resources import content_dir

VOCABULARY = Knowledge.load().vocabulary()
KINDS = VOCABULARY.kinds
SCHEMA = json.loads((content_dir("policy") / "schema" / "profile.schema.json").read_text(encoding="utf-8"))
PLACES = sorted(
    {code for entry in KINDS["territories"].values() for code in cast("list[str]", entry.details["members"])}
)


def words(kind: str) -> st.SearchStrategy[tuple[str, ...]]:
    """Return some ids of one kind."""
    return st.lists(st.sampled_from(sorted(KINDS[kind])), max_size=3).map(tuple)


def answers() -> st.SearchStrategy[dict[str, bool | int]]:
    """Return answers to some questions."""
    forms = {"yes-no": st.booleans(), "number": st.integers(0, 10**18)}
    questions = {name: forms[str(entry.details["answer"])] for name, entry in KINDS["questions"].items()}
    return st.fixed_dictionaries({}, optional=questions)


profiles = st.builds(
    UseProfile,
    uses=words("uses"),
    not_uses=words("uses"),
    actions=st.lists(st.sampled_from(sorted(KINDS["actions"])), min_size=1, max_size=3).map(tuple),
    sectors=words("sectors"),
    territory=st.lists(st.sampled_from(PLACES), max_size=3).map(tuple),
    domicile=st.lists(st.sampled_from([*PLACES, "EU", "WORLD"]), max_size=2).map(tuple),
    actor=st.sampled_from(["", *sorted(KINDS["actors"])]),
    description=st.text(st.characters(codec="ascii", exclude_categories=["C"]), max_size=20),
    facts=answers(),
    currency=st.sampled_from(["USD", "CNY"]),
)


def read(data: bytes) -> UseProfile:
    """Read a profile from a file with these bytes."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "profile.yaml")
        path.write_bytes(data)
        return read_profile(str(path), VOCABULARY)


@given(profiles)
def test_a_saved_profile_is_read_back_as_it_was(profile: UseProfile) -> None:
    """Saving loses nothing, and what is saved keeps the schema."""
    Draft202012Validator(SCHEMA).validate(profile_document(profile))
    assert read(profile_yaml(profile).encode()) == profile


@given(st.one_of(st.binary(max_size=80), st.text(max_size=80).map(str.encode)))
def test_any_bytes_give_a_profile_or_an_error_that_names_the_file(data: bytes) -> None:
    """Nothing in a file makes the reader fail in another way."""
    try:
        read(data)
    except InputError as error:
        assert "profile.yaml" in error.message  # noqa: PT017 # either way is right


KEYS = st.sampled_from([*SCHEMA["properties"], "use"])
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=8), st.sampled_from(["mit", "FR", "health"])),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=5,
)


@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_a_profile_of_the_wrong_form_is_an_error_with_its_line(content: dict[str, object]) -> None:
    """Every value may be of another form than the one that is asked for."""
    try:
        read(json.dumps(content).encode())
    except InputError as error:
        assert "profile.yaml:1: " in error.message or "profile.yaml: " in error.message  # noqa: PT017 # either is right


@given(profiles, st.sampled_from(["uses", "actions", "sectors"]), st.text("abcxyz-", min_size=3, max_size=9))
def test_an_unknown_word_is_never_taken(profile: UseProfile, kind: str, word: str) -> None:
    """A word that the vocabulary does not have is refused, however near it is to one."""
    if word in KINDS[kind]:
        return
    content = profile_document(replace(profile, **{kind: ()}))
    try:
        read(json.dumps({**content, kind: [word]}).encode())
    except InputError as error:
        assert f"unknown word of {kind} {word!r}" in error.message  # noqa: PT017 # the other way is the failure
    else:
        raise AssertionError(word)
