"""What the repair of a rule does on each case on which it fires, as it was reviewed; texts may be worded anew.

``RAIL_UPDATE_GOLDEN=1 pytest -q tests/checks/test_repairs.py`` writes ``repairs.txt`` anew; read the difference.
"""

from __future__ import annotations

import os
from dataclasses import fields
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rail.checks.cases import read_cases, write_case
from rail.checks.context import Context
from rail.checks.engine import is_applicable, run_rule
from rail.checks.fixing import fix_of
from rail.checks.trials import facts_of
from rail.knowledge.store import Knowledge
from rail.resources import content_dir

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.cases import Case
    from rail.model.edit import Edit
    from rail.model.finding import Rule

EXPECTED = Path(__file__).with_name("repairs.txt")
KNOWLEDGE = Knowledge.load()
RULES = {rule.id: rule for rule in KNOWLEDGE.rules("default")}
FIRING = [
    (rule, case)
    for rule in RULES.values()
    for case in read_cases(content_dir("policy") / "packs" / "default" / f"{rule.id}.cases.yaml")
    if case.expect == "fires" and not case.params
]
WORDED = {"text", "questions"}


def edits_of(rule: Rule, case: Case, folder: Path) -> Iterator[Edit]:
    """Yield what mends the findings of a rule on a case."""
    facts = facts_of(case, write_case(case, folder, KNOWLEDGE), KNOWLEDGE)
    assert is_applicable(rule, facts)
    for finding in run_rule(rule, facts, KNOWLEDGE, as_of=case.as_of)[0]:
        yield from fix_of(rule)(finding, Context(facts, KNOWLEDGE, rule, case.as_of))


def told(edit: Edit) -> str:
    """Return an edit on a line, without what it says."""
    given = {field.name: getattr(edit, field.name) for field in fields(edit)}
    assert all(value for name, value in given.items() if name in WORDED)
    shown = ", ".join(f"{name}={value!r}" for name, value in given.items() if name not in WORDED)
    return f"  {type(edit).__name__}: {shown}"


def expected() -> dict[str, list[str]]:
    """Return the reviewed lines by the case."""
    lines = EXPECTED.read_text(encoding="utf-8").splitlines() if EXPECTED.exists() else []
    parts = [list(part) for _, part in groupby(lines, key=lambda line: not line.startswith("  "))]
    return {head[-1]: body for head, body in zip(parts[::2], parts[1::2], strict=True)}


@pytest.fixture(autouse=True, scope="module")
def renewed(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Write the file anew where that is wanted."""
    if os.environ.get("RAIL_UPDATE_GOLDEN"):
        all_told = {
            f"{rule.id}: {case.name}": [told(edit) for edit in edits_of(rule, case, tmp_path_factory.mktemp("case"))]
            for rule, case in FIRING
        }
        EXPECTED.write_text(
            "".join(f"{name}\n" + "".join(f"{line}\n" for line in lines) for name, lines in all_told.items() if lines)
        )


@pytest.mark.parametrize(("rule", "case"), FIRING, ids=[f"{rule.id}: {case.name}" for rule, case in FIRING])
def test_a_repair_is_what_was_reviewed(rule: Rule, case: Case, tmp_path: Path) -> None:
    """Each edit with its place and its value, and no edit where none was."""
    found = [told(edit) for edit in edits_of(rule, case, tmp_path)]
    assert found == expected().get(f"{rule.id}: {case.name}", [])
