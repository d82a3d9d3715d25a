"""upstream-license-disputed: places disagree about the licence of something that the release is built on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.claims import license_name, text_id
from rail.checks.context import Found
from rail.checks.paths import path_evidence, upstream_words
from rail.model.finding import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context, Skip
    from rail.model.facts import Upstream
    from rail.model.lineage import LicenseAnswer, Node


def find(context: Context) -> Iterator[Found | Skip]:
    """Compare what every place says of each upstream."""
    first: dict[str, Upstream] = {}
    for item in context.facts.upstreams:
        first.setdefault(item.name.lower(), item)
    for node in context.facts.lineage.nodes:
        named = {text_id(license_id): license_id for license_id in reversed(node.licenses)}
        upstream = first.get(node.name.lower())
        if len(named) > 1 and upstream is not None:
            yield _found(context, node, upstream, [named[key] for key in sorted(named)])


def _found(context: Context, node: Node, upstream: Upstream, licenses: list[str]) -> Found:
    names = [license_name(license_id, context.knowledge) for license_id in licenses]
    return Found(
        upstream.location,
        f"places disagree about the licence of {upstream_words(upstream)}: {', '.join(names)}; the release is held "
        "against all of them",
        evidence=(
            *path_evidence(context.facts, upstream),
            *(_evidence(answer) for answer in node.answers if answer.license is not None),
        ),
    )


def _evidence(answer: LicenseAnswer) -> Evidence:
    seen = f", seen {answer.on}" if answer.on else ""
    return Evidence(f"by {answer.basis}{seen}", license=answer.license, source=answer.where)
