"""The choice as JSON (``choose-output.schema.json``): every licence with its numbers, reasons, obstacles and costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.attach.choose.answers import answers_document
from rail.attach.choose.wishes import State
from rail.reports.choose import LIMITS, clause_text, open_questions, text_line
from rail.reports.choose_steps import compose_command, next_steps
from rail.reports.consequences import consequence_rows, tag_advice
from rail.reports.encode import SCHEMA_VERSION, to_json

if TYPE_CHECKING:
    from rail.attach.choose.eligibility import Obstacle
    from rail.attach.choose.engine import OwnLicense, PartChoice
    from rail.attach.choose.ranking import Choice
    from rail.attach.choose.stuck import Stuck
    from rail.attach.choose.wishes import Met
    from rail.model.facts import Upstream
    from rail.reports.choose import ChoiceReport

Row = dict[str, object]


def choose_json(report: ChoiceReport) -> str:
    """Return the choice as JSON text."""
    return to_json(
        {
            "schema_version": SCHEMA_VERSION,
            "verdict": report.verdict.word,
            "answers": answers_document(report.answers),
            "not_answered": open_questions(report),
            "path": report.path,
            "proposals": [
                {"question": one.question, "value": one.value, "where": one.where} for one in report.proposals
            ],
            "upstreams": [_upstream(item) for item in report.upstreams],
            "not_asked_about": list(report.untold),
            "criteria": [{"id": name, "says": words} for name, words in report.criteria],
            "parts": [_part(report, part) for part in report.parts],
            "next": [{"command": command, "what": what} for command, what in next_steps(report)],
            "records": [age.row() for age in report.ages],
            "as_of": report.as_of,
            "knowledge_date": report.knowledge.date,
            "limits": LIMITS,
        }
    )


def _upstream(item: Upstream) -> Row:
    return {
        "name": item.name,
        "how": item.kind.value,
        "license": item.license,
        "via": list(item.via),
        "resolved_by": item.resolved_by,
        "resolved_on": item.resolved_on,
        "source": item.resolution_source,
    }


def _part(report: ChoiceReport, part: PartChoice) -> Row:
    return {
        "part": part.part,
        "fit": part.fit.word,
        "ranking": [_choice(report, choice) for choice in part.ranked],
        "impossible": [
            {
                "license": choice.id,
                "name": choice.license.name,
                "obstacles": [_obstacle(one) for one in choice.obstacles],
            }
            for choice in part.impossible
        ],
        "not_offered": [{"license": one.license, "kind": one.kind, "reason": one.reason} for one in part.not_offered],
        "own": None if part.own is None else _own(report, part.part, part.own),
        "together": list(part.together),
        "stuck": None if part.stuck is None else _stuck(part.stuck),
    }


def _choice(report: ChoiceReport, choice: Choice) -> Row:
    return {
        "license": choice.id,
        "name": choice.license.name,
        "fit": choice.fit.word,
        "meets_all": choice.is_full,
        "obstacles": [_obstacle(one) for one in choice.obstacles],
        "answers": [_row(report, choice, row) for row in choice.rows],
        "forbids_as_well": list(choice.unwished),
        "numbers": dict(choice.numbers),
        "hub_card": tag_advice(choice.license),
        "text": {"held": choice.is_held, "says": text_line(choice)},
        "consequences": consequence_rows(choice.consequences),
        "origin": choice.license.origin or None,
    }


def _row(report: ChoiceReport, choice: Choice, row: Met) -> Row:
    return {
        "answer": row.answer,
        "state": row.state.value,
        "says": row.says,
        "license": row.instrument or None,
        "clause": clause_text(report, choice.license, row.instrument, row.clause) or None,
        "clause_id": row.clause or None,
    }


def _obstacle(one: Obstacle) -> Row:
    return {
        "rule": one.rule or None,
        "fit": one.fit.word,
        "upstreams": list(one.upstreams),
        "path": list(one.path),
        "says": one.says,
        "fix": one.fix or None,
        "clauses": [{"license": item.license, "clause": item.clause, "says": item.says} for item in one.clauses],
    }


def _own(report: ChoiceReport, part: str, own: OwnLicense) -> Row:
    return {
        "type": own.planned.type,
        "restrictions": list(own.planned.restrictions),
        "adds": list(own.adds),
        "fit": own.choice.fit.word,
        "obstacles": [_obstacle(one) for one in own.choice.obstacles],
        "not_met": [row.answer for row in own.choice.rows if row.state is not State.MET],
        "command": compose_command(report, part, own),
    }


def _stuck(found: Stuck) -> Row:
    return {
        "met_by_none": list(found.unmet),
        "exclude_each_other": [list(pair) for pair in found.exclusive],
        "openings": [
            {"change": list(one.answers), "licenses": list(one.licenses), "count": one.count} for one in found.openings
        ],
    }
