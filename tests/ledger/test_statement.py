"""Signed statements: what they bind, what breaks them, and whose signature counts."""

from __future__ import annotations

import base64
import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from securesystemslib.dsse import Envelope as TheirEnvelope
from securesystemslib.signer import CryptoSigner, SSlibKey

from rail.errors import InputError
from rail.knowledge.textpack import TextPack
from rail.ledger.dsse import envelope_line, read_envelope, sign, signed_by
from rail.ledger.ed25519 import new_private_key
from rail.operations.attested import verify_release
from rail.operations.keys import make_key, revoke_key, rotate_key
from rail.operations.sign import STATEMENTS, sign_release

if TYPE_CHECKING:
    from pathlib import Path

    from rail.ledger.key_folder import KeyFolder

DAY = "2026-11-24"


def signed(release: Path, folder: KeyFolder, name: str = "ours", as_of: str = DAY) -> Any:  # noqa: ANN401 # what it says is tested
    """Sign a release with a key that has no pass phrase."""
    return sign_release(str(release), folder.private_key(name, None), as_of=as_of)


def changes(release: Path, folder: KeyFolder) -> tuple[str, ...]:
    """Return what the only statement of a release no longer fits."""
    found = verify_release(str(release), folder.read_keys(), as_of=DAY)
    assert len(found.statements) == 1
    return found.statements[0].changes


def test_a_signed_release_holds(release: Path, folder: KeyFolder) -> None:
    """Weights, text and card are bound; code is not."""
    done = signed(release, folder)
    assert [(one.path, one.role) for one in done.statement.subjects] == [
        ("LICENSE", "license-text"),
        ("README.md", "card"),
        ("model.safetensors", "weights"),
    ]
    (release / "train.py").write_text("print(1)\n", encoding="utf-8")
    assert verify_release(str(release), folder.read_keys(), as_of=DAY).holds


def test_another_licence_is_seen(release: Path, folder: KeyFolder) -> None:
    """Changing the terms afterwards is told by part and by file."""
    signed(release, folder)
    card = release / "README.md"
    card.write_text("---\nlicense: apache-2.0\n---\n# Heron\n", encoding="utf-8")
    (release / "LICENSE").write_text(TextPack.load().text("apache-2.0") or "", encoding="utf-8")
    told = changes(release, folder)
    assert "licence of the weights: bigscience-openrail-m when it was signed, apache-2.0 now" in told
    assert {"LICENSE (license-text) changed", "README.md (card) changed"} < set(told)


def test_files_that_come_and_go_are_seen(release: Path, folder: KeyFolder) -> None:
    """A text that is added later is not signed for, and one that is gone is missed."""
    signed(release, folder)
    (release / "LICENSE").rename(release / "LICENSE-OTHER")
    files = [told for told in changes(release, folder) if not told.startswith("licence of")]
    assert files == [
        "LICENSE (license-text) is gone",
        "LICENSE-OTHER (license-text) came later and is not signed for",
    ]


def test_signing_again_changes_nothing(release: Path, folder: KeyFolder) -> None:
    """The same key and the same release give the same file, on a later day too."""
    assert signed(release, folder).written
    before = (release / STATEMENTS).read_bytes()
    assert not signed(release, folder, as_of="2027-05-05").written
    assert (release / STATEMENTS).read_bytes() == before


def test_a_new_signature_takes_the_place_of_ones_own_and_of_no_other(release: Path, folder: KeyFolder) -> None:
    """What somebody else signed is theirs to renew."""
    make_key(folder, "second", None, as_of=DAY)
    signed(release, folder)
    signed(release, folder, "second")
    (release / "LICENSE").write_text("Other words.\n", encoding="utf-8")
    signed(release, folder)
    found = verify_release(str(release), folder.read_keys(), as_of=DAY)
    assert sorted((one.signatures[0].name, one.holds) for one in found.statements) == [
        ("ours", True),
        ("second", False),
    ]
    assert not found.holds


def test_nothing_rests_on_a_revoked_key(release: Path, folder: KeyFolder) -> None:
    """Whatever date the statement bears: the signer wrote it."""
    signed(release, folder)
    revoke_key(folder, "ours", "stolen", as_of="2027-01-01")
    found = verify_release(str(release), folder.read_keys(), as_of=DAY)
    assert [one.standing for one in found.statements[0].signatures] == ["revoked"]
    assert not found.holds


def test_what_a_key_signed_before_its_handover_stands(release: Path, folder: KeyFolder) -> None:
    """Later dates do not."""
    signed(release, folder, as_of="2026-12-01")
    rotate_key(folder, "ours", passphrase=None, new_passphrase=None, as_of="2026-12-24")
    assert verify_release(str(release), folder.read_keys(), as_of=DAY).holds
    (release / "LICENSE").write_text("Other words.\n", encoding="utf-8")
    signed(release, folder, as_of="2026-12-25")
    found = verify_release(str(release), folder.read_keys(), as_of=DAY)
    assert [one.standing for one in found.statements[0].signatures] == ["after-rotation"]


def test_an_unknown_key_proves_nothing(release: Path, folder: KeyFolder) -> None:
    """Nor does a trust file that lies in the release."""
    signed(release, folder)
    shutil.copy(folder.trust, release / "trust.json")
    found = verify_release(str(release), (), as_of=DAY)
    assert [one.standing for one in found.statements[0].signatures] == ["unknown-key"]
    assert not found.holds


def test_a_changed_statement_is_wrong(release: Path, folder: KeyFolder) -> None:
    """A payload that the key did not sign counts against the release, even beside one that holds."""
    signed(release, folder)
    path = release / STATEMENTS
    good = path.read_text(encoding="utf-8")
    envelope = json.loads(good)
    payload = json.loads(base64.b64decode(envelope["payload"]))
    payload["predicate"]["licenses"]["weights"] = "apache-2.0"
    envelope["payload"] = base64.b64encode(json.dumps(payload).encode()).decode()
    path.write_text(good + json.dumps(envelope) + "\n", encoding="utf-8")
    found = verify_release(str(release), folder.read_keys(), as_of=DAY)
    assert [one.signatures[0].standing for one in found.statements] == ["trusted", "wrong"]
    assert not found.holds


ENVELOPE = '{"payload": "e30=", "payloadType": "%s", "signatures": [{"keyid": "a", "sig": "%s"}]}'


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "{}",
        '{"payload": 1, "payloadType": "x", "signatures": []}',
        ENVELOPE % ("application/vnd.in-toto+json", "%%"),
        ENVELOPE % ("text/plain", "aa=="),
        ENVELOPE % ("application/vnd.in-toto+json", "aa=="),
        "[" * 100_000,
    ],
)
def test_a_file_that_holds_no_statement_is_refused(release: Path, folder: KeyFolder, line: str) -> None:
    """Each with the line, and no traceback."""
    (release / STATEMENTS).write_text(line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=f"{STATEMENTS}:1"):
        verify_release(str(release), folder.read_keys(), as_of=DAY)


def test_a_release_without_statements_says_so(release: Path) -> None:
    """Unsigned is no broken signature."""
    with pytest.raises(InputError, match="nobody signed its terms"):
        verify_release(str(release), (), as_of=DAY)


def test_a_pointer_stands_for_its_file(release: Path, folder: KeyFolder) -> None:
    """What was signed over the file holds in a clone that has only the pointer."""
    done = signed(release, folder)
    weights = release / "model.safetensors"
    digest = next(one.sha256 for one in done.statement.subjects if one.path == weights.name)
    size = weights.stat().st_size
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize {size}\n"
    weights.write_text(pointer, encoding="utf-8")
    assert changes(release, folder) == ()


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(payload=st.binary(max_size=300), kind=st.text(max_size=40))
def test_envelopes_of_either_side_verify_on_the_other(payload: bytes, kind: str) -> None:
    """Ours by securesystemslib, theirs by us, with the same bytes of the signature."""
    key = new_private_key()
    ours = sign(kind, payload, key)
    theirs = TheirEnvelope(payload, kind, {})
    signer = CryptoSigner(key._key)  # noqa: SLF001 # the same key on both sides
    theirs.sign(signer)
    assert [one.sig.hex() for one in ours.signatures] == [one.signature for one in theirs.signatures.values()]
    public = SSlibKey.from_crypto(key._key.public_key())  # noqa: SLF001 # as above
    assert list(TheirEnvelope.from_dict(json.loads(envelope_line(ours))).verify([public], 1)) == [key.keyid]
    back = read_envelope(json.loads(json.dumps(theirs.to_dict())), "theirs")
    assert signed_by(back, {key.keyid: key.public}) == {key.keyid: True}
    assert signed_by(back, {key.keyid: new_private_key().public}) == {key.keyid: False}
