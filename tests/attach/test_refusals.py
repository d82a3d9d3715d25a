"""What is not attached, and what only a waiver lets pass; names with markup are names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attach.releases import DAY, MODEL_CARD, contents, model, wish
from rail.cards.yaml import read_yaml
from rail.errors import InputError
from rail.operations.attach import Attached, attach_license
from rail.operations.attach_inputs import read_waivers
from rail.operations.check import check_release

if TYPE_CHECKING:
    from pathlib import Path

OPENRAIL = "bigscience-openrail-m"
WAIVER = "waivers:\n- {rule: RULE, owner: Ann Example, reason: agreed in writing, expires: 2027-06-30}\n"
ON_BLOOM = MODEL_CARD.replace("tags:\n", "base_model: bigscience/bloom\nbase_model_relation: finetune\ntags:\n")


def attach(root: Path, *licenses: str, day: str = DAY, **options: object) -> Attached:
    """Attach licences to the release in a folder."""
    return attach_license(str(root), wish(*licenses, **options), as_of=day)


@pytest.mark.parametrize("name", ["a\nb", "a\u202eb", "a\x00b", "", " a", "x" * 201, "a\u2028b"])
def test_a_name_of_several_lines_is_refused(tmp_path: Path, name: str) -> None:
    """So is one with control or direction marks."""
    with pytest.raises(InputError, match="--licensor"):
        attach(model(tmp_path), OPENRAIL, licensor=name)


@settings(max_examples=40)
@given(
    name=st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=40)
    | st.sampled_from(
        ["<b>Org</b>", "`x`", "[x](y)", "- a: b", "# Org", "a: b #c", "\"'", "{a}", "*x*", "&amp;", "-->"]
    )
)
def test_markup_in_a_name_is_a_name(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    """It reads back as it was given, and the check finds nothing new."""
    root = model(tmp_path_factory.mktemp("release"))
    attach(root, OPENRAIL, licensor=name)
    lock = (root / "rail.lock").read_text(encoding="utf-8")
    assert json.dumps(name, ensure_ascii=False) in lock or read_yaml(lock)[1] == ()
    report = check_release(str(root), as_of=DAY)
    assert [one.rule for one in report.findings if one.severity > 0] == []
    card = (root / "README.md").read_text(encoding="utf-8")
    assert "<b>" not in card


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("openrail", "is a family of licences and names no text"),
        ("no-such-licence", "no licence of this name is known"),
        ("llama2-use-policy", "is a use policy, no licence"),
    ],
)
def test_what_is_no_licence_is_refused(tmp_path: Path, name: str, words: str) -> None:
    """With what to attach instead."""
    with pytest.raises(InputError, match=words):
        attach(model(tmp_path), name)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("openrial", "did you mean openrail? it is a family; attach one of its members: bigscience-openrail-m, "),
        ("appache-2.0", "did you mean apache-2.0?"),
        ("llama3.9", "did you mean llama3.3 or llama3.2 or llama3.1?"),
        ("nothing-like-it", "rail license list"),
    ],
)
def test_a_slip_in_a_name_leads_to_what_is_nearest(tmp_path: Path, name: str, hint: str) -> None:
    """A licence or a family; where neither is near, to none."""
    with pytest.raises(InputError) as raised:
        attach(model(tmp_path), name)
    assert (raised.value.hint or "").startswith(hint)


@pytest.mark.parametrize("words", ["Ask us.\n", "Permission is granted to be nice, and to nobody else at all.\n" * 9])
def test_a_licence_that_people_wrote_stays(tmp_path: Path, words: str) -> None:
    """Nothing is written beside it; the message names the choices."""
    model(tmp_path).joinpath("LICENSE").write_text(words, encoding="utf-8")
    before = contents(tmp_path)
    with pytest.raises(InputError, match="LICENSE: ") as refused:
        attach(tmp_path, OPENRAIL)
    assert "--replace" in str(refused.value.hint)
    assert contents(tmp_path) == before


def test_a_licence_is_replaced_on_request_and_kept(tmp_path: Path) -> None:
    """What the old one granted is not taken back; the lock says what it was."""
    attach(model(tmp_path), "mit")
    old = (tmp_path / "LICENSE").read_bytes()
    with pytest.raises(InputError, match="holds the text of mit"):
        attach(tmp_path, OPENRAIL)
    attach(tmp_path, OPENRAIL, replace=True)
    kept = [data for path, data in contents(tmp_path).items() if path.startswith(".rail/former/LICENSE.")]
    assert kept == [old]
    assert 'license: "mit"' in (tmp_path / "rail.lock").read_text(encoding="utf-8")
    assert "MIT" not in (tmp_path / "NOTICE").read_text(encoding="utf-8")


def test_restrictions_of_a_former_licence_do_not_go_on_standing_there(tmp_path: Path) -> None:
    """The files that said them say what holds now."""
    attach(model(tmp_path), OPENRAIL)
    attach(tmp_path, "mit", replace=True)
    assert "on record" in (tmp_path / "USE_RESTRICTIONS.md").read_text(encoding="utf-8")
    assert OPENRAIL not in (tmp_path / "use-restrictions.json").read_text(encoding="utf-8")
    report = check_release(str(tmp_path), as_of=DAY)
    assert [(one.rule, one.message) for one in report.findings if one.severity > 0] == []


def test_a_licence_file_of_a_part_stays(tmp_path: Path) -> None:
    """It is replaced on request, and kept."""
    attach(model(tmp_path), OPENRAIL)
    (tmp_path / "run.py").write_text("print(1)\n", encoding="utf-8")
    (tmp_path / "LICENSE-CODE").write_text("Ask us.\n", encoding="utf-8")
    with pytest.raises(InputError, match="LICENSE-CODE: "):
        attach(tmp_path, "code=apache-2.0")
    attach(tmp_path, "code=apache-2.0", replace=True)
    assert b"Ask us.\n" in contents(tmp_path).values()
    found = {str(one["kind"]): one["license"] for one in check_release(str(tmp_path), as_of=DAY).components}
    assert found["code"] == "apache-2.0"


def test_a_text_that_is_there_stays(tmp_path: Path) -> None:
    """Another wrapping is the same text."""
    attach(model(tmp_path / "a"), OPENRAIL)
    words = (tmp_path / "a" / "LICENSE").read_bytes().replace(b"\n", b"\r\n")
    model(tmp_path / "b").joinpath("LICENSE").write_bytes(words)
    attach(tmp_path / "b", OPENRAIL)
    assert (tmp_path / "b" / "LICENSE").read_bytes() == words
    assert 'from: "release"' in (tmp_path / "b" / "rail.lock").read_text(encoding="utf-8")


def test_broken_front_matter_is_not_written_over(tmp_path: Path) -> None:
    """Nothing is written at all, and that a person must mend the line is said."""
    before = contents(model(tmp_path, "---\ntags: [a\n---\n# Petal\n"))
    with pytest.raises(InputError, match=r"README\.md: .*nothing was written") as refused:
        attach(tmp_path, OPENRAIL)
    assert "mend the line by hand" in str(refused.value.hint)
    assert contents(tmp_path) == before


def test_another_licence_that_the_card_states_stays(tmp_path: Path) -> None:
    """It may have been granted already."""
    model(tmp_path, MODEL_CARD.replace("tags:", "license: mit\ntags:"))
    with pytest.raises(InputError, match="states the licence mit"):
        attach(tmp_path, OPENRAIL)
    attach(tmp_path, OPENRAIL, replace=True)
    assert "license: bigscience-openrail-m" in (tmp_path / "README.md").read_text(encoding="utf-8")


def test_a_name_that_differs_only_in_case_is_one_file(tmp_path: Path) -> None:
    """Some disks hold one file for both."""
    model(tmp_path).joinpath("License").write_text("", encoding="utf-8")
    (tmp_path / "notice").write_text("Made in May.\n", encoding="utf-8")
    attach(tmp_path, OPENRAIL)
    names = {path.name for path in tmp_path.iterdir()}
    assert (names & {"LICENSE", "License", "NOTICE", "notice"}) == {"License", "notice"}
    assert (tmp_path / "notice").read_text(encoding="utf-8").startswith("Made in May.\n\nThis release")


def test_the_access_form_asks_for_acceptance(tmp_path: Path) -> None:
    """With a box to tick; a form that is there stays."""
    attach(model(tmp_path), OPENRAIL, gate=True)
    card = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "extra_gated_prompt: " in card
    assert ": checkbox\n" in card
    assert [one.rule for one in check_release(str(tmp_path), as_of=DAY).findings if one.severity > 0] == []


def test_what_upstream_forbids_is_refused(tmp_path: Path) -> None:
    """BLOOM's restrictions cannot be dropped; the reason names the clause."""
    before = contents(model(tmp_path, ON_BLOOM))
    refused = attach(tmp_path, "mit")
    assert ([one.rule for one in refused.refused], refused.written) == (["restrictions-dropped"], False)
    assert contents(tmp_path) == before


def waiver_file(root: Path, rule: str) -> Path:
    """Write a file with one waiver."""
    path = root / "waiver.yaml"
    path.write_text(WAIVER.replace("RULE", rule), encoding="utf-8")
    return path


def test_a_waiver_travels_and_stays_a_finding(tmp_path: Path) -> None:
    """It is waived until its last day, and open after it."""
    waivers = read_waivers(str(waiver_file(tmp_path, "restrictions-dropped")))
    root = model(tmp_path / "release", ON_BLOOM)
    assert attach(root, "mit", waivers=waivers).written
    found = [one for one in check_release(str(root), as_of=DAY).findings if one.rule == "restrictions-dropped"]
    assert [(one.waived, one.evidence[-1].location and one.evidence[-1].location.path) for one in found] == [
        (True, "rail.lock")
    ]
    later = check_release(str(root), as_of="2027-07-01")
    assert {one.rule for one in later.findings if not one.waived and one.severity > 1} >= {"restrictions-dropped"}
    assert "waiver-expired" in {one.rule for one in later.findings}


def test_a_waiver_is_renewed(tmp_path: Path) -> None:
    """The new last day takes the place of the old one."""
    path = waiver_file(tmp_path, "restrictions-dropped")
    root = model(tmp_path / "release", ON_BLOOM)
    attach(root, "mit", waivers=read_waivers(str(path)))
    path.write_text(path.read_text(encoding="utf-8").replace("2027-06-30", "2028-06-30"), encoding="utf-8")
    attach(root, "mit", day="2027-07-01", waivers=read_waivers(str(path)))
    lock = (root / "rail.lock").read_text(encoding="utf-8")
    assert ("2028-06-30" in lock, "2027-06-30" in lock) == (True, False)


def test_a_waiver_that_meets_nothing_does_not_travel(tmp_path: Path) -> None:
    """It is told, and not recorded."""
    waivers = read_waivers(str(waiver_file(tmp_path, "share-alike-dropped")))
    done = attach(model(tmp_path / "release"), OPENRAIL, waivers=waivers)
    assert done.planned.notes == ("the waiver of share-alike-dropped meets no finding; it was not recorded",)
    assert "waivers:" not in (tmp_path / "release" / "rail.lock").read_text(encoding="utf-8")
