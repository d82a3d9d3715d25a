"""The models that a release is built on, as its files state them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.kept import once_a_release
from rail.model.facts import RelationKind
from rail.model.upstream_names import is_local_path, plain_name, short_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rail.model.facts import Facts, Upstream

__all__ = ["data_upstreams", "distinct_upstreams", "is_local_path", "model_upstreams", "plain_name", "short_name"]

_NOT_MODELS = frozenset({RelationKind.TRAINED_ON, RelationKind.EVALUATED_ON})
_STRENGTH = ("card", "rail-yaml", "adapter-config", "weights-metadata", "config", "prose", "rail-lock", "lineage")


@once_a_release
def model_upstreams(facts: Facts) -> tuple[Upstream, ...]:
    """Return the statements about upstream models, strongest source first."""
    upstreams = [item for item in facts.upstreams if item.kind not in _NOT_MODELS]
    return tuple(sorted(upstreams, key=lambda item: _STRENGTH.index(item.source) if item.source in _STRENGTH else 9))


@once_a_release
def distinct_upstreams(facts: Facts) -> tuple[Upstream, ...]:
    """Return one statement for each upstream model and licence, the strongest; without one only where none is known.

    An upstream stands twice where places disagree about its licence: both then count. Inherited ones (``via``) come
    last. A path on somebody's disk, or a name without its owner, says nothing more where a full name stands too.
    """
    items = model_upstreams(facts)
    full = {short_name(item.name) for item in items if "/" in plain_name(item.name) and not is_local_path(item.name)}
    return _distinct(
        item
        for item in items
        if not (
            full and (is_local_path(item.name) or ("/" not in plain_name(item.name) and short_name(item.name) in full))
        )
    )


@once_a_release
def data_upstreams(facts: Facts) -> tuple[Upstream, ...]:
    """Return one statement for each data set and licence that the release, or what it builds on, was trained on."""
    return _distinct(item for item in facts.upstreams if item.kind is RelationKind.TRAINED_ON)


def _distinct(items: Iterable[Upstream]) -> tuple[Upstream, ...]:
    chosen: dict[str, dict[str | None, Upstream]] = {}
    for item in items:
        chosen.setdefault(plain_name(item.name).lower(), {}).setdefault(item.license, item)
    return tuple(
        item
        for licenses in chosen.values()
        for license_id, item in licenses.items()
        if license_id is not None or len(licenses) == 1
    )
