"""use-policy-missing: a licence has a use policy, and the release neither holds it nor links to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.checks.claims import license_name, named_texts
from rail.checks.context import Found, Skip
from rail.checks.lost import use_policies
from rail.checks.obligations import obligations, unresolved
from rail.checks.passages import card_text, documents
from rail.checks.paths import path_evidence, upstream_words
from rail.checks.restricted import refers_to_policy
from rail.checks.unread import unread_front_matter, unread_licenses
from rail.checks.upstream_terms import clause_evidence
from rail.model.card import Scalar
from rail.model.finding import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.checks.obligations import Obligation
    from rail.model.card import Card
    from rail.model.facts import Facts
    from rail.model.license import License

_POLICY = re.compile(
    r"use[-_ ]?policy|acceptable[-_ ]use|prohibited[-_ ]use(?:[-_ ]policy)?|use[-_ ]restrictions", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+", re.IGNORECASE)


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for the policy of each binding licence: a file, or a link in a card or its gate."""
    facts = context.facts
    yield from unread_front_matter(facts)
    for upstream in unresolved(facts):
        yield Skip(f"the licence of {upstream_words(upstream)} is not known here, so neither is its use policy")
    for obligation in obligations(facts, context.knowledge):
        policies = use_policies(context, obligation.record)
        if (policies or refers_to_policy(obligation.record)) and not _is_given(facts, policies):
            unread = list(unread_licenses(facts))
            yield from unread
            if not unread:
                yield _missing(context, obligation, policies[0] if policies else None)


def _is_given(facts: Facts, policies: list[License]) -> bool:
    ids = {policy.id for policy in policies}
    for file in facts.license_files:
        if ids.intersection(named_texts(file)) or (file.role == "use-policy" and not file.vendored and file.bytes):
            return True
    if any("policy" in link.what and link.exists is not False for link in facts.links):
        return True
    return any(_shows_policy(card) for card in documents(facts))


def _shows_policy(card: Card) -> bool:
    """Tell whether a card holds the policy under a heading or in its gate, or leads to it; a mere name does neither."""
    if any(_POLICY.search(section.title) for section in card.sections):
        return True
    if any(_POLICY.search(f"{link.text} {link.target}") and not link.target.startswith("#") for link in card.links):
        return True
    gate = None if card.front_matter is None else card.front_matter.get("extra_gated_prompt")
    if isinstance(gate, Scalar) and _POLICY.search(gate.text):
        return True
    return any(_POLICY.search(address) for address in _ADDRESS.findall(card_text(card)))


def _missing(context: Context, obligation: Obligation, policy: License | None) -> Found:
    record = obligation.record
    address = "" if policy is None or policy.text is None else policy.text.url
    named = "a use policy of its steward" if policy is None else license_name(policy.id, context.knowledge)
    duties = () if record.terms is None else record.terms.duties("follow-policy")[:1]
    paths = (
        step for upstream in obligation.upstreams if upstream.via for step in path_evidence(context.facts, upstream)
    )
    return Found(
        obligation.place(context.facts),
        f"{obligation.because}, which binds users to {named}; the release neither holds that policy nor links to it",
        confidence=obligation.confidence,
        component="weights",
        fix=f"add the policy as USE_POLICY.md, or link to it from the card ({address or 'the address in the licence'})",
        evidence=(
            *(() if policy is None else (Evidence(f"the policy: {policy.name}", license=policy.id, source=address),)),
            *paths,
            *(clause_evidence(record, duty) for duty in duties),
        ),
    )
