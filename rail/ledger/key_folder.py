"""The folder of a person's keys: private keys that only they can read, public ones beside them, and a trust file."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from rail.errors import InputError, RailError
from rail.ledger.ed25519 import PrivateKey, is_encrypted, read_private_key
from rail.ledger.trust import read_trust, trust_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rail.model.key import Key

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}\Z")
_CAP = 4 << 20


class KeyFolder:
    """A folder of keys; nothing is made in it before a key is."""

    def __init__(self, root: Path, trust: Path | None = None) -> None:
        """Take the folder, and the trust file where it is another one."""
        self.root = root
        self.trust = trust or root / "trust.json"

    @staticmethod
    def of(root: str | None = None, trust: str | None = None) -> KeyFolder:
        """Return the folder that is given, or that of ``RAIL_KEYS``, or the user's own (XDG base directories)."""
        named = root or os.environ.get("RAIL_KEYS")
        home = os.environ.get("XDG_CONFIG_HOME") or os.path.join(os.path.expanduser("~"), ".config")  # noqa: PTH111, PTH118 # a home that cannot be told raises in pathlib
        given = trust or os.environ.get("RAIL_TRUST")
        return KeyFolder(Path(named or Path(home, "railkit", "keys")), Path(given) if given else None)

    def read_keys(self) -> tuple[Key, ...]:
        """Return the keys of the trust file; none where there is no such file.

        Raises:
            InputError: it cannot be read or used.
        """
        if not self.trust.exists():
            return ()
        return read_trust(_read(self.trust), str(self.trust))

    def write_keys(self, keys: Iterable[Key]) -> None:
        """Write the trust file, whole or not at all.

        Raises:
            RailError: it cannot be written.
        """
        _place(self.trust, trust_text(keys).encode(), 0o644)

    def private_path(self, name: str) -> Path:
        """Return where the private key of a name lies.

        Raises:
            InputError: it is no name of a key.
        """
        if not _NAME.match(name):
            message = f"{name!r}: expected a name of small letters, digits, `.`, `_` and `-`, at most 64"
            raise InputError(message)
        return self.root / f"{name}.key"

    def add(self, name: str, key: PrivateKey, passphrase: bytes | None) -> tuple[Path, Path]:
        """Write a new key pair, and return where.

        Raises:
            InputError: there is a key of this name.
            RailError: it cannot be written.
        """
        private, public = self.private_path(name), self.root / f"{name}.pub"
        for path in (private, public):
            if os.path.lexists(path):
                message = f"{path}: is there already; a key is never written over"
                raise InputError(message, "choose another name, or rail key rotate")
        _place(private, key.pem(passphrase), 0o600)
        _place(public, key.public_pem(), 0o644)
        return private, public

    def needs_passphrase(self, name_or_path: str) -> bool:
        """Tell whether a private key asks for a pass phrase.

        Raises:
            InputError: there is no such key.
        """
        return is_encrypted(_read(self._private(name_or_path)))

    def private_key(self, name_or_path: str, passphrase: bytes | None) -> PrivateKey:
        """Return a private key, by its name here or the path of any key file.

        Raises:
            InputError: there is no such key, it is of the wrong kind, or its pass phrase is missing or wrong.
        """
        path = self._private(name_or_path)
        return read_private_key(_read(path), str(path), passphrase)

    def _private(self, name_or_path: str) -> Path:
        if _NAME.match(name_or_path) and (named := self.private_path(name_or_path)).exists():
            return named
        path = Path(name_or_path)
        if not path.is_file():
            message = f"{name_or_path}: is neither a key in {self.root} nor a key file"
            raise InputError(message, "rail key list shows the keys; rail key new NAME makes one")
        return path


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(_CAP)
    except OSError as error:
        message = f"{path}: cannot be read: {error.strerror or error}"
        raise InputError(message) from error


def _place(path: Path, data: bytes, mode: int) -> None:
    """Write a file beside its place and move it there, readable to nobody else at any moment where that is asked."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, mode)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        message = f"{path}: cannot be written: {error.strerror or error}"
        raise RailError(message) from error
