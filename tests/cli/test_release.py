"""``rail release``: a sign-off is bound to every byte, says what was accepted, and is void when anything changes."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Rail = Callable[..., subprocess.CompletedProcess[str]]
    Valid = Callable[[str, str], Any]

WHO = ("--approver", "Ann Example", "--role", "counsel", "--as-of", "2026-11-24")


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A release with one finding that a person must decide: a licence text of its own making."""
    folder = tmp_path / "tern"
    folder.mkdir()
    (folder / "README.md").write_text(
        "---\nlicense: other\nlicense_name: tern-1\nlicense_link: LICENSE\n---\n# Tern\n\nWords.\n", encoding="utf-8"
    )
    (folder / "LICENSE").write_text(
        "Tern licence\n\nYou may use the terns of this lake for watching, for counting and for drawing, as long as "
        "you leave the lake as you found it and tell us how many you saw.\n",
        encoding="utf-8",
    )
    (folder / "weights.bin").write_bytes(b"\0" * 1000)
    return folder


def reviews(rail: Rail, release: Path) -> list[str]:
    """Return the ids of the findings that a person must decide."""
    report = json.loads(rail("check", str(release), "--format", "json", "--as-of", "2026-11-24").stdout)
    assert [one["rule"] for one in report["findings"] if one["severity"] == "error"] == []
    return [one["id"] for one in report["findings"] if one["severity"] == "review"]


def signed(rail: Rail, release: Path) -> subprocess.CompletedProcess[str]:
    """Sign a release off, accepting all that waits for a decision."""
    accepts = [word for one in reviews(rail, release) for word in ("--accept", f"{one}=counsel read it")]
    return rail("release", "approve", str(release), *WHO, *accepts)


def status(rail: Rail, release: Path, valid: Valid) -> tuple[int, list[dict[str, Any]]]:
    """Return the exit code and the sign-offs."""
    done = rail("release", "status", str(release), "--format", "json")
    return done.returncode, valid(done.stdout, "release-status-output")["approvals"]


def test_a_sign_off_records_who_what_and_why(rail: Rail, release: Path, valid: Valid) -> None:
    """The record names the approver, the accepted findings with reasons, and the hashes that it rests on."""
    waiting = reviews(rail, release)
    assert waiting
    done = signed(rail, release)
    assert done.returncode == 0, done.stderr
    kept = release / done.stdout.strip()
    document = valid(kept.read_text(encoding="utf-8"), "approval")
    assert (document["approver"], document["role"], document["identity"]) == ("Ann Example", "counsel", "asserted")
    assert [(one["id"], one["reason"]) for one in document["accepted"]] == [(one, "counsel read it") for one in waiting]
    report = kept.with_name(kept.name.replace(".approval.", ".report.")).read_bytes()
    assert hashlib.sha256(report).hexdigest() == document["report_sha256"]
    assert {"facts", "knowledge", "packs", "rules", "tool_version"} <= set(document["inputs"])
    assert status(rail, release, valid) == (0, [{**status(rail, release, valid)[1][0], "holds": True, "why": []}])


def test_a_decision_that_nobody_took_stops_the_sign_off(rail: Rail, release: Path) -> None:
    """A review finding is accepted by name or not at all; nothing is written without it."""
    done = rail("release", "approve", str(release), *WHO)
    assert done.returncode == 2
    assert reviews(rail, release)[0] in done.stderr
    assert not (release / ".rail").exists()


def test_an_open_error_cannot_be_accepted(rail: Rail, release: Path) -> None:
    """An error is mended or waived in the open; a sign-off does not do it by the way."""
    (release / "README.md").write_text("---\nlicense: aple\n---\n# Tern\n", encoding="utf-8")
    done = rail("release", "approve", str(release), *WHO, "--accept", "license-id-unknown-to-hub=never mind")
    assert done.returncode == 2
    assert "license-id-unknown-to-hub:" in done.stderr


@pytest.mark.parametrize("name", ["weights.bin", "README.md", "LICENSE", "new.txt", ".rail/curations.yaml"])
def test_any_change_voids_it(rail: Rail, release: Path, valid: Valid, name: str) -> None:
    """One other byte anywhere, weights and curations included, and the sign-off is void and says what changed."""
    assert signed(rail, release).returncode == 0
    path = release / name
    data = path.read_bytes() if path.exists() else b""
    path.write_bytes(data[:-1] + b"\1" if data else b"curations: []\n")
    code, (approval,) = status(rail, release, valid)
    assert (code, approval["holds"]) == (1, False)
    assert any(why.startswith(name) for why in approval["why"])
    if data:
        path.write_bytes(data)
        assert status(rail, release, valid)[0] == 0


def test_an_edited_report_voids_it(rail: Rail, release: Path, valid: Valid) -> None:
    """The report that was signed is part of what was signed."""
    assert signed(rail, release).returncode == 0
    report = next((release / ".rail" / "approvals").glob("*.report.json"))
    report.write_text(report.read_text(encoding="utf-8").replace("unknown", "allowed"), encoding="utf-8")
    code, (approval,) = status(rail, release, valid)
    assert code == 1
    assert "not the report that was signed" in approval["why"][0]


def test_a_dossier_can_be_verified_without_rail(rail: Rail, release: Path, tmp_path: Path) -> None:
    """sha256sum alone confirms the dossier and the release; two exports are the same bytes."""
    assert signed(rail, release).returncode == 0
    made = tmp_path / "dossier.zip"
    assert rail("release", "dossier", str(release), "--output", str(made)).returncode == 0
    first = made.read_bytes()
    rail("release", "dossier", str(release), "--output", str(made))
    assert made.read_bytes() == first
    folder = tmp_path / "dossier"
    zipfile.ZipFile(io.BytesIO(first)).extractall(folder)
    subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=folder, check=True, capture_output=True)
    subprocess.run(["sha256sum", "-c", str(folder / "release.sha256")], cwd=release, check=True, capture_output=True)
    approval = json.loads((folder / "approval.json").read_text(encoding="utf-8"))
    assert hashlib.sha256((folder / "release.sha256").read_bytes()).hexdigest() == approval["tree"]["sha256"]


def test_a_release_that_nobody_signed_is_told(rail: Rail, release: Path, valid: Valid, tmp_path: Path) -> None:
    """No sign-off is no success."""
    assert status(rail, release, valid) == (1, [])
    done = rail("release", "dossier", str(release), "--output", str(tmp_path / "x.zip"))
    assert (done.returncode, (tmp_path / "x.zip").exists()) == (2, False)


def test_a_broken_record_is_an_error_with_its_place(rail: Rail, release: Path) -> None:
    """A record that somebody edited by hand is named, and nothing is guessed from it."""
    assert signed(rail, release).returncode == 0
    kept = next((release / ".rail" / "approvals").glob("*.approval.json"))
    kept.write_text("{", encoding="utf-8")
    done = rail("release", "status", str(release))
    assert done.returncode == 2
    assert kept.name in done.stderr


@pytest.mark.parametrize("accept", ["license-text", "nothing=because", "license-text-unknown="])
def test_what_is_accepted_must_be_clear(rail: Rail, release: Path, accept: str) -> None:
    """A slip in --accept is no sign-off."""
    assert rail("release", "approve", str(release), *WHO, "--accept", accept).returncode == 2
    assert not (release / ".rail").exists()
