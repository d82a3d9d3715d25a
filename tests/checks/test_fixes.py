"""Repairs: on every case on which a rule fires, one touches what it names, breaks nothing, and comes to an end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rail.checks.cases import read_cases, write_case
from rail.edits.apply import apply_plan
from rail.edits.plan import TO_ANSWER
from rail.knowledge.store import Knowledge
from rail.model.finding import Severity
from rail.operations.check import check_release
from rail.operations.fix import repair_release
from rail.resources import content_dir

if TYPE_CHECKING:
    from pathlib import Path

    from rail.checks.cases import Case
    from rail.model.finding import Report

DAY = "2026-11-24"
PACK = content_dir("policy") / "packs" / "default"
FIRING = [
    pytest.param(case, id=f"{path.name.removesuffix('.cases.yaml')}: {case.name}")
    for path in sorted(PACK.glob("*.cases.yaml"))
    for case in read_cases(path)
    if case.expect == "fires"
]


def bytes_below(root: Path) -> dict[str, bytes]:
    """Return the files of a release by path, without the kept patches."""
    files = (path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    found = {path.relative_to(root).as_posix(): path.read_bytes() for path in files}
    return {name: data for name, data in found.items() if not name.startswith(".rail/patches/")}


def heavy(report: Report) -> set[str]:
    """Return the rules that found an error."""
    return {found.rule for found in report.findings if found.severity is Severity.ERROR}


@pytest.mark.parametrize("case", FIRING)
def test_a_repair_touches_what_it_names_and_comes_to_an_end(tmp_path: Path, case: Case) -> None:
    """The patch touches what it names and brings no new error; a second run may build on it, a third may not."""
    root = write_case(case, tmp_path, Knowledge.load())
    before = bytes_below(root)
    repair = repair_release(str(root), hub=case.hub, as_of=DAY)
    if not repair.plan.changes:
        assert bytes_below(root) == before
        return
    apply_plan(repair.plan, str(root))
    after = bytes_below(root)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert changed == {change.path for change in repair.plan.changes}
    report = check_release(str(root), hub=case.hub, as_of=DAY)
    assert heavy(report) - heavy(repair.before) == set()
    repair_release(str(root), hub=case.hub, as_of=DAY, write=True)
    assert repair_release(str(root), hub=case.hub, as_of=DAY).patch == ""


def release(root: Path, **files: str) -> str:
    """Write a release and return its path."""
    root.mkdir()
    for name, text in files.items():
        (root / name.replace("_md", ".md")).write_text(text, encoding="utf-8")
    return str(root)


def repaired(path: str) -> Report:
    """Write the repair of a release and return the report afterwards."""
    after = repair_release(path, write=True, as_of=DAY).after
    assert after is not None
    return after


def rules(report: Report) -> set[str]:
    """Return the rules that found something."""
    return {found.rule for found in report.findings}


def test_a_name_becomes_the_identifier_of_the_hub(tmp_path: Path) -> None:
    """What the name means without a doubt is written as the Hub spells it; a likeness is not."""
    path = release(tmp_path / "r", README_md="---\nlicense: Apache 2.0 # ours\n---\n# M\n")
    assert "license-id-unknown-to-hub" not in rules(repaired(path))
    assert "license: apache-2.0 # ours\n" in (tmp_path / "r" / "README.md").read_text(encoding="utf-8")
    vague = release(tmp_path / "v", README_md="---\nlicense: apache-ish\n---\n# M\n")
    assert "license-id-unknown-to-hub" in rules(repaired(vague))


def test_the_restrictions_of_a_base_are_carried_afterwards(tmp_path: Path) -> None:
    """The annex and the sentence of the card are what restrictions-dropped asks for."""
    path = release(
        tmp_path / "r", README_md="---\nlicense: apache-2.0\nbase_model: bigscience/bloom\n---\n# M\n\nA model.\n"
    )
    before = check_release(path, as_of=DAY)
    assert "restrictions-dropped" in rules(before)
    assert "restrictions-dropped" not in rules(repaired(path))


def test_a_text_is_placed_where_all_places_agree(tmp_path: Path) -> None:
    """A missing text is placed; where the weights say something else, a person decides first."""
    agreed = release(tmp_path / "a", README_md="---\nlicense: bigscience-openrail-m\n---\n# M\n")
    assert "license-file-missing" not in rules(repaired(agreed))
    assert (tmp_path / "a" / "LICENSE").stat().st_size > 10_000
    contested = release(
        tmp_path / "c",
        README_md="---\nlicense: bigscience-openrail-m\n---\n# M\n",
        MODEL_CARD_md="---\nlicense: mit\n---\n# M\n",
    )
    repaired(contested)
    assert not (tmp_path / "c" / "LICENSE").exists()


def test_questions_are_no_answers(tmp_path: Path) -> None:
    """A section that only asks is still reported, until somebody answers it."""
    card = f"---\nlicense: mit\npipeline_tag: text-generation\n---\n# M\n\n{'A model of ours. ' * 20}\n"
    path = release(tmp_path / "r", README_md=card)
    report = repaired(path)
    assert TO_ANSWER in (tmp_path / "r" / "README.md").read_text(encoding="utf-8")
    assert "card-placeholder-text" in rules(report)


def test_waived_findings_are_left_alone(tmp_path: Path) -> None:
    """What somebody accepted is not repaired behind their back."""
    waiver = "waivers:\n- {rule: license-id-unknown-to-hub, reason: agreed, owner: ann, expires: '2030-01-01'}\n"
    path = release(tmp_path / "r", README_md="---\nlicense: Apache 2.0\n---\n# M\n")
    (tmp_path / "r" / "rail.yaml").write_text(waiver, encoding="utf-8")
    assert "Apache 2.0" in (tmp_path / "r" / "README.md").read_text(encoding="utf-8")
    patch = repair_release(path, as_of=DAY).patch
    assert "apache-2.0" not in patch
    # What comes after it in the report is repaired all the same.
    assert "## Intended use" in patch
