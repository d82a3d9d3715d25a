"""SPDX 3.0.1: read back strictly by the official binding, with the minimum fields of the profiles checked by us."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from rail.documents.inventory import NOASSERTION
from rail.documents.notes import read_note, restriction_note
from rail.documents.spdx3_profile import claimed_profiles, profile_gaps
from rail.errors import InputError
from rail.operations.report_spdx import check_spdx, stated_inventory, write_spdx

if TYPE_CHECKING:
    from pathlib import Path

    from rail.documents.inventory import Inventory

RAIL = "LicenseRef-bigscience-bloom-rail-1.0"
NONE = "https://spdx.org/rdf/3.0.1/terms/ExpandedLicensing/NoAssertionLicense"


@pytest.fixture(scope="module")
def elements(inventory: Inventory) -> dict[str, Any]:
    """Return what the official binding reads, by the end of the id."""
    import io

    from spdx_python_model import v3_0_1 as spdx

    objects = spdx.SHACLObjectSet()
    spdx.JSONLDDeserializer().read(io.BytesIO(write_spdx(inventory, "3.0.1").data), objects)
    return {str(one.get_id()).rpartition("#")[2]: one for one in objects.foreach() if one.get_id()}


def related(elements: dict[str, Any], start: str, kind: str) -> list[Any]:
    """Return what an element is related to."""
    found = [one for one in elements.values() if type(one).__name__ == "Relationship" and one.from_ is elements[start]]
    return [end for one in found if str(one.relationshipType).endswith(f"/{kind}") for end in one.to]


def test_the_release_is_an_ai_package(elements: dict[str, Any], inventory: Inventory) -> None:
    """The model is an AI package with what its card says; the data is a dataset package of unknown type."""
    release, data = elements["Release"], elements["Part-data"]
    assert type(release).__name__ == "ai_AIPackage"
    assert str(release.software_primaryPurpose).endswith("/model")
    assert release.software_packageVersion == inventory.version
    assert release.ai_limitation == "It has never seen a river."
    assert "Forecasting floods." in release.ai_informationAboutApplication
    assert [(entry.key, entry.value) for entry in release.ai_metric] == [("accuracy on Pond", "0.81")]
    assert type(data).__name__ == "dataset_DatasetPackage"


def test_every_part_has_one_licence_of_each_kind(elements: dict[str, Any], inventory: Inventory) -> None:
    """Declared and concluded licences are those of the inventory, or not asserted."""
    names = {"Release": inventory.main, **{f"Part-{part.kind.value}": part for part in inventory.parts[1:]}}
    for name, part in names.items():
        for kind, expression in (("hasDeclaredLicense", part.declared), ("hasConcludedLicense", part.concluded)):
            (found,) = related(elements, name, kind)
            stated = NOASSERTION if isinstance(found, str) else found.simplelicensing_licenseExpression
            assert stated == expression


def test_what_it_is_built_on_survives(elements: dict[str, Any], inventory: Inventory) -> None:
    """Base models and data sets are related by the words of the standard."""
    trained = {one.name for one in related(elements, "Release", "trainedOn")}
    assert trained == {origin.name for origin in inventory.datasets if origin.direct}
    assert {one.name for one in related(elements, "Release", "descendantOf")} == {"bigscience/bloom"}


def test_terms_of_use_survive(elements: dict[str, Any], inventory: Inventory) -> None:
    """Every restriction comes back whole, and the licence with its text."""
    release = elements["Release"]
    notes = [read_note(one.statement) for one in elements.values() if getattr(one, "subject", None) is release]
    found = [note for note in notes if note and note["note"] == "use-restriction" and "inherited" not in note]
    assert sorted(found, key=str) == sorted(map(restriction_note, inventory.restrictions), key=str)
    held = next(one.text for one in inventory.licenses if one.expression == RAIL)
    assert held is not None
    assert elements[RAIL].simplelicensing_licenseText.split() == held.split()


def test_files_survive(elements: dict[str, Any], inventory: Inventory) -> None:
    """Every file has the digest of the inventory, whether it was read or is a pointer."""
    files = {one.name: one for one in elements.values() if type(one).__name__ == "software_File"}
    found = {name: [hash_.hashValue for hash_ in one.verifiedUsing] for name, one in files.items()}
    assert found == {f"./{file.path}": [file.sha256] for file in inventory.files}


def test_gaps_are_found_and_no_profile_is_claimed(inventory: Inventory) -> None:
    """What nobody states is missing, is told, and keeps the document from claiming the profile."""
    written = write_spdx(inventory, "3.0.1")
    document = json.loads(written.data)
    fields = {gap.field for gap in profile_gaps(document) if gap.element.endswith("#Release")}
    assert fields == {"suppliedBy", "releaseTime", "software_downloadLocation"}
    assert claimed_profiles(document) == {"core", "software", "simpleLicensing", "expandedLicensing"}
    assert any("--supplier NAME" in line for line in written.missing)


def test_a_full_document_claims_its_profile(inventory: Inventory, tmp_path: Path) -> None:
    """With everything that the profile asks for, it is claimed."""
    bare = replace(inventory, origins=(), parts=tuple(part for part in inventory.parts if part.kind.value != "data"))
    full = stated_inventory(bare, supplier="Heron Lab", released="2026-11-01", location="https://example.org/heron")
    written = write_spdx(full, "3.0.1")
    assert profile_gaps(json.loads(written.data)) == ()
    assert "ai" in claimed_profiles(json.loads(written.data))
    path = tmp_path / "sbom.spdx3.json"
    path.write_bytes(written.data)
    assert check_spdx(str(path)) == ("3.0.1", "json", (), ())


@pytest.mark.parametrize(
    "field",
    ["suppliedBy", "releaseTime", "software_downloadLocation", "software_packageVersion", "software_primaryPurpose"],
)
def test_each_field_that_is_taken_away_is_missed(inventory: Inventory, field: str) -> None:
    """A claim of the profile without one of its fields is a problem."""
    full = stated_inventory(
        replace(inventory, origins=()), supplier="Heron", released="2026-11-01", location="https://example.org/h"
    )
    document = json.loads(write_spdx(full, "3.0.1").data)
    release = next(one for one in document["@graph"] if one.get("spdxId", "").endswith("#Release"))
    del release[field]
    assert [gap.field for gap in profile_gaps(document) if gap.profile == "ai"] == [field]


@pytest.mark.parametrize("kind", ["hasDeclaredLicense", "hasConcludedLicense"])
@pytest.mark.parametrize("times", [0, 2])
def test_not_exactly_one_licence_is_a_gap(inventory: Inventory, kind: str, times: int) -> None:
    """None is too few and two are too many."""
    document = json.loads(write_spdx(replace(inventory, origins=()), "3.0.1").data)
    is_it = [
        one
        for one in document["@graph"]
        if one.get("relationshipType") == kind and str(one.get("from")).endswith("#Release")
    ]
    kept = [one for one in document["@graph"] if one not in is_it]
    document["@graph"] = kept + [{**is_it[0], "spdxId": f"urn:x#{number}"} for number in range(times)]
    assert kind in {gap.field for gap in profile_gaps(document) if gap.element.endswith("#Release")}


def test_the_same_inventory_gives_the_same_bytes(inventory: Inventory) -> None:
    """No random name, no clock; 3.0.1 has one format."""
    assert write_spdx(inventory, "3.0.1").data == write_spdx(replace(inventory), "3.0.1").data
    with pytest.raises(InputError, match="JSON-LD only"):
        write_spdx(inventory, "3.0.1", "xml")


def test_names_with_markup_stay_names(inventory: Inventory) -> None:
    """A hostile name is text in a string and makes no element."""
    hostile = replace(inventory, name='x", "type": "SpdxDocument"\n<b>\x00', supplier="a\nb")
    document = json.loads(write_spdx(hostile, "3.0.1").data)
    release = next(one for one in document["@graph"] if one.get("spdxId", "").endswith("#Release"))
    assert release["name"] == 'x", "type": "SpdxDocument" <b>'


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        '{"@context": "x"}',
        '{"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [{"type": "Nothing"}]}',
        '{"@context": ' + "[" * 4000,
        "",
        "SPDXVersion: SPDX-9\n",
        "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
    ],
)
def test_what_is_no_document_is_told(text: str, tmp_path: Path) -> None:
    """Whatever is not SPDX ends in one error of ours."""
    path = tmp_path / "odd"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="no SPDX"):
        check_spdx(str(path))


def test_a_document_of_2_3_is_checked(inventory: Inventory, tmp_path: Path) -> None:
    """Every format is told by its content; a licence that is not there is a problem."""
    for name in ("json", "yaml", "xml", "rdf", "tag"):
        path = tmp_path / "sbom"
        path.write_bytes(write_spdx(inventory, "2.3", name).data)
        assert check_spdx(str(path)) == ("2.3", name, (), ())
    path.write_bytes(write_spdx(inventory).data.replace(b'"licenseId": "LicenseRef-b', b'"licenseId": "LicenseRef-c'))
    assert any("Unrecognized license reference" in problem for problem in check_spdx(str(path)).problems)
