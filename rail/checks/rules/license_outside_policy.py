"""license-outside-policy: a part of the release, or what it was made from, is under terms that are not let in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.claims import license_name
from rail.checks.context import Found, Skip
from rail.checks.demands import asked, families, is_in, labels, lacking, license_ids, other_facts, restricted, words
from rail.checks.upstreams import data_upstreams, distinct_upstreams
from rail.model.location import Location
from rail.model.terms import TermKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.facts import Component, Facts
    from rail.model.license import License

_DEFAULT = ("weights", "code", "data")


def find(context: Context) -> Iterator[Found | Skip]:
    """Hold the licence of each component, and of each upstream where asked for, against the policy."""
    facts = context.facts
    wanted = context.strings("components") or _DEFAULT
    policy = _Policy(context)
    for component in facts.components:
        kind = component.kind.value
        if kind in wanted:
            yield from policy.held(component.license, f"the {kind}", _place(component, facts), kind)
    if context.params.get("upstreams"):
        for upstream in (*distinct_upstreams(facts), *data_upstreams(facts)):
            yield from policy.held(upstream.license, upstream.name, upstream.location, None)


class _Policy:
    def __init__(self, context: Context) -> None:
        self._context = context
        self._allowed = license_ids(context, "allow_licenses")
        self._denied = license_ids(context, "deny_licenses")
        self._allow_families = families(context, "allow_families")
        self._deny_families = families(context, "deny_families")
        self._must = words(context, "must_restrict", "uses")
        self._must_not = words(context, "must_not_restrict", "uses")
        self._duties = words(context, "deny_duties", "duties")
        self._limits = words(context, "deny_limits", "limits")
        facts = context.params.get("facts", {})
        self._facts = facts if isinstance(facts, dict) else {}

    def held(self, license_id: str | None, what: str, place: Location, kind: str | None) -> Iterator[Found | Skip]:
        """Yield what is wrong with one licence, and what of it cannot be told."""
        if license_id is None:
            yield Skip(f"{what}: the licence cannot be told, so neither whether the policy lets it in")
            return
        knowledge = self._context.knowledge
        reasons = list(self._listed(license_id))
        record = knowledge.license(license_id)
        if self._must or self._must_not or self._duties or self._limits:
            if record is None or record.terms is None:
                yield Skip(f"{what}: {license_id} is known by name only; what it restricts and asks for cannot be told")
            else:
                reasons += self._termed(record)
        if self._facts:
            other, unknown = ([], list(self._facts)) if record is None else other_facts(record, self._facts)
            reasons += other
            if unknown:
                yield Skip(f"{what}: of {license_id} it is not known: {', '.join(unknown)}")
        if reasons:
            name = license_name(license_id, knowledge)
            yield Found(place, f"{what}: {name}: {'; '.join(reasons)}", component=kind)

    def _listed(self, license_id: str) -> Iterator[str]:
        knowledge = self._context.knowledge
        if is_in(license_id, self._denied, self._deny_families, knowledge):
            yield "is on the list of what is not let in"
        allows = self._allowed or self._allow_families
        if allows and not is_in(license_id, self._allowed, self._allow_families, knowledge):
            yield "is not on the list of what is let in"

    def _termed(self, record: License) -> Iterator[str]:
        knowledge = self._context.knowledge
        prohibitions = record.terms.of_kind(TermKind.PROHIBITION) if record.terms else ()
        for found, says in (
            (lacking(self._must, prohibitions, knowledge), "does not restrict"),
            (restricted(self._must_not, record, knowledge), "restricts"),
            (asked(record, TermKind.DUTY, self._duties), "asks for"),
            (asked(record, TermKind.LIMIT, self._limits), "is limited by"),
        ):
            if found:
                yield f"{says}: {labels(found, knowledge)}"


def _place(component: Component, facts: Facts) -> Location:
    """Return where the licence of a component is stated, else its first file."""
    for index in component.claims:
        claim = facts.claims[index]
        if claim.license == component.license:
            return claim.location
    return Location(component.paths[0]) if component.paths else Location("README.md")
