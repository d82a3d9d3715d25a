"""A bill of materials that lies in a release: ours agrees with it, another one is told, a hostile one is survived."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rail.artifacts.sboms import MAX_BYTES, parse_sbom
from rail.operations.check import check_release
from rail.operations.facts import read_facts
from rail.operations.report import release_inventory
from rail.operations.report_cyclonedx import write_cyclonedx
from rail.operations.report_spdx import write_spdx

if TYPE_CHECKING:
    from pathlib import Path


WRITERS = {
    "sbom.spdx.json": lambda inventory: write_spdx(inventory).data,
    "sbom.spdx3.json": lambda inventory: write_spdx(inventory, "3.0.1").data,
    "bom.cdx.json": lambda inventory: write_cyclonedx(inventory, "1.6"),
}


def told(root: Path) -> list[str]:
    """Return what the rule says about a release, findings and skips."""
    report = check_release(str(root), packs=("rail-release",), as_of="2026-11-24")
    skipped = [skip.reason for skip in report.skipped if skip.rule == "sbom-disagrees"]
    return [one.message for one in report.findings if one.rule == "sbom-disagrees"] + skipped


@pytest.fixture
def copied(release: Path, tmp_path: Path) -> Path:
    """Return a copy of the release that may be changed."""
    return shutil.copytree(release, tmp_path / "heron")


@pytest.mark.parametrize("name", WRITERS)
def test_what_is_written_agrees_with_the_release(name: str, copied: Path) -> None:
    """A document of ours says what the release says, and the next check reads it so."""
    inventory = release_inventory(str(copied), as_of="2026-11-24")
    (copied / name).write_bytes(WRITERS[name](inventory))
    (sbom,) = read_facts(str(copied))["contents"]["sboms"]  # type: ignore[index] # a document
    assert (sbom["listed"], sbom["problem"]) == (len(inventory.files), None)
    assert [path for path, _ in sbom["weights"]] == ["big.safetensors", "model.safetensors"]
    assert told(copied) == []


@pytest.mark.parametrize("name", WRITERS)
def test_a_licence_that_was_changed_later_is_told(name: str, copied: Path) -> None:
    """The document speaks of the licence that was, and so is found."""
    (copied / name).write_bytes(WRITERS[name](release_inventory(str(copied), as_of="2026-11-24")))
    for path in ("LICENSE", "LICENSE-CODE"):
        (copied / path).unlink()
    card = copied / "README.md"
    text = card.read_text(encoding="utf-8")
    card.write_text(text.replace("license: bigscience-bloom-rail-1.0", "license: apache-2.0"), encoding="utf-8")
    (message,) = told(copied)
    assert "its parts say otherwise" in message


def test_a_document_leaves_itself_out(copied: Path) -> None:
    """Writing it again, now that it lies there, gives the same bytes."""
    first = write_spdx(release_inventory(str(copied), as_of="2026-11-24")).data
    (copied / "sbom.spdx.json").write_bytes(first)
    assert write_spdx(release_inventory(str(copied), as_of="2026-11-24")).data == first


def test_a_large_one_is_not_read(copied: Path) -> None:
    """What is too large is told, and takes no time."""
    with (copied / "sbom.json").open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    assert "are read" in told(copied)[0]


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b'{"a":' * 100_000, b"\xef\xbb\xbf{}", b"[]", b"null"])
def test_broken_bytes_are_a_problem(data: bytes) -> None:
    """Nothing is raised, whatever the bytes."""
    assert parse_sbom("sbom.json", data).problem is not None


KEYS = st.sampled_from(
    [
        "spdxVersion",
        "packages",
        "files",
        "relationships",
        "documentDescribes",
        "SPDXID",
        "licenseDeclared",
        "fileName",
        "checksums",
        "@context",
        "@graph",
        "type",
        "spdxId",
        "rootElement",
        "from",
        "to",
        "relationshipType",
        "bomFormat",
        "specVersion",
        "metadata",
        "component",
        "components",
        "licenses",
        "license",
        "id",
        "name",
        "expression",
        "acknowledgement",
        "hashes",
        "alg",
        "content",
        "verifiedUsing",
    ]
)
WORDS = st.sampled_from(
    [
        "SPDX-2.3",
        "CycloneDX",
        "https://spdx.org/rdf/3.0.1/x",
        "SpdxDocument",
        "file",
        "software_File",
        "DESCRIBES",
        "MIT",
        "x",
    ]
)
TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=40,
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(KEYS, TREES, max_size=8))
def test_any_tree_is_survived(tree: dict[str, object]) -> None:
    """A document of any shape gives a fact and no error."""
    assert parse_sbom("sbom.json", json.dumps(tree).encode()).location.path == "sbom.json"
