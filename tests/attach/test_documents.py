"""The documents that go with an attachment: for programs, the same on every day, and without reading what is large."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from attach.releases import DAY, LATER, contents, model, wish
from rail.documents.cyclonedx.reading import read_bom
from rail.documents.use_restrictions import read_use_restrictions
from rail.operations.attach import Attached, attach_license
from rail.operations.report_spdx import check_spdx

if TYPE_CHECKING:
    from pathlib import Path

OPENRAIL = "bigscience-openrail-m"
POINTER = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'a' * 64}\nsize 107374182400\n"


def attach(root: Path, name: str = OPENRAIL, day: str = DAY, **options: object) -> Attached:
    """Attach a licence to the release in a folder."""
    return attach_license(str(root), wish(name, **options), as_of=day)


def test_restrictions_are_written_for_programs(tmp_path: Path) -> None:
    """They read back as the terms of the licence."""
    attach(model(tmp_path))
    terms = read_use_restrictions((tmp_path / "use-restrictions.json").read_text(encoding="utf-8"))[OPENRAIL]
    assert terms is not None
    assert len(terms.restricted_uses()) > 10
    assert json.loads((tmp_path / "use-restrictions.odrl.jsonld").read_text(encoding="utf-8"))["@context"]


def test_a_licence_without_restrictions_has_no_such_file(tmp_path: Path) -> None:
    """An empty list would be taken for one that somebody looked for."""
    attach(model(tmp_path), "mit")
    assert not list(tmp_path.glob("use-restrictions*"))


@pytest.mark.parametrize(("kind", "name"), [("spdx", "sbom.spdx.json"), ("spdx3", "sbom.spdx3.json")])
def test_an_spdx_document_is_written_and_valid(tmp_path: Path, kind: str, name: str) -> None:
    """It names the licensor's hashes of the very files."""
    attach(model(tmp_path), sbom=kind)
    assert check_spdx(str(tmp_path / name)).problems == ()
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert sha256((tmp_path / "LICENSE").read_bytes()).hexdigest() in text


def test_a_cyclonedx_document_is_written_and_read(tmp_path: Path) -> None:
    """By our reader; the writer holds it against the schema."""
    attach(model(tmp_path), sbom="cyclonedx")
    assert read_bom((tmp_path / "bom.cdx.json").read_text(encoding="utf-8"))


def test_the_kind_that_was_written_before_is_written_again(tmp_path: Path) -> None:
    """Nothing else, unless it is asked for."""
    attach(model(tmp_path), sbom="cyclonedx")
    (tmp_path / "model.safetensors").write_bytes(b"\x08\0\0\0\0\0\0\0{}        ")
    changed = attach(tmp_path, day=LATER).planned.plan.changes
    assert [change.path for change in changed] == ["bom.cdx.json", "rail.lock"]


def test_another_day_alone_changes_no_document(tmp_path: Path) -> None:
    """Documents have a date, and keep it while nothing else changes."""
    attach(model(tmp_path), sbom="spdx")
    before = contents(tmp_path)
    attach(tmp_path, day=LATER)
    assert contents(tmp_path) == before


def test_two_licensors_are_known_at_once(tmp_path: Path) -> None:
    """The documents are written from the lock as it will be, so that a second run changes nothing."""
    attach(model(tmp_path))
    (tmp_path / "run.py").write_text("print(1)\n", encoding="utf-8")
    attach_license(str(tmp_path), wish("code=apache-2.0", licensor="Somebody Else"), as_of=DAY)
    before = contents(tmp_path)
    attach(tmp_path, day=LATER)
    assert contents(tmp_path) == before


def test_a_document_of_somebody_else_stays(tmp_path: Path) -> None:
    """It is told, and the rest is attached."""
    model(tmp_path).joinpath("sbom.spdx.json").write_text('{"theirs": true}\n', encoding="utf-8")
    done = attach(tmp_path)
    assert done.planned.notes == ("sbom.spdx.json: is somebody else's, or was changed; it was left as it is",)
    assert (tmp_path / "sbom.spdx.json").read_text(encoding="utf-8") == '{"theirs": true}\n'


def test_a_pointer_speaks_for_what_it_stands_for(tmp_path: Path) -> None:
    """The object of Git LFS is not needed."""
    model(tmp_path).joinpath("model.safetensors").write_text(POINTER, encoding="utf-8")
    attach(tmp_path)
    assert "a" * 64 in (tmp_path / "sbom.spdx.json").read_text(encoding="utf-8")


def test_large_weights_are_not_read_without_an_sbom(tmp_path: Path) -> None:
    """A hundred gigabytes take no time; only an SBOM needs their hash."""
    with model(tmp_path).joinpath("model.safetensors").open("r+b") as stream:
        stream.truncate(100 << 30)
    assert attach(tmp_path, sbom="none").written


def test_hashing_is_told_as_it_goes(tmp_path: Path) -> None:
    """For a bar on a terminal."""
    told: list[tuple[int, int]] = []
    attach_license(
        str(model(tmp_path)), wish(OPENRAIL), as_of=DAY, progress=lambda done, whole: told.append((done, whole))
    )
    assert told[-1][0] == told[-1][1] > 0
