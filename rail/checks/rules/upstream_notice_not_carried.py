"""upstream-notice-not-carried: a base came with a NOTICE file, and the release does not hold its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.code_of_others import borrowed_code
from rail.checks.context import Found, Skip
from rail.checks.passages import Passages, card_text, documents
from rail.checks.paths import upstream_words
from rail.checks.unread import unread_front_matter, unread_licenses
from rail.checks.upstream_terms import listed_names, model_terms, unknown_upstreams
from rail.checks.upstreams import distinct_upstreams, plain_name
from rail.model.finding import Evidence, Severity
from rail.model.lineage import NodeKind, node_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.checks.upstream_terms import UpstreamTerms
    from rail.model.facts import Facts, Upstream
    from rail.model.lineage import Notice
    from rail.model.terms import Term

_AT_HAND = "hub-cache"
_MOST_WORDS = 4_000  # of a notice; windows of a longer one are not worth the hashing


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for the NOTICE of each upstream whose licence wants it kept."""
    facts = context.facts
    yield from _code(facts)
    if not distinct_upstreams(facts):
        yield from unread_front_matter(facts)
        return
    yield from unknown_upstreams(facts, context.knowledge)
    for group in model_terms(facts, context.knowledge):
        duty = next((term for term in group.duties if term.about == "keep-notice-file"), None)
        if duty is not None and group.settled:
            yield from _look(facts, group, duty)


def _code(facts: Facts) -> Iterator[Found]:
    """Tell of code of others that no notice names; its notices may stand in the source files, so it weighs little."""
    for borrowed in borrowed_code(facts):
        yield Found(
            borrowed.location,
            f"the code is said to be made from {borrowed.name}, and no licence or notice file of the release names it",
            severity=Severity.INFO,
            confidence="low",
            fix=f"keep the notices and the licence text of {borrowed.name} beside the code, and name it in NOTICE",
            component="code",
            evidence=(Evidence(f"links {borrowed.target}", borrowed.location),),
        )


def _look(facts: Facts, group: UpstreamTerms, duty: Term) -> Iterator[Found | Skip]:
    held = any(file.role == "notice" for file in facts.license_files)
    lacking: list[tuple[Upstream, Notice]] = []
    for upstream in group.upstreams:
        notice = _notice(facts, upstream)
        if notice is None and not held and not _is_at_hand(facts, upstream):
            yield Skip(
                f"whether {upstream_words(upstream)} came with a NOTICE file is not known: its files are not in the "
                "Hub cache"
            )
        elif notice is not None and notice.words > _MOST_WORDS and held:
            yield Skip(f"the NOTICE file of {upstream_words(upstream)} has {notice.words:,} words, too many to compare")
        elif notice is not None and not _is_carried(facts, notice):
            lacking.append((upstream, notice))
    if lacking:
        unread = list(unread_licenses(facts))
        yield from unread
        if not unread:
            yield _missing(group, duty, lacking)


def _notice(facts: Facts, upstream: Upstream) -> Notice | None:
    node = facts.lineage.node(node_id(plain_name(upstream.name), NodeKind.MODEL))
    return None if node is None else node.notice


def _is_at_hand(facts: Facts, upstream: Upstream) -> bool:
    node = facts.lineage.node(node_id(plain_name(upstream.name), NodeKind.MODEL))
    return node is not None and any(answer.by == _AT_HAND for answer in node.answers)


def _is_carried(facts: Facts, notice: Notice) -> bool:
    """Tell whether a notice file, vendored ones included, or a card holds the words in a row."""
    texts = [file.text for file in facts.license_files if file.role == "notice"]
    texts += [card_text(card) for card in documents(facts)]
    return any(Passages(text).holds_hash(notice.words, notice.words_sha256) for text in texts)


def _missing(group: UpstreamTerms, duty: Term, lacking: list[tuple[Upstream, Notice]]) -> Found:
    upstreams = [upstream for upstream, _ in lacking]
    return Found(
        upstreams[0].location,
        f"{listed_names(upstreams)} came with a NOTICE file, which {group.record.name} wants kept; the release does "
        "not hold its words",
        confidence="medium",
        component="weights",
        evidence=(
            group.clause(duty),
            *(
                Evidence(f"{notice.path} of {upstream.name}: {notice.words:,} words", source=upstream.resolution_source)
                for upstream, notice in lacking[:10]
            ),
        ),
    )
