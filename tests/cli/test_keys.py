"""``rail key`` and ``rail report verify`` as they are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rail.ledger.key_folder import KeyFolder
from rail.operations.sign import sign_release

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Rail = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def own(tmp_path: Path) -> dict[str, Any]:
    """Return the environment of somebody with an empty folder of keys."""
    return {"RAIL_KEYS": str(tmp_path / "keys"), "RAIL_PASSPHRASE": "", "RAIL_TRUST": ""}


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """Return a release that says under which terms it is."""
    root = tmp_path / "heron"
    root.mkdir()
    (root / "README.md").write_text("---\nlicense: mit\n---\n# Heron\n", encoding="utf-8")
    (root / "model.safetensors").write_bytes(b"\x02\0\0\0\0\0\0\0{}")
    return root


def test_a_key_is_made_listed_and_revoked(
    rail: Rail, valid: Callable[[str, str], Any], own: dict[str, Any], tmp_path: Path
) -> None:
    """The pass phrase comes from a file, and the list says what became of the key."""
    words = tmp_path / "words"
    words.write_text("heron and reed\n", encoding="utf-8")
    made = rail("key", "new", "ours", "--passphrase-file", str(words), env=own)
    assert (made.returncode, len(made.stdout.strip())) == (0, 64)
    revoked = rail("key", "revoke", "ours", "--why", "lost", "--as-of", "2027-01-01", env=own)
    assert revoked.returncode == 0
    listed = valid(rail("key", "list", "--format", "json", env=own).stdout, "key-list-output")
    assert [(key["keyid"], key["status"], key["why"]) for key in listed["keys"]] == [
        (made.stdout.strip(), "revoked", "lost")
    ]


def test_without_a_pass_phrase_nothing_is_made(rail: Rail, own: dict[str, Any], tmp_path: Path) -> None:
    """Where nobody can be asked, going without one has to be said."""
    done = rail("key", "new", "ours", env=own, stdin=-3)
    assert (done.returncode, done.stdout) == (2, "")
    assert "a pass phrase is needed" in done.stderr
    assert not (tmp_path / "keys").exists()


def test_a_handover_asks_for_the_old_pass_phrase(rail: Rail, own: dict[str, Any]) -> None:
    """It cannot be made by somebody who only has the file."""
    locked = {**own, "RAIL_PASSPHRASE": "heron and reed"}
    assert rail("key", "new", "ours", env=locked).returncode == 0
    refused = rail("key", "rotate", "ours", env={**own, "RAIL_PASSPHRASE": "guess"})
    assert (refused.returncode, "pass phrase is wrong" in refused.stderr) == (2, True)
    assert rail("key", "rotate", "ours", "--to", "heir", env=locked).returncode == 0
    assert "ours: rotated" in rail("key", "list", env=own).stdout


def test_a_signed_release_is_verified_by_whoever_has_the_public_key(
    rail: Rail, valid: Callable[[str, str], Any], own: dict[str, Any], release: Path, tmp_path: Path
) -> None:
    """Exit 0 while it holds, 1 when the licence was changed or the key is not known."""
    assert rail("key", "new", "ours", "--no-passphrase", env=own).returncode == 0
    sign_release(str(release), KeyFolder(tmp_path / "keys").private_key("ours", None))
    theirs = {**own, "RAIL_KEYS": str(tmp_path / "theirs")}
    assert rail("report", "verify", str(release), env=theirs).returncode == 1
    assert rail("key", "trust", "maker", str(tmp_path / "keys" / "ours.pub"), env=theirs).returncode == 0
    assert rail("report", "verify", str(release), env=theirs).returncode == 0
    card = release / "README.md"
    card.write_text(card.read_text(encoding="utf-8").replace("mit", "apache-2.0"), encoding="utf-8")
    done = rail("report", "verify", str(release), "--format", "json", env=theirs)
    found = valid(done.stdout, "verify-output")
    assert (done.returncode, found["holds"]) == (1, False)
    assert "licence of the weights: mit when it was signed, apache-2.0 now" in found["statements"][0]["changes"]


def test_an_unsigned_release_is_an_error_with_the_next_step(rail: Rail, own: dict[str, Any], release: Path) -> None:
    """It is neither a pass nor a broken signature."""
    done = rail("report", "verify", str(release), env=own)
    assert done.returncode == 2
    assert "hint: rail attach LICENSE PATH --sign KEY" in done.stderr


def test_attaching_can_sign_in_the_same_step(rail: Rail, own: dict[str, Any], release: Path) -> None:
    """A second run changes nothing; a key that cannot be opened stops before anything is written."""
    who = ("--licensor", "Heron Lab", "--authority", "owner")
    before = {path.name: path.read_bytes() for path in release.iterdir()}
    refused = rail("attach", "apache-2.0", str(release), *who, "--replace", "--sign", "ours", env=own)
    assert (refused.returncode, "neither a key" in refused.stderr) == (2, True)
    assert {path.name: path.read_bytes() for path in release.iterdir()} == before
    assert rail("key", "new", "ours", "--no-passphrase", env=own).returncode == 0
    done = rail("attach", "apache-2.0", str(release), *who, "--replace", "--sign", "ours", env=own)
    assert (done.returncode, "signed with key" in done.stderr) == (0, True), done.stderr
    signed = (release / "rail.intoto.jsonl").read_bytes()
    assert rail("report", "verify", str(release), env=own).returncode == 0
    again = rail("attach", "apache-2.0", str(release), *who, "--sign", "ours", env=own)
    assert (again.returncode, "nothing changed" in again.stderr) == (0, True), again.stderr
    assert (release / "rail.intoto.jsonl").read_bytes() == signed


def test_a_broken_trust_file_is_to_be_mended_or_restored(rail: Rail, own: dict[str, Any], tmp_path: Path) -> None:
    """The hint does not name the command that just failed."""
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "trust.json").write_text("{", encoding="utf-8")
    done = rail("key", "list", env=own)
    assert done.returncode == 2
    assert "hint: mend or restore the file; rail key trust NAME FILE adds keys anew" in done.stderr
