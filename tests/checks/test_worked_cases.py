"""The worked cases of bases, data and code under many terms, as whole releases."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from checks.upstream_releases import KNOWLEDGE, findings
from rail.artifacts.collect import collect_facts
from rail.checks.cases import content_bytes
from rail.model.finding import Severity

if TYPE_CHECKING:
    from pathlib import Path

    from rail.model.facts import Facts


def write(root: Path, files: dict[str, object]) -> Facts:
    """Write a release and return its facts."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content_bytes(content, KNOWLEDGE))
    return collect_facts(str(root), knowledge=KNOWLEDGE)


def card(front: str, body: str = "") -> str:
    """Return a card."""
    return f"---\n{front}\n---\n# A small model\n\n{body}\n"


def test_worked_case_bloom(tmp_path: Path) -> None:
    """(a) BLOOM as a base under Apache, with a bare card."""
    facts = write(tmp_path, {"README.md": card("license: apache-2.0\nbase_model: bigscience/bloom")})
    found = {item.rule: item.severity for item in findings(facts)}
    assert found == {
        "restrictions-dropped": Severity.ERROR,
        "upstream-license-copy-missing": Severity.WARNING,
        "changes-not-stated": Severity.WARNING,
    }


def test_worked_case_llama(tmp_path: Path) -> None:
    """(b) Llama 3.1 as a base under the agreement of Llama 3."""
    facts = write(tmp_path, {"README.md": card("license: llama3\nbase_model: meta-llama/Llama-3.1-8B")})
    assert {item.rule for item in findings(facts)} == {
        "upstream-license-version-differs",
        "required-notice-missing",
        "required-phrase-missing",
        "required-name-prefix-missing",
        "use-policy-missing",
        "restrictions-not-announced",
    }


def test_worked_case_share_alike_data(tmp_path: Path) -> None:
    """(c) CC BY-NC-SA data under Apache: for a person, and no error."""
    facts = write(tmp_path, {"README.md": card("license: apache-2.0\ndatasets:\n- example/data")})
    known = replace(facts.upstreams[0], license="cc-by-nc-sa-4.0", resolved_by="hub-cache")
    found = findings(replace(facts, upstreams=(known,)))
    assert {item.rule: item.severity for item in found} == {
        "noncommercial-data-under-wider-license": Severity.REVIEW,
        "share-alike-data-unsettled": Severity.REVIEW,
        "data-attribution-missing": Severity.WARNING,
    }
    sources = [item.source for one in found[-2:] for item in one.evidence if item.source]
    assert len({source for source in sources if "2026" in source}) > 1


def test_worked_case_gpl_code(tmp_path: Path) -> None:
    """(d) GPL code matters in one component with RAIL terms, and nowhere else."""
    code = "# SPDX-License-Identifier: GPL-3.0-or-later\n"
    rail: dict[str, object] = {"text": "bigscience-openrail-m"}
    body = "Uses are restricted: see Attachment A."
    same = write(
        tmp_path / "same", {"README.md": card("license: bigscience-openrail-m", body), "LICENSE": rail, "a.py": code}
    )
    apart = write(
        tmp_path / "apart",
        {
            "README.md": card("license: bigscience-openrail-m", body),
            "LICENSE-MODEL": rail,
            "LICENSE-CODE": {"text": "gpl-3.0"},
            "a.py": code,
        },
    )
    assert [item.rule for item in findings(same)] == ["copyleft-code-under-use-restrictions"]
    assert findings(apart) == ()


def test_a_clean_release_with_many_licences_is_silent(tmp_path: Path) -> None:
    """Code under MIT, weights under RAIL on a RAIL base, data under CC BY: properly said, nothing is found."""
    body = (
        "Uses are restricted: Attachment A of the licence lists them.\n\n## Training\n\n"
        "bigscience/bloom, fine-tuned on example/data by Example Org, under CC BY 4.0."
    )
    front = (
        "license: bigscience-bloom-rail-1.0\nbase_model: bigscience/bloom\nbase_model_relation: finetune\n"
        "datasets:\n- example/data"
    )
    facts = write(
        tmp_path,
        {
            "README.md": card(front, body),
            "LICENSE-MODEL": {"text": "bigscience-bloom-rail-1.0"},
            "LICENSE-CODE": {"text": "mit"},
            "LICENSE-DATA": {"text": "cc-by-4.0"},
            "train.py": "# SPDX-License-Identifier: MIT\n",
            "data/train.csv": "a,b\n",
            "model.safetensors": {"safetensors": {"format": "pt"}},
        },
    )
    known = tuple(
        replace(item, license="cc-by-4.0", resolved_by="hub-cache") if item.name == "example/data" else item
        for item in facts.upstreams
    )
    assert findings(replace(facts, upstreams=known)) == ()
