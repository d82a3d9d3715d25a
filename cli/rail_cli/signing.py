"""``--sign``: the key is opened before anything is written, and the terms are signed once all is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail_cli.hashing import folder_bytes, hashing
from rail_cli.output import tell

if TYPE_CHECKING:
    from rail.ledger.ed25519 import PrivateKey


def open_key(name: str, keys: str | None, passphrase_file: str | None, as_of: str | None) -> PrivateKey:
    """Return a private key that may sign, asking for its pass phrase where it needs one.

    Raises:
        InputError: there is no such key, it cannot be opened, or it ended.
    """
    from rail.operations.keys import signing_key
    from rail_cli.key_options import key_folder
    from rail_cli.passphrase import known_passphrase

    folder = key_folder(keys, None)
    needed = folder.needs_passphrase(name)
    passphrase = known_passphrase(passphrase_file, needed=needed, what=name)
    return signing_key(folder, name, passphrase, as_of=as_of)


def sign_terms(path: str, key: PrivateKey, as_of: str | None) -> None:
    """Sign the terms of a release in a folder, and tell what came of it.

    Raises:
        InputError: there is nothing to sign.
        RailError: it cannot be signed or written; what was attached stays.
    """
    from rail.operations.sign import sign_release

    with hashing(folder_bytes(path)) as told:
        done = sign_release(path, key, as_of=as_of, told=told)
    count = len(done.statement.subjects)
    if done.written:
        tell(f"{done.path}: {count} files and their terms signed with key {done.keyid[:16]}; rail report verify")
    else:
        tell(f"{done.path}: the same key signed the same before; nothing changed")
