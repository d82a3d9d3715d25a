"""How upstreams are named: ``owner/name``, a Hub address, a name without its owner, a path on somebody's disk."""

from __future__ import annotations

import re
from functools import lru_cache

_LOCAL = re.compile(r"^(?:[./~\\]|[A-Za-z]:[\\/])|\\|^[^/]+/[^/]+/.+")
_URL = re.compile(r"^https?://(?:www\.)?(?:huggingface\.co|hf\.co)/", re.IGNORECASE)


@lru_cache(maxsize=1024)
def plain_name(name: str) -> str:
    """Return ``owner/name`` for a Hub address, else the name as it stands."""
    plain = _URL.sub("", name.strip())
    return plain if is_local_path(name) else plain.strip("/")


@lru_cache(maxsize=1024)
def short_name(name: str) -> str:
    """Return the last part of a name, in lower case: files often drop the owner."""
    return plain_name(name).replace("\\", "/").rstrip("/").rpartition("/")[2].lower()


@lru_cache(maxsize=1024)
def is_local_path(name: str) -> bool:
    """Tell whether a name is a path on somebody's disk rather than a name on the Hub."""
    return bool(_LOCAL.search(_URL.sub("", name.strip())))
