"""Attaching twice: what the first run wrote, its lock above all, changes nothing that the second run says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from attach.derive.releases import fixed
from attach.releases import DAY, LATER, contents, dataset, model, wish
from rail.ledger.key_folder import KeyFolder
from rail.model.finding import Waiver
from rail.operations.attach import Attached, attach_license
from rail.operations.attested import verify_release
from rail.operations.keys import make_key
from rail.operations.sign import sign_release

if TYPE_CHECKING:
    from pathlib import Path

AGREED = Waiver("restrictions-dropped", "counsel agreed", "Jane", "2027-12-01", None, 1)
BLOOM = "bigscience-bloom-rail-1.0"
BASES = [
    ("mit", "base_model: meta-llama/Llama-3.1-8B"),
    (BLOOM, "base_model: bigscience/bloom"),
    ("apache-2.0", "base_model: [mistralai/Mistral-7B-v0.1, acme/unknown]\ndatasets: [allenai/c4, squad]"),
    ("mit", "base_model: meta-llama/Llama-3.1-8B-Instruct\nbase_model_relation: quantized"),
]


def built_on(root: Path, front: str) -> Path:
    """Write a model release with such lines in the front matter of its card."""
    model(root)
    card = root / "README.md"
    card.write_text(card.read_text(encoding="utf-8").replace("---\n", f"---\n{front}\n", 1), encoding="utf-8")
    return root


def attach(root: Path, license_id: str, day: str = DAY, **options: object) -> Attached:
    """Attach a licence to the release in a folder; it is written."""
    done = attach_license(str(root), wish(license_id, waivers=(AGREED,), **options), as_of=day)
    assert done.written, done.refused
    return done


@pytest.mark.parametrize("kind", ["spdx", "spdx3", "cyclonedx"])
@pytest.mark.parametrize(("license_id", "front"), BASES)
def test_the_second_run_changes_nothing(tmp_path: Path, license_id: str, front: str, kind: str) -> None:
    """On the same day, and on a later one."""
    attach(built_on(tmp_path, front), license_id, sbom=kind)
    for day in (DAY, LATER):
        assert attach(tmp_path, license_id, day, sbom=kind).planned.plan.changes == ()


def test_a_data_set_that_is_made_from_others_is_attached_once(tmp_path: Path) -> None:
    """Its sources stand in the lock as bases do."""
    root = dataset(tmp_path)
    card = root / "README.md"
    text = card.read_text(encoding="utf-8").replace("---\n", "---\nsource_datasets: [squad, allenai/c4]\n", 1)
    card.write_text(text, encoding="utf-8")
    attach(root, "cc-by-sa-4.0")
    assert attach(root, "cc-by-sa-4.0", LATER).planned.plan.changes == ()


def test_after_derive_the_second_run_changes_nothing(tmp_path: Path) -> None:
    """What rail derive --fix wrote was there before the first."""
    fixed(built_on(tmp_path, "base_model: bigscience/bloom"), "bigscience/bloom")
    attach(tmp_path, BLOOM)
    assert attach(tmp_path, BLOOM, LATER).planned.plan.changes == ()


@pytest.mark.parametrize("name", ["sbom.spdx.json", "sbom.spdx3.json", "bom.cdx.json"])
def test_evidence_is_told_by_who_has_it_first(tmp_path: Path, name: str) -> None:
    """The lock repeats what the table of well-known models has; a line of it is no source."""
    kind = {"sbom.spdx.json": "spdx", "sbom.spdx3.json": "spdx3", "bom.cdx.json": "cyclonedx"}[name]
    attach(built_on(tmp_path, BASES[0][1]), "mit", sbom=kind)
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert "base-table" in text
    assert "rail-lock" not in text


def test_a_signature_outlives_another_run(tmp_path: Path) -> None:
    """The statement lies beside the release, and is no part of what it is about."""
    root = built_on(tmp_path / "release", BASES[0][1])
    keys = KeyFolder(tmp_path / "keys")
    make_key(keys, "ours", None, as_of=DAY)
    attach(root, "mit")
    sign_release(str(root), keys.private_key("ours", None), as_of=DAY)
    before = contents(root)
    assert attach(root, "mit", LATER).planned.plan.changes == ()
    assert contents(root) == before
    assert verify_release(str(root), keys.read_keys(), as_of=LATER).holds


@pytest.mark.parametrize("kind", ["spdx", "spdx3", "cyclonedx"])
def test_what_the_lock_keeps_stands_when_the_place_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """A base that was seen in the Hub cache is told of in the same words on a machine without it."""
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "cache"))
    cached = tmp_path / "cache" / "models--acme--base"
    card = cached / "snapshots" / ("a" * 40) / "README.md"
    card.parent.mkdir(parents=True)
    card.write_text("---\nlicense: apache-2.0\nbase_model: acme/first\n---\n# Base\n", encoding="utf-8")
    (cached / "refs").mkdir()
    (cached / "refs" / "main").write_text("a" * 40, encoding="utf-8")
    root = built_on(tmp_path / "release", "base_model: acme/base")
    attach(root, "apache-2.0", sbom=kind)
    before = contents(root)
    assert b"hub-cache" in b"".join(before.values())
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "nowhere"))
    attach(root, "apache-2.0", LATER)
    assert contents(root) == before
