"""What an attachment writes, leaves alone and refuses."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from attach.releases import DAY, LATER, MODEL_CARD, contents, model, wish
from rail.attach.text_sources import TextOffer
from rail.errors import InputError
from rail.identify.identify import identify
from rail.knowledge.textpack import TextPack
from rail.model.verdict import Verdict
from rail.operations.attach import Attached, attach_license
from rail.operations.attach_inputs import read_evidence
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


def test_a_copy_that_is_set_otherwise_gives_clauses_and_notice(tmp_path: Path) -> None:
    """They stand in their own file as they stand in that copy."""
    words = TextPack.load().text("llama1") or ""
    copy = tmp_path / "copy.txt"
    copy.write_text(re.sub(r"((?:\S+ ){9}\S+) ", "\\1\n", words), encoding="utf-8")
    root = model(tmp_path / "release")
    attach(root, "llama1", offer=TextOffer(str(copy)))
    assert (root / "LICENSE").read_bytes() == copy.read_bytes()
    assert 'from: "file", matched: "words"' in (root / "rail.lock").read_text(encoding="utf-8")
    report = check_release(str(root), as_of=DAY)
    assert [(one.rule, one.message) for one in report.findings if one.severity > 0] == []


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
    """Each is concluded, and the check has nothing against it."""
    attach(parts(tmp_path), *PARTS)
    report = check_release(str(tmp_path), as_of=DAY)
    assert {str(one["kind"]): one["license"] for one in report.components} == dict(part.split("=") for part in PARTS)
    assert report.verdict > Verdict.UNKNOWN


def test_the_reuse_tool_is_content(tmp_path: Path) -> None:
    """What is written for several parts keeps the REUSE specification (https://reuse.software/spec-3.3/)."""
    attach(parts(tmp_path), *PARTS)
    pytest.importorskip("reuse", reason="the REUSE tool comes with the linters (make lint)")
    run = subprocess.run(
        [sys.executable, "-m", "reuse", "--root", str(tmp_path), "lint"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "REUSE_ENCODING_MODULE": "charset_normalizer"},
    )
    assert (run.returncode, run.stderr) == (0, "")


def test_once_for_all_parts_or_one_after_the_other_is_the_same(tmp_path: Path) -> None:
    """The order of the commands plays no part."""
    attach(parts(tmp_path / "at-once" / "petal"), *PARTS)
    parts(tmp_path / "in-turn" / "petal")
    for part in reversed(PARTS):
        attach(tmp_path / "in-turn" / "petal", part)
    at_once, in_turn = contents(tmp_path / "at-once"), contents(tmp_path / "in-turn")
    assert [path for path in {*at_once, *in_turn} if at_once.get(path) != in_turn.get(path)] == []


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
