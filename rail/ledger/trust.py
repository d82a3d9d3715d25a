"""The trust file: whose public keys are relied on, since when, and which no longer; ``trust.schema.json``.

A trust file belongs to whoever verifies. One that lies in the release that is verified is never read: its maker could
have put any key there.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from rail.errors import InputError, UnknownIdError
from rail.knowledge.documents import checked, parse_json
from rail.ledger.ed25519 import key_id, verifies
from rail.model.key import Key, KeyStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

SCHEMA = "trust/1"
_LEAST = 8  # characters of an id that are enough to name a key
_HINT = "rail key list shows the keys of the trust file"
_BROKEN = "mend or restore the file; rail key trust NAME FILE adds keys anew"


def read_trust(data: bytes, path: str) -> tuple[Key, ...]:
    """Return the keys of a trust file.

    Raises:
        InputError: it breaks the schema, or an entry contradicts itself.
    """
    document = checked(parse_json(data, path, _BROKEN), path, "trust", _BROKEN)
    keys = tuple(Key(**{**row, "status": KeyStatus(row["status"])}) for row in document["keys"])
    public = {key.keyid: key.public for key in keys}
    for key in keys:
        if key.keyid != key_id(key.public):
            message = f"{path}: {key.name}: its keyid is not that of its public key"
            raise InputError(message, _BROKEN)
        if key.replaced_by and not _handed_over(key, public.get(key.replaced_by)):
            message = f"{path}: {key.name}: the old key did not sign its handover to {key.replaced_by[:16]}"
            raise InputError(message, _BROKEN)
    if len(public) != len(keys) or len({key.name for key in keys}) != len(keys):
        message = f"{path}: a key or a name stands there twice"
        raise InputError(message, _BROKEN)
    return keys


def trust_text(keys: Iterable[Key]) -> str:
    """Return the text of a trust file, by name."""
    rows = [
        {name: value.value if isinstance(value, KeyStatus) else value for name, value in asdict(key).items()}
        for key in sorted(keys, key=lambda key: key.name)
    ]
    return json.dumps({"schema": SCHEMA, "keys": rows}, indent=2, ensure_ascii=True) + "\n"


def find_key(keys: Iterable[Key], name: str) -> Key:
    """Return the key with a name, or with an id that begins so.

    Raises:
        UnknownIdError: there is none, or more than one.
    """
    found = [key for key in keys if key.name == name or (len(name) >= _LEAST and key.keyid.startswith(name))]
    if len(found) != 1:
        message = f"{name!r}: {'several keys begin so' if found else 'the trust file has no such key'}"
        raise UnknownIdError(message, _HINT)
    return found[0]


def handover_words(new: Key) -> bytes:
    """Return what an old key signs when it hands over to a new one."""
    return f"railkit key handover v1\n{new.keyid}\n{new.public}\n".encode("ascii")


def revoked(key: Key, on: str, why: str) -> Key:
    """Return a key that nothing is relied on for any more.

    Raises:
        InputError: it was revoked before.
    """
    if key.status is KeyStatus.REVOKED:
        message = f"{key.name}: was revoked on {key.ended}"
        raise InputError(message)
    return replace(key, status=KeyStatus.REVOKED, ended=on, why=why)


def _handed_over(key: Key, new_public: str | None) -> bool:
    if new_public is None or key.handover is None or key.replaced_by is None:
        return False
    words = f"railkit key handover v1\n{key.replaced_by}\n{new_public}\n".encode("ascii")
    return verifies(key.public, bytes.fromhex(key.handover), words)
