"""base-model-undeclared: a file of the release names a base model that the card's ``base_model`` does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.context import Found, Skip
from rail.checks.unread import unread_front_matter
from rail.checks.upstreams import is_local_path, model_upstreams, short_name
from rail.model.finding import Evidence, Severity
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.facts import Upstream

_SOURCES = {
    "adapter-config": ("adapter configuration", "high"),
    "weights-metadata": ("weights' own metadata", "high"),
    "config": ("configuration", "medium"),
    "prose": ("card's text", "medium"),
}


def find(context: Context) -> Iterator[Found | Skip]:
    """Hold the base models that files name against those that the card or rail.yaml declares."""
    facts = context.facts
    if not facts.hub_style and (facts.card is None or facts.card.front_matter is None):
        return  # without a front matter there is no key to fill
    upstreams = model_upstreams(facts)
    unread = list(unread_front_matter(facts))
    if unread:
        yield from unread
        return
    declared = {short_name(item.name) for item in upstreams if item.source in {"card", "rail-yaml"}}
    own = short_name(facts.name)
    seen: set[str] = set()
    for item in upstreams:
        name = short_name(item.name)
        if item.source not in _SOURCES or name in declared | seen | {own}:
            continue
        seen.add(name)
        yield from _undeclared(context, item, has_declared=bool(declared))


def _undeclared(context: Context, item: Upstream, *, has_declared: bool) -> Iterator[Found | Skip]:
    place, confidence = _SOURCES[item.source]
    if is_local_path(item.name):
        # A configuration that was saved from a local folder tells nothing; an adapter always has a base.
        if item.source == "adapter-config" and not has_declared:
            yield Skip(f"{item.location.path}: the base model is named by a local path, {item.name!r}")
        return
    if item.source == "prose" and has_declared:
        # A card that declares its base may speak of other models without being built on them.
        return
    card = context.facts.card
    yield Found(
        Location(card.path, 1) if card is not None else item.location,
        f"the {place} names the base model {item.name}, and the card's `base_model` does not",
        severity=Severity.INFO if item.source == "config" and has_declared else None,
        confidence=confidence,
        fix=f"add `base_model: {item.name}` to the front matter",
        component="weights",
        evidence=(Evidence(f"names {item.name}", item.location),),
    )
