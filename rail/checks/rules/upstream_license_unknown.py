"""upstream-license-unknown: what the release is built on has terms, and no place that was asked tells which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.context import Found
from rail.checks.paths import path_evidence, upstream_words
from rail.checks.unread import unread_front_matter
from rail.checks.upstreams import distinct_upstreams, is_local_path
from rail.model.finding import Evidence, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rail.checks.context import Context, Skip
    from rail.model.facts import Facts, Upstream

_SHOWN = 8
_UNSURE = frozenset({"prose", "config"})


def find(context: Context) -> Iterator[Found | Skip]:
    """List the upstream models without a known licence: each direct one, and those behind them together."""
    facts = context.facts
    yield from unread_front_matter(facts)
    unknown = [item for item in distinct_upstreams(facts) if item.license is None]
    for item in unknown:
        if not item.via:
            yield _direct(facts, item)
    behind = [item for item in unknown if item.via]
    if behind:
        yield _behind(facts, behind)


def _direct(facts: Facts, upstream: Upstream) -> Found:
    if is_local_path(upstream.name):
        what = f"the base {upstream.name} is a path on somebody's disk: nobody else can tell what it is, or its terms"
    else:
        what = f"the licence of {upstream.name} is not known: {_told(facts, upstream)}"
    return Found(
        upstream.location,
        what,
        confidence="medium" if upstream.source in _UNSURE else "high",
        component="weights",
        evidence=(*path_evidence(facts, upstream), *_answers(facts, upstream)),
    )


def _behind(facts: Facts, upstreams: Sequence[Upstream]) -> Found:
    names = [upstream_words(item) for item in upstreams]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return Found(
        upstreams[0].location,
        f"what the base models are built on themselves is under unknown terms: {'; '.join(names[:_SHOWN])}{more}",
        severity=Severity.WARNING,
        confidence="medium",
        component="weights",
        evidence=tuple(step for item in upstreams[:_SHOWN] for step in path_evidence(facts, item)),
    )


def _told(facts: Facts, upstream: Upstream) -> str:
    stated = [evidence.text for evidence in _answers(facts, upstream)]
    if stated:
        return "what is said about it names no text that is known here"
    return "neither rail.lock, the Hub cache nor the table of well-known models names it"


def _answers(facts: Facts, upstream: Upstream) -> tuple[Evidence, ...]:
    name = upstream.name.lower()
    answers = [answer for node in facts.lineage.nodes if node.name.lower() == name for answer in node.answers]
    return tuple(
        Evidence(f'{answer.by} has "{answer.stated}" for it', source=answer.where)
        for answer in answers
        if answer.stated
    )
