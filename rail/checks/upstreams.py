"""The models that a release is built on, as its files state them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.model.facts import RelationKind

if TYPE_CHECKING:
    from rail.model.facts import Facts, Upstream

_NOT_MODELS = frozenset({RelationKind.TRAINED_ON, RelationKind.EVALUATED_ON})
_LOCAL = re.compile(r"^(?:[./~\\]|[A-Za-z]:[\\/])|\\|^[^/]+/[^/]+/.+")
_STRENGTH = ("card", "rail-yaml", "adapter-config", "weights-metadata", "config", "prose", "lineage")
_URL = re.compile(r"^https?://(?:www\.)?(?:huggingface\.co|hf\.co)/", re.IGNORECASE)


def model_upstreams(facts: Facts) -> tuple[Upstream, ...]:
    """Return the statements about upstream models, strongest source first."""
    upstreams = [item for item in facts.upstreams if item.kind not in _NOT_MODELS]
    return tuple(sorted(upstreams, key=lambda item: _STRENGTH.index(item.source) if item.source in _STRENGTH else 9))


def distinct_upstreams(facts: Facts) -> tuple[Upstream, ...]:
    """Return one statement for each upstream model: the one with a known licence, else the strongest.

    A path on somebody's disk, or a name without its owner, says nothing more where a full name stands too.
    """
    chosen: dict[str, Upstream] = {}
    items = model_upstreams(facts)
    full = {short_name(item.name) for item in items if "/" in plain_name(item.name) and not is_local_path(item.name)}
    for item in items:
        name = plain_name(item.name).lower()
        if full and (is_local_path(item.name) or ("/" not in name and name in full)):
            continue
        if name not in chosen or (chosen[name].license is None and item.license is not None):
            chosen[name] = item
    return tuple(chosen.values())


def data_upstreams(facts: Facts) -> tuple[Upstream, ...]:
    """Return one statement for each data set that the release says it was trained on: one with a licence, if any."""
    chosen: dict[str, Upstream] = {}
    for item in facts.upstreams:
        name = plain_name(item.name).lower()
        known = name in chosen and (chosen[name].license is not None or item.license is None)
        if item.kind is RelationKind.TRAINED_ON and not known:
            chosen[name] = item
    return tuple(chosen.values())


def plain_name(name: str) -> str:
    """Return ``owner/name`` for a Hub address, else the name as it stands."""
    return _URL.sub("", name.strip()).strip("/")


def short_name(name: str) -> str:
    """Return the last part of a name, in lower case: files often drop the owner."""
    return plain_name(name).replace("\\", "/").rstrip("/").rpartition("/")[2].lower()


def is_local_path(name: str) -> bool:
    """Tell whether a name is a path on somebody's disk rather than a name on the Hub."""
    return bool(_LOCAL.search(plain_name(name)))
