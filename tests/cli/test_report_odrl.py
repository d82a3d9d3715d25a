"""``rail report odrl``: policies of a licence or of a release."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rail.documents.odrl.checks import policy_faults
from rail.knowledge.textpack import TextPack

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]


def test_a_licence_by_its_name_comes_with_its_use_policy(rail: Run, tmp_path: Path) -> None:
    """The subject may be a licence; two runs give the same bytes."""
    done = rail("report", "odrl", "llama3.1", cwd=tmp_path)
    document = json.loads(done.stdout)
    assert done.returncode == 0
    assert [node["railkit:license"] for node in document["@graph"][:2]] == ["llama3.1", "llama3.1-use-policy"]
    assert policy_faults(document) == []
    assert rail("report", "odrl", "llama3.1", cwd=tmp_path).stdout == done.stdout


def test_a_release_has_a_policy_for_each_licence_and_says_what_it_cannot_tell(rail: Run, tmp_path: Path) -> None:
    """Weights under a licence with its text; code of which nothing is said."""
    text = TextPack.load().text("creativeml-openrail-m")
    assert text is not None
    (tmp_path / "LICENSE-MODEL").write_text(text, encoding="utf-8")
    (tmp_path / "README.md").write_text("---\nlicense: creativeml-openrail-m\n---\n# X\n")
    (tmp_path / "model.safetensors").write_bytes(b"\x02\0\0\0\0\0\0\0{}")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "words.csv").write_text("word\n")
    done = rail("report", "odrl", ".", "--output", "p.jsonld", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert "data: nothing is permitted here, because its licence cannot be told" in done.stderr
    document = json.loads((tmp_path / "p.jsonld").read_text())
    policy = document["@graph"][0]
    assert policy["railkit:textPath"] == "LICENSE-MODEL"
    assert policy["prohibition"][0]["target"][0].endswith(":component:weights")
    assert policy["prohibition"][0]["railkit:words"] in text
    assert policy_faults(document) == []


def test_a_name_that_is_nothing_is_refused_with_what_was_meant(rail: Run, tmp_path: Path) -> None:
    """The hint names licences that are spelled nearly so."""
    done = rail("report", "odrl", "lama3.1", cwd=tmp_path)
    assert done.returncode == 2
    assert "no release and no licence of this name" in done.stderr
    assert "llama3.1" in done.stderr


def test_the_licensor_that_the_lock_records_offers_the_terms(rail: Run, tmp_path: Path) -> None:
    """After `rail attach` the policy is an offer by whom it names."""
    (tmp_path / "README.md").write_text("# X\n")
    (tmp_path / "model.safetensors").write_bytes(b"\x02\0\0\0\0\0\0\0{}")
    attach = ("attach", "creativeml-openrail-m", ".", "--licensor", "Ann & Co", "--authority", "owner")
    assert rail(*attach, "--as-of", "2026-11-24", cwd=tmp_path).returncode == 0
    document = json.loads(rail("report", "odrl", ".", cwd=tmp_path).stdout)
    offers = [node for node in document["@graph"] if node.get("@type") == "Offer"]
    assert {offer["assigner"] for offer in offers} == {"urn:railkit:party:Ann%20%26%20Co"}
