"""Keys for signatures, approvals and seals: make, list, trust, hand over and revoke them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rail.errors import InputError
from rail.ledger.ed25519 import key_id, new_private_key, read_public_key
from rail.ledger.trust import find_key, handover_words, revoked
from rail.model.key import Key, KeyStatus
from rail.model.late import dataclass
from rail.operations.today import as_of_date

if TYPE_CHECKING:
    from rail.ledger.ed25519 import PrivateKey
    from rail.ledger.key_folder import KeyFolder

_NUMBERED = re.compile(r"(?P<stem>.+)-(?P<number>\d{1,4})\Z")
_LARGEST = 64 << 10


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key pair that was made.

    Attributes:
        key: its public half, as the trust file knows it.
        private: where the private half lies.
        public: where the public half lies.
    """

    key: Key
    private: str
    public: str


def make_key(folder: KeyFolder, name: str, passphrase: bytes | None, *, as_of: str | None = None) -> NewKey:
    """Make a key pair, and put its public half into the trust file.

    Args:
        folder: the folder of keys.
        name: what its holder calls it.
        passphrase: encrypts the private half; ``None`` leaves it open.
        as_of: ISO date from which the key is relied on; today in UTC when not given.

    Raises:
        InputError: the name is none, or taken.
        RailError: it cannot be written.
    """
    since = as_of_date(as_of)
    known = folder.read_keys()
    folder.private_path(name)
    if any(key.name == name for key in known):
        message = f"{name}: the trust file has a key of this name"
        raise InputError(message, "choose another name, or rail key rotate")
    fresh = new_private_key()
    private, public = folder.add(name, fresh, passphrase)
    key = Key(fresh.keyid, name, fresh.public, since)
    folder.write_keys((*known, key))
    return NewKey(key, str(private), str(public))


def trust_key(folder: KeyFolder, name: str, path: str, *, since: str | None = None) -> Key:
    """Put somebody's public key into the trust file.

    Raises:
        InputError: the file holds no Ed25519 public key, or the key or the name is there already.
    """
    folder.private_path(name)
    try:
        data = Path(path).read_bytes()[:_LARGEST]
    except OSError as error:
        message = f"{path}: cannot be read: {error.strerror or error}"
        raise InputError(message) from error
    public = read_public_key(data, path)
    key = Key(key_id(public), name, public, None if since is None else as_of_date(since))
    known = folder.read_keys()
    there = next((one for one in known if key.keyid == one.keyid or key.name == one.name), None)
    if there is not None:
        message = f"{path}: the trust file has this {'key' if there.keyid == key.keyid else 'name'} as {there.name}"
        raise InputError(message, "rail key list")
    folder.write_keys((*known, key))
    return key


def rotate_key(  # noqa: PLR0913 # both keys and both pass phrases are named
    folder: KeyFolder,
    name: str,
    *,
    to: str | None = None,
    passphrase: bytes | None,
    new_passphrase: bytes | None,
    as_of: str | None = None,
) -> NewKey:
    """Hand a key over to a fresh one: the old key signs the new, and what it signed until then stands.

    Args:
        folder: the folder of keys.
        name: the old key.
        to: name of the new one; the old name with the next number when not given.
        passphrase: opens the old key.
        new_passphrase: encrypts the new one.
        as_of: ISO date of the handover; today in UTC when not given.

    Raises:
        InputError: the old key is not active or cannot be opened, or the new name is taken.
        RailError: the new key cannot be written; then the old one stays as it is.
    """
    date = as_of_date(as_of)
    old = find_key(folder.read_keys(), name)
    if old.status is not KeyStatus.ACTIVE:
        message = f"{old.name}: was {old.status.value} on {old.ended}; it can hand over nothing"
        raise InputError(message, "rail key new NAME makes a fresh key")
    signer = folder.private_key(old.name, passphrase)
    if signer.keyid != old.keyid:
        message = f"{old.name}: its key file is not the key of the trust file"
        raise InputError(message)
    made = make_key(folder, to or _next_name(old.name), new_passphrase, as_of=date)
    ended = replace(
        old,
        status=KeyStatus.ROTATED,
        ended=date,
        why="handed over",
        replaced_by=made.key.keyid,
        handover=signer.sign(handover_words(made.key)).hex(),
    )
    folder.write_keys(ended if key.keyid == old.keyid else key for key in folder.read_keys())
    return made


def signing_key(folder: KeyFolder, name: str, passphrase: bytes | None, *, as_of: str | None = None) -> PrivateKey:
    """Return a private key that may still sign.

    Args:
        folder: the folder of keys.
        name: of the key, or the path of its file.
        passphrase: opens it.
        as_of: ISO date that the statement will bear; today in UTC when not given.

    Raises:
        InputError: there is no such key, it cannot be opened, or the trust file says that it ended.
    """
    date = as_of_date(as_of)
    private = folder.private_key(name, passphrase)
    key = next((one for one in folder.read_keys() if one.keyid == private.keyid), None)
    if key is None or key.status is KeyStatus.ACTIVE or (key.status is KeyStatus.ROTATED and date <= (key.ended or "")):
        return private
    message = f"{name}: was {key.status.value} on {key.ended}; nobody would rely on what it signs"
    raise InputError(message, "rail key list shows the keys that are active; rail key new NAME makes one")


def revoke_key(folder: KeyFolder, name: str, why: str, *, as_of: str | None = None) -> Key:
    """Rely on a key for nothing any more, whatever the date of what it signed.

    Raises:
        InputError: there is no such key, it was revoked before, or no reason is given.
    """
    if not why.strip():
        message = "--why: expected the reason"
        raise InputError(message)
    known = folder.read_keys()
    key = find_key(known, name)
    ended = revoked(key, as_of_date(as_of), why.strip())
    folder.write_keys(ended if one.keyid == key.keyid else one for one in known)
    return ended


def _next_name(name: str) -> str:
    found = _NUMBERED.match(name)
    return f"{found['stem']}-{int(found['number']) + 1}" if found else f"{name}-2"
