"""What an attachment writes, leaves alone and refuses."""

from __future__ import annotations

import json
import subprocess
import sys
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attach.releases import DAY, LATER, MODEL_CARD, contents, model, wish
from rail.cards.yaml import read_yaml
from rail.errors import InputError
from rail.identify.identify import identify
from rail.model.verdict import Verdict
from rail.operations.attach import Attached, attach_license
from rail.operations.attach_inputs import read_evidence, read_waivers
from rail.operations.check import check_release

if TYPE_CHECKING:
    from pathlib import Path

OPENRAIL = "bigscience-openrail-m"
WAIVER = "waivers:\n- {rule: RULE, owner: Ann Example, reason: agreed in writing, expires: 2027-06-30}\n"
ON_BLOOM = MODEL_CARD.replace("tags:\n", "base_model: bigscience/bloom\nbase_model_relation: finetune\ntags:\n")


def attach(root: Path, *licenses: str, day: str = DAY, **options: object) -> Attached:
    """Attach licences to the release in a folder."""
    return attach_license(str(root), wish(*licenses, **options), as_of=day)


def test_one_licence_goes_everywhere(tmp_path: Path) -> None:
    """The text byte for byte, the card, the notice, the clauses, and who licensed it."""
    attach(model(tmp_path), OPENRAIL)
    card = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert [(one.status.value, one.license) for one in identify((tmp_path / "LICENSE").read_bytes())] == [
        ("canonical", OPENRAIL)
    ]
    assert "license: bigscience-openrail-m\n---\n" in card
    assert "This summary does not bind" in card
    assert "To provide medical advice" in (tmp_path / "USE_RESTRICTIONS.md").read_text(encoding="utf-8")
    assert "Example Org (2026)" in (tmp_path / "NOTICE").read_text(encoding="utf-8")
    assert 'licensor: "Example Org"' in (tmp_path / "rail.lock").read_text(encoding="utf-8")


def test_a_licence_without_an_identifier_is_named_and_linked(tmp_path: Path) -> None:
    """`license: other` with name and place, and a reference of its own for SPDX."""
    attach(model(tmp_path), "responsible-ai-source-1.1")
    card = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "license: other\nlicense_name: responsible-ai-source-1.1\nlicense_link: LICENSE\n" in card


def test_what_people_wrote_stays(tmp_path: Path) -> None:
    """Of a card only keys and a section are added."""
    attach(model(tmp_path), OPENRAIL)
    card = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert [line for line in MODEL_CARD.splitlines() if line not in card.splitlines()] == []
    assert (tmp_path / "model.safetensors").read_bytes() == model(tmp_path / "other").joinpath(
        "model.safetensors"
    ).read_bytes()


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_line_ends_and_marks_stay(tmp_path: Path, mark: str, ending: str) -> None:
    """A card in CRLF or with a byte order mark stays one."""
    before = mark + MODEL_CARD.replace("\n", ending)
    attach(model(tmp_path, before), OPENRAIL)
    after = (tmp_path / "README.md").read_bytes().decode()
    assert after.startswith(f"{mark}---{ending}")
    assert after.count("\n") == after.count(ending)
    assert [line for line in before.split(ending) if line not in after.split(ending)] == []


def test_a_folder_without_a_card_gets_one(tmp_path: Path) -> None:
    """Front matter, title and the licence; what only people know is left to `rail card new`."""
    attach(model(tmp_path, card=None), OPENRAIL)
    assert (tmp_path / "README.md").read_text(encoding="utf-8").startswith("---\nlicense: bigscience-openrail-m\n---\n")


def parts(root: Path) -> Path:
    """Return a release with weights, code and data."""
    model(root)
    (root / "run.py").write_text("print(1)\n", encoding="utf-8")
    (root / "data.jsonl").write_text("{}\n", encoding="utf-8")
    (root / "config.json").write_text("{}\n", encoding="utf-8")
    return root


PARTS = (f"weights={OPENRAIL}", "code=apache-2.0", "data=cc-by-4.0", "docs=cc-by-4.0")


def test_parts_have_licences_of_their_own(tmp_path: Path) -> None:
    """Each is concluded, the check has nothing against it, and the REUSE tool is content."""
    attach(parts(tmp_path), *PARTS)
    report = check_release(str(tmp_path), as_of=DAY)
    assert {str(one["kind"]): one["license"] for one in report.components} == dict(part.split("=") for part in PARTS)
    assert report.verdict > Verdict.UNKNOWN
    run = subprocess.run(
        [sys.executable, "-m", "reuse", "--root", str(tmp_path), "lint"], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")


def test_once_for_all_parts_or_one_after_the_other_is_the_same(tmp_path: Path) -> None:
    """The order of the commands plays no part."""
    attach(parts(tmp_path / "at-once"), *PARTS)
    for part in reversed(PARTS):
        attach(parts(tmp_path / "in-turn") if part is PARTS[-1] else tmp_path / "in-turn", part)
    at_once, in_turn = contents(tmp_path / "at-once"), contents(tmp_path / "in-turn")
    assert sorted(at_once) == sorted(in_turn)
    assert {path: at_once[path] for path in at_once if path not in {"NOTICE", "README.md"}} == {
        path: in_turn[path] for path in in_turn if path not in {"NOTICE", "README.md"}
    }
    assert sorted(at_once["NOTICE"].splitlines()) == sorted(in_turn["NOTICE"].splitlines())


def test_a_part_after_the_whole(tmp_path: Path) -> None:
    """What was attached to the release then governs the rest."""
    attach(parts(tmp_path), OPENRAIL)
    attach(tmp_path, "code=apache-2.0")
    found = {str(one["kind"]): one["license"] for one in check_release(str(tmp_path), as_of=DAY).components}
    assert (found["weights"], found["code"]) == (OPENRAIL, "apache-2.0")
    assert (tmp_path / "LICENSES" / f"LicenseRef-{OPENRAIL}.txt").is_file()


def test_annotations_that_people_wrote_stay_and_count(tmp_path: Path) -> None:
    """Ours stand before theirs: of the tables that match a file the last one counts."""
    theirs = (
        '# ours since 2024\nversion = 1\n\n[[annotations]]\npath = "vendor/**"\n'
        'SPDX-FileCopyrightText = "2024 Others"\nSPDX-License-Identifier = "MIT"\n'
    )
    parts(tmp_path).joinpath("REUSE.toml").write_text(theirs, encoding="utf-8")
    attach(tmp_path, *PARTS)
    text = (tmp_path / "REUSE.toml").read_text(encoding="utf-8")
    assert text.startswith("# ours since 2024\nversion = 1\n\n# rail attach: begin\n")
    assert text.endswith(theirs.partition("\n\n")[2])


def test_a_second_run_on_another_day_changes_nothing(tmp_path: Path) -> None:
    """Nor does it ask again who licenses."""
    attach(parts(tmp_path), *PARTS)
    before = contents(tmp_path)
    again = attach(tmp_path, *PARTS, day=LATER, licensor=None, authority=None)
    assert (contents(tmp_path), again.planned.plan.changes) == (before, ())


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    """It shows a patch that git takes."""
    before = contents(model(tmp_path))
    shown = attach_license(str(tmp_path), wish(OPENRAIL), as_of=DAY, write=False)
    assert contents(tmp_path) == before
    subprocess.run(["git", "apply", "--check", "-"], input=shown.patch.encode(), cwd=tmp_path, check=True)


def test_nobody_is_guessed(tmp_path: Path) -> None:
    """Without a licensor nothing is attached; without evidence that is recorded."""
    with pytest.raises(InputError, match="--licensor NAME and --authority"):
        attach(model(tmp_path), OPENRAIL, licensor=None, authority=None)
    attach(tmp_path, OPENRAIL)
    assert 'evidence: "none"' in (tmp_path / "rail.lock").read_text(encoding="utf-8")


def test_evidence_is_known_by_its_hash(tmp_path: Path) -> None:
    """The document itself stays where it is."""
    minutes = tmp_path / "minutes.pdf"
    minutes.write_bytes(b"agreed")
    attach(model(tmp_path / "release"), OPENRAIL, evidence=read_evidence(str(minutes)))
    row = f'evidence: {{name: "minutes.pdf", sha256: "{sha256(b"agreed").hexdigest()}", size: 6}}'
    assert row in (tmp_path / "release" / "rail.lock").read_text(encoding="utf-8")
    assert not (tmp_path / "release" / "minutes.pdf").exists()


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


def test_a_text_that_is_there_stays(tmp_path: Path) -> None:
    """Another wrapping is the same text."""
    attach(model(tmp_path / "a"), OPENRAIL)
    words = (tmp_path / "a" / "LICENSE").read_bytes().replace(b"\n", b"\r\n")
    model(tmp_path / "b").joinpath("LICENSE").write_bytes(words)
    attach(tmp_path / "b", OPENRAIL)
    assert (tmp_path / "b" / "LICENSE").read_bytes() == words
    assert 'from: "release"' in (tmp_path / "b" / "rail.lock").read_text(encoding="utf-8")


def test_broken_front_matter_is_not_written_over(tmp_path: Path) -> None:
    """Nothing is written at all, and the repair is named."""
    before = contents(model(tmp_path, "---\ntags: [a\n---\n# Petal\n"))
    with pytest.raises(InputError, match=r"README\.md: .*nothing was written") as refused:
        attach(tmp_path, OPENRAIL)
    assert "rail check --fix" in str(refused.value.hint)
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


def test_a_waiver_that_meets_nothing_does_not_travel(tmp_path: Path) -> None:
    """It is told, and not recorded."""
    waivers = read_waivers(str(waiver_file(tmp_path, "share-alike-dropped")))
    done = attach(model(tmp_path / "release"), OPENRAIL, waivers=waivers)
    assert done.planned.notes == ("the waiver of share-alike-dropped meets no finding; it was not recorded",)
    assert "waivers:" not in (tmp_path / "release" / "rail.lock").read_text(encoding="utf-8")


def test_rail_lock_keeps_what_was_attached(tmp_path: Path) -> None:
    """`rail lock` writes upstreams, and leaves the rest."""
    from rail.operations.lock import lock_release

    attach(model(tmp_path, ON_BLOOM), "bigscience-bloom-rail-1.0")
    before = (tmp_path / "rail.lock").read_bytes()
    assert lock_release(str(tmp_path), as_of=LATER).written
    assert (tmp_path / "rail.lock").read_bytes() == before


def test_a_lock_that_is_there_is_kept(tmp_path: Path) -> None:
    """Comments and entries of people stay, in CRLF too."""
    lock = "# ours\r\nschema: lock/1\r\nupstreams:\r\n  - {name: a/b, stated: true, license: mit}\r\n"
    model(tmp_path).joinpath("rail.lock").write_bytes(lock.encode())
    attach(tmp_path, OPENRAIL)
    after = (tmp_path / "rail.lock").read_bytes().decode()
    assert after.startswith(lock)
    assert after.count("\n") == after.count("\r\n")


def test_a_restrictions_file_that_people_changed_stays(tmp_path: Path) -> None:
    """Ours is written anew only while nobody touched it."""
    attach(model(tmp_path), OPENRAIL)
    (tmp_path / "USE_RESTRICTIONS.md").write_text("Our own words.\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"USE_RESTRICTIONS\.md: holds what people wrote"):
        attach(tmp_path, OPENRAIL)
