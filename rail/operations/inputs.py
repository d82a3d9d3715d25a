"""What a report rests on, as hashes: facts, records, rules and tool; another report is held against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.artifacts.digests import digest, fact_digests, facts_digest
from rail.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rail.knowledge.store import Knowledge
    from rail.model.facts import Facts
    from rail.model.finding import Rule
    from rail.model.license import License


def inputs_of(facts: Facts, knowledge: Knowledge, packs: Sequence[str], rules: Sequence[Rule]) -> Mapping[str, object]:
    """Return the field ``inputs`` of a report; the same inputs give the same hashes on every machine.

    Args:
        facts: what the rules saw.
        knowledge: the records.
        packs: the packs that were asked for.
        rules: the rules that they turned on, as they set them.
    """
    rows = [{"id": rule.id, "pack": rule.pack, "sha256": digest(rule)} for rule in rules]
    licenses = [knowledge.license(name) for name in _names(facts)]
    return {
        "tool_version": __version__,
        "facts": {"sha256": facts_digest(facts), "items": list(fact_digests(facts))},
        "knowledge": {"date": knowledge.date, "sha256": knowledge.sha256},
        "records": [_record(license_) for license_ in licenses if license_ is not None],
        "packs": [
            {"id": pack, "sha256": digest([row["sha256"] for row in rows if row["pack"] == pack])}
            for pack in dict.fromkeys((*packs, *sorted(row["pack"] for row in rows)))
        ],
        "rules": rows,
    }


def _names(facts: Facts) -> list[str]:
    """Return the licences that the facts name, sorted."""
    return sorted(set(filter(None, _named(facts))))


def _named(facts: Facts) -> Iterator[str | None]:
    for claim in facts.claims:
        yield claim.license
        yield from claim.expression
    for file in facts.license_files:
        for found in file.identifications:
            yield found.license
    yield from (component.license for component in facts.components)
    yield from (upstream.license for upstream in facts.upstreams)


def _record(license_: License) -> dict[str, object]:
    return {
        "license": str(license_.id),
        "read_on": license_.readings[-1].on if license_.readings else None,
        "origin": license_.origin or None,
        "sha256": digest(license_),
    }
