"""Signing keys as a trust file knows them: whose, since when, and what became of them."""

from __future__ import annotations

from enum import Enum

from rail.model.late import dataclass


class KeyStatus(Enum):
    """What a key may still be relied on for.

    A rotated key was handed over to another: what it signed up to that day stands. A revoked one is relied on for
    nothing, whatever the date in a statement, because the date is the signer's own.
    """

    ACTIVE = "active"
    ROTATED = "rotated"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Key:
    """One public key.

    Attributes:
        keyid: SHA-256 of the key's canonical description, as securesystemslib computes it.
        name: what its holder calls it.
        public: the 32 bytes of the Ed25519 public key (RFC 8032), in hexadecimal.
        since: ISO date from which it is relied on; ``None`` where no day was given.
        status: what became of it.
        ended: ISO date of its rotation or revocation.
        why: the reason that was given for the end.
        replaced_by: keyid of the key that it was handed over to.
        handover: the old key's signature over the new key's description, in hexadecimal.
    """

    keyid: str
    name: str
    public: str
    since: str | None
    status: KeyStatus = KeyStatus.ACTIVE
    ended: str | None = None
    why: str | None = None
    replaced_by: str | None = None
    handover: str | None = None
