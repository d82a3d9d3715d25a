"""A composed licence: text and record cannot disagree, and the same answers give the same bytes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from attach.compositions import plain_answers_of, random_answers, seeded
from rail.attach.compose.answers import plain_answers, read_answers
from rail.attach.compose.assemble import assemble, unfilled
from rail.encode.lint.problem import House
from rail.encode.lint.record import lint_record
from rail.identify.own import identify_with_own
from rail.knowledge.own import OwnRecord
from rail.knowledge.records import read_record
from rail.operations.compose import _schema
from rail.resources import content_dir

if TYPE_CHECKING:
    from collections.abc import Callable

    from rail.attach.compose.compose import Composed
    from rail.attach.compose.library import Library

Plain = dict[str, Any]
SEEDS = range(12)


@pytest.fixture(scope="module")
def house() -> House:
    """Return the vocabulary and the schema."""
    contents = map(read_record, sorted((content_dir("policy") / "vocabulary").glob("*.yaml")))
    words = {item["kind"]: {entry["id"]: entry.get("parent") for entry in item["entries"]} for item in contents}
    return House(words, {}, _schema("license"))


def own(licence: Composed) -> OwnRecord:
    """Return a licence as a record of one's own."""
    return OwnRecord(f".rail/licenses/{licence.id}/license.yaml", licence.record, licence.text)


@pytest.mark.parametrize("seed", SEEDS)
def test_text_and_record_agree(
    seed: int, library: Library, composed: Callable[[Plain], Composed], house: House
) -> None:
    """Lint has nothing to say about any composition."""
    licence = composed(random_answers(seeded(seed), library))
    assert lint_record(licence.record, house, licence.text) == ()


@pytest.mark.parametrize("seed", SEEDS)
def test_the_record_composes_the_same_bytes_again(
    seed: int,
    library: Library,
    composed: Callable[[Plain], Composed],
    tmp_path: Any,  # noqa: ANN401 # a path
) -> None:
    """What is written can be read back, and gives text and record again."""
    first = composed(random_answers(seeded(seed), library))
    path = tmp_path / "license.yaml"
    path.write_text(first.yaml, encoding="utf-8")
    again = composed(read_record(path)["composed"]["answers"])
    assert (again.text, again.yaml, again.markdown(), again.html()) == (
        first.text,
        first.yaml,
        first.markdown(),
        first.html(),
    )


def test_compositions_are_told_apart(library: Library, composed: Callable[[Plain], Composed]) -> None:
    """Among many that are alike each is identified as itself."""
    licences = [composed(random_answers(seeded(seed), library)) for seed in SEEDS]
    known = tuple(own(licence) for licence in licences)
    for licence in licences:
        found = identify_with_own(licence.text.encode(), known)
        assert [(item.license, item.status.value) for item in found] == [(licence.id, "canonical")]


def test_a_changed_word_of_a_restriction_is_seen(composed: Callable[[Plain], Composed]) -> None:
    """The text is the licence only as long as every word is."""
    licence = composed(plain_answers_of())
    changed = licence.text.replace("break into electronic", "repair electronic")
    assert changed != licence.text
    found = identify_with_own(changed.encode(), (own(licence),))
    assert [(item.license, item.status.value) for item in found] == [(licence.id, "modified")]


@pytest.mark.parametrize("seed", SEEDS)
def test_defined_terms_are_those_that_are_used(seed: int, library: Library) -> None:
    """Nothing is defined for nothing, nothing is left open, and definitions stand in order."""
    answers = read_answers(random_answers(seeded(seed), library), library, "answers")
    text = assemble(answers, library).text
    defined = [block.lead.strip('"') for block in text.blocks if block.id.startswith("def-")]
    assert defined == sorted(defined)
    assert set(unfilled(text)) <= {"{licensor}", "{Model}"}  # a licensor is called so
    for term in defined:
        used = [block for block in text.blocks if re.search(rf"\b{term}", block.text) and block.lead != f'"{term}"']
        assert used != []


def test_the_order_of_answers_plays_no_part(composed: Callable[[Plain], Composed]) -> None:
    """The same answers are the same licence."""
    rows = [{"use": "military"}, {"use": "malware", "exception": ["research", "authorization"]}]
    turned = [{"use": "malware", "exception": ["authorization", "research"]}, {"use": "military"}]
    first = composed(plain_answers_of(artifacts=["data", "model"], restrictions=rows))
    assert composed(plain_answers_of(artifacts=["model", "data"], restrictions=turned)).yaml == first.yaml


def test_answers_survive_being_written(library: Library) -> None:
    """Reading what was written changes nothing."""
    for seed in SEEDS:
        answers = read_answers(random_answers(seeded(seed), library), library, "answers")
        assert read_answers(plain_answers(answers), library, "answers") == answers


@pytest.mark.parametrize(
    ("type_", "flow", "limits"),
    [
        ("open", "same-restrictions", set()),
        ("research", "same-restrictions", {"research-only", "non-commercial"}),
        ("closed", "none", {"no-distribution", "no-hosting", "no-derivatives", "personal-grant", "no-output-training"}),
    ],
)
def test_a_type_decides_who_may_do_what(
    type_: str, flow: str, limits: set[str], composed: Callable[[Plain], Composed]
) -> None:
    """Open, research and closed differ in what they permit, limit and let travel."""
    record = composed(plain_answers_of(type=type_)).record
    abouts = {(term["kind"], term["about"]) for term in record["terms"]["items"]}
    narrowing = {"research-only", "non-commercial", "no-distribution", "no-hosting", "no-derivatives", "personal-grant"}
    assert record["terms"]["flow_down"] == flow
    assert {about for kind, about in abouts if kind == "limit"} & (narrowing | {"no-output-training"}) == limits
    assert (("permission", "distribute") in abouts) is (type_ != "closed")
    assert (("permission", "commercial-use") in abouts) is (type_ != "research")


def test_the_record_carries_every_qualifier_that_was_chosen(composed: Callable[[Plain], Composed]) -> None:
    """A term says what its sentence says."""
    row = {"use": "medical-advice", "automation": ["fully-automated"], "exception": ["supplement", "research"]}
    licence = composed(plain_answers_of(restrictions=[row]))
    term = next(item for item in licence.record["terms"]["items"] if item["kind"] == "prohibition")
    assert (term["qualifiers"]["automation"], term["qualifiers"]["exception"]) == (
        ["fully-automated"],
        ["supplement", "research"],
    )
    assert "no person takes part in the decision" in " ".join(licence.text.split())


def test_no_text_names_a_licence_family(library: Library, composed: Callable[[Plain], Composed]) -> None:
    """What is composed here calls itself by its own name only."""
    licence = composed(plain_answers_of(restrictions=[{"use": use} for use in library.restrictions]))
    assert re.findall(r"\b\w*rail\w*\b", licence.text, flags=re.IGNORECASE) == []
