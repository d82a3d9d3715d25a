"""CycloneDX 1.6 and 1.7: valid by the official schema, taken by an independent validator, and nothing is lost."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from documents.cyclonedx_validator import complaints
from rail.documents.cyclonedx.bom import SPECS, bom, write_bom
from rail.documents.cyclonedx.names import file_ref, origin_ref, part_ref
from rail.documents.cyclonedx.reading import ReadBom, read_bom
from rail.documents.cyclonedx.schema import bom_problems
from rail.documents.inventory import NOASSERTION
from rail.documents.notes import restriction_note
from rail.operations.report_cyclonedx import write_cyclonedx

if TYPE_CHECKING:
    from rail.documents.inventory import Inventory

RAIL = "LicenseRef-bigscience-bloom-rail-1.0"


@pytest.fixture(scope="module", params=SPECS)
def spec(request: pytest.FixtureRequest) -> str:
    """Return each edition in turn."""
    return str(request.param)


@pytest.fixture(scope="module")
def text(inventory: Inventory, spec: str) -> str:
    """Return the document that the command writes."""
    return write_cyclonedx(inventory, spec).decode()


@pytest.fixture(scope="module")
def document(text: str) -> dict[str, Any]:
    """Return the document as JSON."""
    found = json.loads(text)
    assert isinstance(found, dict)
    return found


@pytest.fixture(scope="module")
def read(text: str) -> ReadBom:
    """Return the document read back."""
    return read_bom(text)


def test_the_independent_validator_takes_it(text: str, spec: str) -> None:
    """cyclonedx-python-lib's strict validator, which knows nothing of us, finds no fault."""
    assert complaints(text, spec) is None


def test_parts_and_licences_survive(read: ReadBom, inventory: Inventory) -> None:
    """The release and every part have the licences of the inventory, declared and concluded."""
    expected = {"release": inventory.main, **{part_ref(part.kind): part for part in inventory.parts[1:]}}
    for ref, part in expected.items():
        found = read.component(ref)
        assert found is not None
        asserted = {"declared": part.declared, "concluded": part.concluded}
        assert found.ids == {how: (value,) for how, value in asserted.items() if value != NOASSERTION}
        assert found.properties["license:concluded"] == (part.concluded,)
        assert found.properties["license:basis"] == (part.basis,)


def test_types_say_what_a_part_is(read: ReadBom) -> None:
    """Weights are a model, code a library, data and documents data."""
    kinds = {one.ref: one.kind for one in read.components if one.kind != "file"}
    assert kinds["release"] == "machine-learning-model"
    assert (kinds["part:code"], kinds["part:data"]) == ("library", "data")


def test_files_survive(read: ReadBom, inventory: Inventory) -> None:
    """Every file is a component of its part with its digests; an object behind a pointer by its oid."""
    for file in inventory.files:
        found = read.component(file_ref(file))
        assert found is not None
        assert found.hashes.get("SHA-256") == file.sha256
        assert found.hashes.get("SHA-1") == file.sha1
        assert found.properties["file:bytes"] == (str(file.size),)
    lfs = read.component("file:big.safetensors")
    assert lfs is not None
    assert lfs.properties["file:lfs"] == ("true",)


def test_the_use_restrictions_survive(read: ReadBom, inventory: Inventory) -> None:
    """Each restriction of the licences is a property with clause, words and qualifiers."""
    release = read.component("release")
    assert release is not None
    assert len(inventory.restrictions) > 10
    expected = [restriction_note(one) for one in inventory.restrictions if one.license == inventory.main.license]
    assert list(release.restrictions) == expected


def test_people_read_the_restrictions_in_the_model_card(document: dict[str, Any], inventory: Inventory) -> None:
    """Each prohibition is an ethical consideration with its clause, and with how far it must be passed on."""
    risks = document["metadata"]["component"]["modelCard"]["considerations"]["ethicalConsiderations"]
    forbidden = [one for one in inventory.restrictions if one.kind == "prohibition"]
    assert len(risks) == len(forbidden) + 1  # and what the card calls out of scope
    for risk, one in zip(risks, forbidden, strict=False):
        assert one.label in risk["name"]
        assert one.clause_label in risk["name"]
        assert one.summary in risk["mitigationStrategy"]
        assert "same-restrictions" in risk["mitigationStrategy"]
    assert risks[-1]["mitigationStrategy"] == "Forecasting floods."


def test_the_text_of_a_licence_that_spdx_does_not_list_travels(read: ReadBom, inventory: Inventory) -> None:
    """Once, word for word, where the licence is named first."""
    texts = [one.texts[RAIL] for one in read.components if RAIL in one.texts]
    used = inventory.license("bigscience-bloom-rail-1.0")
    assert used is not None
    assert used.text is not None
    assert texts == [used.text.strip()]


def test_the_card_is_in_its_fields(document: dict[str, Any]) -> None:
    """Use, limits, task, figures and emissions stand where CycloneDX has a place for them."""
    card = document["metadata"]["component"]["modelCard"]
    parameters = card["modelParameters"]
    assert (parameters["task"], parameters["architectureFamily"]) == ("text-generation", "bloom")
    assert parameters["modelArchitecture"] == "BloomForCausalLM"
    assert card["considerations"]["useCases"] == ["Telling stories about birds."]
    assert card["considerations"]["technicalLimitations"] == ["It has never seen a river."]
    metrics = card["quantitativeAnalysis"]["performanceMetrics"]
    assert metrics == [{"type": "accuracy", "value": "0.81", "slice": "text-generation, Pond"}]
    energy = card["considerations"]["environmentalConsiderations"]["properties"]
    assert {"name": "railkit:card:co2_eq_emissions:emissions", "value": "12.5"} in energy


def test_a_base_is_an_ancestor_and_a_data_set_a_component(document: dict[str, Any], inventory: Inventory) -> None:
    """Lineage stands in the pedigree; data that the model was trained on is referred to by the model card."""
    release = document["metadata"]["component"]
    direct = [one for one in inventory.models if one.direct]
    ancestors = release["pedigree"]["ancestors"]
    assert [one["bom-ref"] for one in ancestors] == [origin_ref(one) for one in direct]
    assert ancestors[0]["licenses"][0]["license"]["acknowledgement"] == "concluded"
    data = [origin_ref(one) for one in inventory.datasets if one.direct]
    assert [one["ref"] for one in release["modelCard"]["modelParameters"]["datasets"]] == data


def test_every_origin_stands_once_and_can_be_reached(read: ReadBom, inventory: Inventory) -> None:
    """No model or data set is lost, none stands twice, and dependencies lead to each."""
    refs = [one.ref for one in read.components]
    reached = {ref for needs in read.depends.values() for ref in needs}
    for origin in inventory.origins:
        assert refs.count(origin_ref(origin)) == 1
        assert origin_ref(origin) in reached


def test_files_of_the_release_are_references_with_hashes(document: dict[str, Any], inventory: Inventory) -> None:
    """The card is a model card, the licence texts are licences."""
    found = {one["url"]: one for one in document["metadata"]["component"]["externalReferences"]}
    assert found["README.md"]["type"] == "model-card"
    assert found["LICENSE"]["type"] == "license"
    digests = {file.path: file.sha256 for file in inventory.files}
    assert found["LICENSE"]["hashes"] == [{"alg": "SHA-256", "content": digests["LICENSE"]}]


def test_the_same_release_gives_the_same_bytes_and_number(inventory: Inventory, spec: str, text: str) -> None:
    """The serial number names the content, not the day; the timestamp is the as-of date."""
    assert write_bom(inventory, spec) == text
    later = json.loads(write_bom(replace(inventory, as_of="2027-01-01"), spec))
    first = json.loads(text)
    assert later["serialNumber"] == first["serialNumber"]
    assert later["metadata"]["timestamp"] == "2027-01-01T00:00:00Z"
    other = json.loads(write_bom(replace(inventory, licensor="Ours"), spec))
    assert other["serialNumber"] != first["serialNumber"]


def test_a_licensor_is_named(inventory: Inventory, spec: str) -> None:
    """Who licenses stands with the licences of the release's own parts, and supplies the release."""
    document = bom(replace(inventory, licensor="Ours <b>"), spec)
    assert bom_problems(document) == []
    release = document["metadata"]["component"]
    assert release["supplier"] == {"name": "Ours <b>"}
    assert release["licenses"][0]["license"]["licensing"]["licensor"] == {"organization": {"name": "Ours <b>"}}
    ancestor = release["pedigree"]["ancestors"][0]["licenses"][0]["license"]
    assert "licensor" not in ancestor.get("licensing", {})


def test_an_expression_stands_alone_in_1_6_and_with_its_texts_in_1_7(inventory: Inventory) -> None:
    """1.6 allows one expression and nothing beside it; 1.7 holds both acknowledgements, and texts."""
    part = replace(inventory.main, declared="MIT", concluded=f"MIT OR {RAIL}")
    changed = replace(inventory, main=part, parts=(part, *inventory.parts[1:]))
    old, new = (bom(changed, spec) for spec in SPECS)
    assert bom_problems(old) == bom_problems(new) == []
    assert old["metadata"]["component"]["licenses"] == [{"expression": part.concluded, "acknowledgement": "concluded"}]
    first, second = new["metadata"]["component"]["licenses"]
    assert first["expressionDetails"][0]["licenseIdentifier"] == RAIL
    assert first["expressionDetails"][0]["text"]["content"] != ""
    assert second == {"license": {"id": "MIT", "acknowledgement": "declared"}}
    assert complaints(json.dumps(new), "1.7") is None
