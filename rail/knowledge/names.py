"""Comparable forms of licence names: what people write for the same licence, brought to one spelling."""

from __future__ import annotations

import re
import unicodedata

_GLUE = re.compile(r"[^a-z0-9+]+")
_NOISE = frozenset({"the", "license", "licence", "agreement", "version", "v"})
_VERSION = re.compile(r"^v(\d)")


def name_key(name: str) -> str:
    """Return the comparable form: case, punctuation, "the", "license" and "version" play no part.

    ``The Apache License, Version 2.0`` and ``apache 2.0`` give the same key. A name that holds nothing but such
    words keeps them.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    words = [_VERSION.sub(r"\1", word) for word in _GLUE.split(folded) if word]
    kept = [word for word in words if word not in _NOISE]
    return " ".join(kept or words)
