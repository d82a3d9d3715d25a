"""Every rule of every pack on the releases of its case file, and what a rule's files must hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from checks.places import RENEW, UPDATED, read_expected, shown, unworded, write_expected
from rail.checks.cases import Case, read_cases, write_case
from rail.checks.trials import differences, run_case
from rail.knowledge.decode import decode_rule
from rail.knowledge.records import read_record
from rail.knowledge.store import Knowledge
from rail.resources import content_dir

if TYPE_CHECKING:
    from pathlib import Path

PACKS = content_dir("policy") / "packs"
RULES = sorted(path for path in PACKS.glob("*/*.yaml") if path.name != "pack.yaml" and ".cases" not in path.name)
CASES = [(path, case) for path in RULES for case in read_cases(path.with_suffix(".cases.yaml"))]


@pytest.mark.parametrize(("path", "case"), CASES, ids=[f"{path.stem}: {case.name}" for path, case in CASES])
def test_case(path: Path, case: Case, tmp_path: Path) -> None:
    """The rule makes of the release what its case says, at the places and on the evidence that were reviewed."""
    knowledge = Knowledge.load()
    rule = decode_rule(read_record(path), path.parent.name)
    root = write_case(case, tmp_path, knowledge)
    ran = run_case(case, rule, root, knowledge)
    assert differences(case, ran) == []
    assert unworded(ran) == []
    told = shown(ran, rule)
    expected = read_expected(path.stem)
    if UPDATED and expected.get(case.name, "") != told:
        write_expected(path.stem, {**expected, case.name: told})
    assert told == read_expected(path.stem).get(case.name, ""), RENEW


@pytest.mark.parametrize("path", RULES, ids=[path.stem for path in RULES])
def test_no_place_is_expected_of_a_case_that_is_gone(path: Path) -> None:
    """What was reviewed is about cases that are there and find or skip something."""
    expected = read_expected(path.stem)
    wanted = {case.name for case in read_cases(path.with_suffix(".cases.yaml")) if case.expect != "silent"}
    if UPDATED and set(expected) - wanted:
        write_expected(path.stem, {name: told for name, told in expected.items() if name in wanted})
    assert set(read_expected(path.stem)) - wanted == set(), RENEW


@pytest.mark.parametrize("path", RULES, ids=[path.stem for path in RULES])
def test_a_rule_has_all_kinds_of_case(path: Path) -> None:
    """One case fires, one is silent, and one skips, unless the rule says why it never does."""
    expected = {case.expect for case in read_cases(path.with_suffix(".cases.yaml"))}
    never = {key.removeprefix("never_") for key in read_record(path) if key.startswith("never_")}
    assert expected == {"fires", "silent", "skips"} - never


@pytest.mark.parametrize("path", RULES, ids=[path.stem for path in RULES])
def test_case_names_are_unique(path: Path) -> None:
    """A case can be told by its name."""
    names = [case.name for case in read_cases(path.with_suffix(".cases.yaml"))]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("path", RULES, ids=[path.stem for path in RULES])
def test_a_rule_has_a_page(path: Path) -> None:
    """What a reader is told is there: why, fix, sources, and an example whose sides differ."""
    row = read_record(path)
    assert row["id"] == path.stem
    for key in ("title", "why", "fix"):
        assert len(row[key].split()) >= 5, key
    assert row["sources"]
    assert row["example"]["before"] != row["example"]["after"]


@pytest.mark.parametrize("path", RULES, ids=[path.stem for path in RULES])
def test_no_rule_claims_too_much(path: Path) -> None:
    """No text says that something is compliant, certified or safe (legal limits 6.1, item 1)."""
    told = path.read_text(encoding="utf-8").lower()
    assert [word for word in ("complian", "certified", "legal advice", "enforceable") if word in told] == (
        ["enforceable"] if path.stem == "restrictions-dropped" else []
    )
