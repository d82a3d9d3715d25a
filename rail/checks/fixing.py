"""From findings to the edits that mend them; what no module repairs is left to people."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, cast

from rail.checks.context import Context
from rail.checks.fixes.places import asked_by_rule
from rail.edits.plan import Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rail.knowledge.store import Knowledge
    from rail.model.edit import Edit
    from rail.model.facts import Facts
    from rail.model.finding import Finding, Rule

    Fix = Callable[[Finding, Context], Iterator[Edit]]

_FIXES = "rail.checks.fixes"


def fix_of(rule: Rule) -> Fix:
    """Return what repairs the findings of a rule: its own module, else the section that it asks for, if any."""
    name = str(rule.params.get("function", rule.id.replace("-", "_")))
    if not name.isidentifier() or find_spec(f"{_FIXES}.{name}") is None:
        return _ask
    return cast("Fix", getattr(import_module(f"{_FIXES}.{name}"), "fix", _ask))


def _ask(finding: Finding, context: Context) -> Iterator[Edit]:
    card = context.facts.card
    if card is not None:
        yield from asked_by_rule(card.path, finding.rule, context.knowledge)


def wanted_edits(
    findings: Sequence[Finding], rules: Sequence[Rule], facts: Facts, knowledge: Knowledge, as_of: str | None = None
) -> tuple[tuple[Wanted, ...], tuple[Finding, ...]]:
    """Return the edits that mend open findings, and the findings that no edit mends; waived ones stay as they are."""
    by_id = {rule.id: rule for rule in rules}
    wanted: list[Wanted] = []
    left: list[Finding] = []
    for finding in findings:
        rule = by_id.get(finding.rule)
        if finding.waived or rule is None:
            continue
        edits = tuple(fix_of(rule)(finding, Context(facts, knowledge, rule, as_of)))
        wanted += [Wanted(edit, finding.id) for edit in edits]
        if not edits:
            left.append(finding)
    return tuple(wanted), tuple(left)
