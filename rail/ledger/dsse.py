"""DSSE: a payload with signatures over its type and bytes (https://github.com/secure-systems-lab/dsse, protocol v1)."""

from __future__ import annotations

import base64
import binascii
import json
from typing import TYPE_CHECKING, NamedTuple

from rail.errors import InputError
from rail.ledger.ed25519 import verifies
from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rail.ledger.ed25519 import Signer

_MOST_SIGNATURES = 100


class Signature(NamedTuple):
    """One signature, and the id of the key that is said to have made it."""

    keyid: str
    sig: bytes


@dataclass(frozen=True, slots=True)
class Envelope:
    """A signed payload.

    Attributes:
        payload_type: media type of the payload.
        payload: its bytes, as they were signed.
        signatures: one or more.
    """

    payload_type: str
    payload: bytes
    signatures: tuple[Signature, ...]


def encoded(payload_type: str, payload: bytes) -> bytes:
    """Return what is signed: the pre-authentication encoding (PAE) of protocol v1."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


def sign(payload_type: str, payload: bytes, signer: Signer) -> Envelope:
    """Return a payload with one signature."""
    return Envelope(payload_type, payload, (Signature(signer.keyid, signer.sign(encoded(payload_type, payload))),))


def signed_by(envelope: Envelope, keys: Mapping[str, str]) -> dict[str, bool | None]:
    """Return for each key id that an envelope names whether that key made the signature.

    Args:
        envelope: the envelope.
        keys: key id -> public key in hexadecimal; ``None`` is the answer for a key that is not among them.
    """
    data = encoded(envelope.payload_type, envelope.payload)
    found: dict[str, bool | None] = {}
    for one in envelope.signatures:
        public = keys.get(one.keyid)
        good = None if public is None else verifies(public, one.sig, data)
        found[one.keyid] = good if one.keyid not in found else bool(found[one.keyid]) or good
    return found


def envelope_line(envelope: Envelope) -> str:
    """Return an envelope as one line of JSON."""
    document = {
        "payload": base64.b64encode(envelope.payload).decode(),
        "payloadType": envelope.payload_type,
        "signatures": [{"keyid": one.keyid, "sig": base64.b64encode(one.sig).decode()} for one in envelope.signatures],
    }
    return json.dumps(document, separators=(",", ":")) + "\n"


def read_envelope(document: object, place: str) -> Envelope:
    """Return the envelope that a JSON value is; that of a sigstore bundle lies under ``dsseEnvelope``.

    Raises:
        InputError: it is none.
    """
    if isinstance(document, dict) and isinstance(document.get("dsseEnvelope"), dict):
        document = document["dsseEnvelope"]
    try:
        if not isinstance(document, dict):
            raise TypeError  # noqa: TRY301 # told below, like every other wrong shape
        signatures = document["signatures"]
        if not isinstance(signatures, list) or not 0 < len(signatures) <= _MOST_SIGNATURES:
            raise TypeError  # noqa: TRY301 # as above
        kind, payload = document["payloadType"], _bytes(document["payload"])
        if not isinstance(kind, str):
            raise TypeError  # noqa: TRY301 # as above
        return Envelope(kind, payload, tuple(Signature(str(one["keyid"]), _bytes(one["sig"])) for one in signatures))
    except (KeyError, TypeError, ValueError, binascii.Error) as error:
        message = f"{place}: is no DSSE envelope; expected payload, payloadType and signatures"
        raise InputError(message) from error


def _bytes(text: object) -> bytes:
    if not isinstance(text, str):
        raise TypeError
    # Both alphabets are to be accepted (DSSE protocol, "Parameters").
    return base64.b64decode(text.replace("-", "+").replace("_", "/") + "=" * (-len(text) % 4), validate=True)
