"""hosted-access-without-terms: an application lets people use a restricted model and gives them no terms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.artifacts.card_claims import scalars
from rail.checks.carried import carried_restrictions
from rail.checks.claims import card_claims, license_name, named_ids
from rail.checks.context import Found, Skip
from rail.checks.restricted import hosting_duty, is_restricted, says_one_of
from rail.checks.unread import unread_front_matter
from rail.checks.upstream_terms import clause_evidence, model_terms
from rail.model.finding import Evidence, Severity
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.card import Card
    from rail.model.facts import Facts
    from rail.model.license import License

_DEMO = re.compile(
    r"^https?://(?:(?:www\.)?(?:huggingface\.co|hf\.co)/spaces/|[\w-]{1,80}\.(?:hf\.space|gradio\.live))"
)


def find(context: Context) -> Iterator[Found | Skip]:
    """Look for an application, and for terms of use beside it."""
    facts = context.facts
    yield from unread_front_matter(facts)
    space = next((card for card in facts.cards if _sdk(card) is not None), None)
    if space is None:
        yield from _demo_links(context)
        return
    found = _restricted(context, space)
    given = any(file.role == "use-policy" and file.bytes and not file.vendored for file in facts.license_files)
    if found is None or given or says_one_of(facts, context.strings("announcing")):
        return
    record, what = found
    duty = hosting_duty(record)
    yield Found(
        _sdk(space) or Location(space.path),
        f"the application lets others use {what} under {license_name(record.id, context.knowledge)}, whose "
        "restrictions reach them, and gives them no terms of use",
        confidence="medium",
        component="code",
        evidence=() if duty is None else (clause_evidence(record, duty),),
    )


def _sdk(card: Card) -> Location | None:
    """Return where a card says that the repository is an application (a Space of the Hub)."""
    matter = card.front_matter
    entry = None if matter is None else next((entry for entry in matter.entries if entry.key == "sdk"), None)
    return None if entry is None else Location(card.path, entry.line)


def _restricted(context: Context, space: Card) -> tuple[License, str] | None:
    """Return a licence with duties towards users of the hosted model, and what is under it."""
    knowledge = context.knowledge
    candidates = [(group.record, group.names) for group in model_terms(context.facts, knowledge)]
    matter = space.front_matter
    listed = None if matter is None else matter.get("models")
    for scalar in scalars(listed) if listed is not None else ():
        base = knowledge.base(scalar.text)
        record = None if base is None or base.license is None else knowledge.license(base.license)
        if record is not None:
            candidates.append((record, scalar.text))
    for claim in card_claims(context.facts):
        records = (knowledge.license(license_id) for license_id in sorted(named_ids(claim, knowledge)))
        candidates += [(record, "a model") for record in records if record is not None]
    return next((pair for pair in candidates if _reaches_users(context, pair[0])), None)


def _reaches_users(context: Context, record: License) -> bool:
    return hosting_duty(record) is not None and is_restricted(context, record)


def _demo_links(context: Context) -> Iterator[Found]:
    """Report a link to a demo of a restricted model once: what the demo tells its users is not seen from here."""
    facts = context.facts
    link = _first_demo(facts)
    if link is None:
        return
    carried = carried_restrictions(facts, context.knowledge)
    record = next((one for _, one in sorted(carried.records.items()) if _reaches_users(context, one)), None)
    duty = None if record is None else hosting_duty(record)
    if record is not None and duty is not None:
        yield Found(
            link[0],
            f"the card leads to a demo of the model, which is under {license_name(record.id, context.knowledge)}; "
            "whether the demo gives its users terms of use is not seen from here",
            severity=Severity.INFO,
            confidence="low",
            component="weights",
            evidence=(Evidence(f"leads to {link[1]}", link[0]), clause_evidence(record, duty)),
        )


def _first_demo(facts: Facts) -> tuple[Location, str] | None:
    for card in facts.cards:
        for link in card.links:
            if _DEMO.match(link.target):
                return Location(card.path, link.line), link.target
    return None
