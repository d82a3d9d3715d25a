"""SHA-256 of a word stream, without the two milliseconds that loading OpenSSL for ``hashlib`` takes."""

from __future__ import annotations

try:
    from _sha2 import sha256  # type: ignore[import-not-found, unused-ignore] # CPython 3.12 and later
except ImportError:
    try:
        from _sha256 import sha256  # type: ignore[import-not-found, unused-ignore] # CPython 3.11
    except ImportError:  # other interpreters
        from hashlib import sha256


def words_digest(words: list[str]) -> bytes:
    """Return the SHA-256 of the words, joined by single blanks."""
    digest: bytes = sha256(" ".join(words).encode("utf-8", "replace")).digest()
    return digest
