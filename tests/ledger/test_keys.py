"""Keys: what a trust file relies on, what pass phrases open, and which files are no keys of ours."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives import serialization as form
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from securesystemslib.signer import SSlibKey

from rail.errors import InputError, UnknownIdError
from rail.ledger.ed25519 import key_id, read_private_key, read_public_key
from rail.ledger.key_folder import KeyFolder
from rail.ledger.trust import find_key, read_trust, trust_text
from rail.model.key import KeyStatus
from rail.operations.keys import make_key, revoke_key, rotate_key, signing_key, trust_key

if TYPE_CHECKING:
    from pathlib import Path

DAY = "2026-11-24"


def test_a_key_id_is_the_one_that_securesystemslib_computes() -> None:
    """Both sides find the key of a signature by the same id."""
    key = ed25519.Ed25519PrivateKey.generate().public_key()
    assert key_id(key.public_bytes_raw().hex()) == SSlibKey.from_crypto(key).keyid


def test_a_private_key_can_be_read_by_its_owner_alone(folder: KeyFolder) -> None:
    """Nobody else on the machine reads the file, nor the folder."""
    assert stat.S_IMODE(folder.private_path("ours").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.root.stat().st_mode) == 0o700


def test_a_pass_phrase_opens_its_key_and_no_other_does(tmp_path: Path) -> None:
    """The private half is of no use without the words."""
    keys = KeyFolder(tmp_path)
    made = make_key(keys, "locked", b"heron and reed", as_of=DAY)
    assert keys.needs_passphrase("locked")
    assert keys.private_key("locked", b"heron and reed").keyid == made.key.keyid
    with pytest.raises(InputError, match="the pass phrase is wrong"):
        keys.private_key("locked", b"heron")
    with pytest.raises(InputError, match="its pass phrase is needed"):
        keys.private_key("locked", None)


def test_a_key_is_never_written_over(folder: KeyFolder) -> None:
    """Making a key of the same name twice keeps the first."""
    before = folder.private_path("ours").read_bytes()
    with pytest.raises(InputError, match="has a key of this name"):
        make_key(folder, "ours", None, as_of=DAY)
    folder.trust.unlink()
    with pytest.raises(InputError, match="never written over"):
        make_key(folder, "ours", None, as_of=DAY)
    assert folder.private_path("ours").read_bytes() == before


@pytest.mark.parametrize("name", ["", "../escape", "Ours", "a b", "x" * 65, "-rf"])
def test_a_name_stays_in_the_folder(folder: KeyFolder, name: str) -> None:
    """A name is no path."""
    with pytest.raises(InputError, match="expected a name"):
        make_key(folder, name, None)


def test_a_handover_is_signed_by_the_old_key(folder: KeyFolder) -> None:
    """A trust file with a handover that the old key did not sign is refused."""
    made = rotate_key(folder, "ours", passphrase=None, new_passphrase=None, as_of="2027-01-01")
    old = find_key(folder.read_keys(), "ours")
    assert (made.key.name, old.status, old.replaced_by) == ("ours-2", KeyStatus.ROTATED, made.key.keyid)
    forged = json.loads(folder.trust.read_text(encoding="utf-8"))
    forged["keys"][0]["handover"] = "00" * 64
    with pytest.raises(InputError, match="did not sign its handover"):
        read_trust(json.dumps(forged).encode(), "trust.json")


def test_a_key_that_ended_hands_over_nothing(folder: KeyFolder) -> None:
    """Neither a revoked nor a rotated key can make another one trusted."""
    revoke_key(folder, "ours", "lost", as_of=DAY)
    with pytest.raises(InputError, match="was revoked"):
        rotate_key(folder, "ours", passphrase=None, new_passphrase=None)
    with pytest.raises(InputError, match="was revoked"):
        revoke_key(folder, "ours", "again")


def test_a_trust_file_reads_back_as_it_was_written(folder: KeyFolder) -> None:
    """Nothing about a key is lost on the way."""
    rotate_key(folder, "ours", passphrase=None, new_passphrase=None, as_of=DAY)
    keys = folder.read_keys()
    assert read_trust(trust_text(keys).encode(), "trust.json") == keys


def test_a_public_key_under_another_id_is_refused(folder: KeyFolder) -> None:
    """Nobody's signature counts under a key that was put in its place."""
    forged = json.loads(folder.trust.read_text(encoding="utf-8"))
    forged["keys"][0]["public"] = "11" * 32
    with pytest.raises(InputError, match="not that of its public key"):
        read_trust(json.dumps(forged).encode(), "trust.json")


def test_keys_of_other_kinds_are_named(tmp_path: Path) -> None:
    """A key of the wrong kind, a public key and no key at all are told apart."""
    other = ec.generate_private_key(ec.SECP256R1())
    pem = other.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption())
    with pytest.raises(InputError, match="wrong kind"):
        read_private_key(pem, "key.pem", None)
    public = other.public_key().public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo)
    with pytest.raises(InputError, match="holds a public key"):
        read_private_key(public, "key.pem", None)
    with pytest.raises(InputError, match="wrong kind"):
        read_public_key(public, "key.pub")
    with pytest.raises(InputError, match="no private key"):
        read_private_key(b"\0" * 200, "weights.bin", None)
    with pytest.raises(InputError, match="holds a private key"):
        read_public_key(pem, "key.pem")
    with pytest.raises(InputError, match="neither a key"):
        KeyFolder(tmp_path).private_key("nobody", None)


def test_an_openssh_key_is_a_key_too() -> None:
    """People have Ed25519 keys of ssh-keygen already."""
    key = ed25519.Ed25519PrivateKey.generate()
    pem = key.private_bytes(form.Encoding.PEM, form.PrivateFormat.OpenSSH, form.NoEncryption())
    assert read_private_key(pem, "id_ed25519", None).public == key.public_key().public_bytes_raw().hex()


def test_a_key_of_somebody_else_is_trusted_by_name(folder: KeyFolder, tmp_path: Path) -> None:
    """One key has one name, and one name one key."""
    theirs = KeyFolder(tmp_path / "theirs")
    made = make_key(theirs, "partner", None)
    key = trust_key(folder, "partner", made.public)
    assert (key.keyid, key.since) == (made.key.keyid, None)
    with pytest.raises(InputError, match="as partner"):
        trust_key(folder, "partner-again", made.public)
    with pytest.raises(UnknownIdError, match="no such key"):
        find_key(folder.read_keys(), "nobody")


def test_a_key_that_ended_signs_nothing(folder: KeyFolder) -> None:
    """A revoked one never, a rotated one only what bears a date up to its last day."""
    rotate_key(folder, "ours", passphrase=None, new_passphrase=None, as_of="2027-01-01")
    assert signing_key(folder, "ours", None, as_of="2027-01-01").keyid
    with pytest.raises(InputError, match="was rotated on 2027-01-01"):
        signing_key(folder, "ours", None, as_of="2027-01-02")
    revoke_key(folder, "ours-2", "lost", as_of="2027-01-02")
    with pytest.raises(InputError, match="was revoked"):
        signing_key(folder, "ours-2", None, as_of="2026-01-01")
