"""Ed25519 keys and signatures (RFC 8032) through ``cryptography``; key ids as securesystemslib computes them."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Protocol

from rail.errors import InputError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

INSTALL = "pip install 'railkit[sign]'"
_LARGEST = 64 << 10
_BEGIN_OPENSSH = b"-----BEGIN OPENSSH PRIVATE KEY-----"


class Signer(Protocol):
    """What signs: a private key and the id of its public half."""

    @property
    def keyid(self) -> str:
        """The id of the public key."""
        ...

    def sign(self, data: bytes) -> bytes:
        """Return the signature of some bytes."""
        ...


class PrivateKey:
    """A private key in memory; it signs and shows its public half, and never its own bytes."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        """Take the key of the library."""
        self._key = key
        self.public = key.public_key().public_bytes_raw().hex()
        self.keyid = key_id(self.public)

    def sign(self, data: bytes) -> bytes:
        """Return the 64 bytes of the signature."""
        return self._key.sign(data)

    def pem(self, passphrase: bytes | None) -> bytes:
        """Return the key as PKCS #8 in PEM (RFC 5958), encrypted where a pass phrase is given."""
        from cryptography.hazmat.primitives import serialization as form

        lock = form.BestAvailableEncryption(passphrase) if passphrase else form.NoEncryption()
        return self._key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, lock)

    def public_pem(self) -> bytes:
        """Return the public half as SubjectPublicKeyInfo in PEM (RFC 8410)."""
        from cryptography.hazmat.primitives import serialization as form

        return self._key.public_key().public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo)


def new_private_key() -> PrivateKey:
    """Return a fresh key from the system's randomness."""
    _require()
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return PrivateKey(Ed25519PrivateKey.generate())


def is_encrypted(data: bytes) -> bool:
    """Tell whether a private key file asks for a pass phrase."""
    _require()
    try:
        _load(data, None)
    except TypeError:
        return True
    except (ValueError, InputError):
        return False
    return False


def read_private_key(data: bytes, path: str, passphrase: bytes | None) -> PrivateKey:
    """Return the private key in a file: PKCS #8 in PEM, or OpenSSH's form.

    Args:
        data: the file's bytes.
        path: its name, for messages.
        passphrase: what it is encrypted with.

    Raises:
        InputError: it is no such key, not Ed25519, or the pass phrase is missing or wrong.
    """
    _require()
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    if len(data) > _LARGEST or b"PRIVATE KEY-----" not in data:
        what = "a public key" if b"PUBLIC KEY-----" in data or data.startswith(b"ssh-") else "no private key"
        message = f"{path}: holds {what}; expected an Ed25519 private key in PEM"
        raise InputError(message, "rail key new NAME makes one")
    try:
        key = _load(data, passphrase)
    except TypeError as error:
        message = f"{path}: {'its pass phrase is needed' if passphrase is None else 'it has no pass phrase'}"
        raise InputError(message, "--passphrase-file FILE, or RAIL_PASSPHRASE, gives it") from error
    except UnsupportedAlgorithm as error:
        message = f"{path}: its kind, or how it is encrypted, cannot be opened here"
        raise InputError(message, "rail key new NAME makes a key; ssh-keygen -p -m PKCS8 converts one") from error
    except ValueError as error:
        wrong = "the pass phrase is wrong, or the file is damaged" if passphrase else "the file is damaged"
        message = f"{path}: cannot be opened: {wrong}"
        raise InputError(message) from error
    if not isinstance(key, Ed25519PrivateKey):
        kind = type(key).__name__.removesuffix("PrivateKey").strip("_") or "another kind"
        message = f"{path}: is a key of the wrong kind ({kind}); expected Ed25519"
        raise InputError(message, "rail key new NAME makes one")
    return PrivateKey(key)


def read_public_key(data: bytes, path: str) -> str:
    """Return the public key in a PEM or OpenSSH public key file, in hexadecimal.

    Raises:
        InputError: it is none, or not Ed25519.
    """
    _require()
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key, load_ssh_public_key

    if b"PRIVATE KEY-----" in data:
        message = f"{path}: holds a private key, which nobody else should have; expected the public one"
        raise InputError(message, "give the .pub file that rail key new wrote beside it")
    try:
        key = load_ssh_public_key(data) if data.startswith(b"ssh-") else load_pem_public_key(data[:_LARGEST])
    except (ValueError, UnsupportedAlgorithm) as error:
        message = f"{path}: is no public key in PEM"
        raise InputError(message) from error
    if not isinstance(key, Ed25519PublicKey):
        kind = type(key).__name__.removesuffix("PublicKey").strip("_") or "another kind"
        message = f"{path}: is a key of the wrong kind ({kind}); expected Ed25519"
        raise InputError(message)
    return key.public_bytes_raw().hex()


def verifies(public: str, signature: bytes, data: bytes) -> bool:
    """Tell whether a signature of some bytes was made with the private half of a public key."""
    _require()
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def key_id(public: str) -> str:
    """Return the id of a public key: SHA-256 of its canonical JSON description, as in securesystemslib and TUF."""
    described = {"keytype": "ed25519", "keyval": {"public": public}, "scheme": "ed25519"}
    return hashlib.sha256(json.dumps(described, separators=(",", ":"), sort_keys=True).encode("ascii")).hexdigest()


def _load(data: bytes, passphrase: bytes | None) -> object:
    from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_ssh_private_key

    if _BEGIN_OPENSSH not in data:
        return load_pem_private_key(data, passphrase)
    try:
        return load_ssh_private_key(data, passphrase)
    except ValueError as error:
        # Here the library raises ValueError, not TypeError, for a pass phrase that is missing.
        if passphrase is None and "password" in str(error).lower():
            raise TypeError(str(error)) from error
        raise


def _require() -> None:
    try:
        import cryptography  # noqa: F401 # only whether it is there
    except ImportError as error:
        message = "signing and verifying need the package cryptography, which is not installed"
        raise InputError(message, INSTALL) from error
