"""What ``rail derive`` prints as JSON (``derive-output.schema.json``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.upstream_terms import clause_label
from rail.reports.derive import LIMITS, due_words
from rail.reports.encode import SCHEMA_VERSION, to_json

if TYPE_CHECKING:
    from rail.attach.derive.burdens import Burden
    from rail.attach.derive.due import Due
    from rail.attach.derive.grounds import Ground
    from rail.attach.derive.reach import Reaching
    from rail.model.facts import Upstream
    from rail.reports.derive import DeriveReport


def derive_json(report: DeriveReport) -> str:
    """Return the derivation as JSON."""
    derivation = report.derivation
    wanted, found = derivation.wanted, derivation.reached
    return to_json(
        {
            "schema_version": SCHEMA_VERSION,
            "verdict": derivation.verdict.word,
            "from": [{"name": name, "how": how.value} for name, how in wanted.bases],
            "data": list(wanted.data),
            "license": None if wanted.license is None else wanted.license.id,
            "name": wanted.name,
            "grounds": [_ground(ground) for ground in derivation.grounds],
            "duties": [_due(report, due) for due in derivation.dues],
            "restrictions": [_burden(report, item) for item in derivation.restrictions],
            "limits_along": [_burden(report, item) for item in derivation.limits],
            "possible": [
                {
                    "license": one.license.id,
                    "verdict": one.verdict.word,
                    "annex": one.annex,
                    "upstream": one.upstream,
                }
                for one in derivation.possible
            ],
            "upstreams": [_licensed(reaching, one) for reaching in found.licenses for one in reaching.upstreams],
            "unknown": [_upstream(one) for one in found.unknown],
            "data_of_unknown_terms": [_upstream(one) for one in found.untold],
            "records": [age.row() for age in report.ages],
            "as_of": report.as_of,
            "knowledge_date": report.knowledge_date,
            "limits": LIMITS,
        }
    )


def _ground(ground: Ground) -> dict[str, object]:
    return {
        "kind": ground.kind,
        "effect": ground.effect.word,
        "says": ground.says,
        "clauses": [
            {"license": one.license, "clause": one.clause, "clause_id": one.clause_id, "says": one.says}
            for one in ground.clauses
        ],
        "upstreams": list(ground.upstreams),
        "next": ground.next_step or None,
    }


def _due(report: DeriveReport, due: Due) -> dict[str, object]:
    return {
        "about": due.term.about,
        "label": report.vocabulary.label(due.term.about),
        "license": due.record.id,
        "clause": due.label,
        "clause_id": due.term.clause,
        "term": due.term.id,
        "says": due.term.summary,
        "phase": due.phase,
        "deadline": due.deadline,
        "when": list(due.term.when),
        "words": due_words(report, due),
        "params": dict(sorted(due.term.params.items())),
        "settled": not due.doubt,
        "doubt": due.doubt or None,
        "upstreams": list(due.reaching.names),
    }


def _burden(report: DeriveReport, item: Burden) -> dict[str, object]:
    return {
        "about": item.term.about,
        "label": report.vocabulary.label(item.term.about),
        "license": item.record.id,
        "clause": clause_label(item.record, item.term.clause),
        "clause_id": item.term.clause,
        "term": item.term.id,
        "says": item.term.summary,
        "params": dict(sorted(item.term.params.items())),
        "settled": item.reaching.settled,
        "upstreams": list(item.reaching.names),
    }


def _licensed(reaching: Reaching, upstream: Upstream) -> dict[str, object]:
    return {**_upstream(upstream), "license": reaching.record.id, "flow_down": reaching.terms.flow_down.value}


def _upstream(upstream: Upstream) -> dict[str, object]:
    return {
        "name": upstream.name,
        "how": upstream.kind.value,
        "via": list(upstream.via),
        "license": upstream.license,
        "by": upstream.resolved_by,
        "source": upstream.resolution_source,
        "on": upstream.resolved_on,
    }
