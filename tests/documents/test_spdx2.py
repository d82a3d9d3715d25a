"""SPDX 2.3: every format is valid, is read back by spdx-tools, and says what the inventory says."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from spdx_tools.spdx.model import ChecksumAlgorithm, RelationshipType
from spdx_tools.spdx.parser.parse_anything import parse_file

from rail.documents.inventory import NOASSERTION
from rail.documents.notes import read_note, restriction_note
from rail.documents.spdx2.document import spdx2_document
from rail.documents.spdx2.formats import FORMATS, read_spdx2, spdx2_bytes, spdx2_problems
from rail.documents.spdx2.packages import RELEASE, origin_id
from rail.errors import InputError
from rail.operations.report_spdx import write_spdx

if TYPE_CHECKING:
    from pathlib import Path

    from spdx_tools.spdx.model import Document

    from rail.documents.inventory import Inventory

RAIL = "LicenseRef-bigscience-bloom-rail-1.0"
ENDINGS = {"json": ".json", "yaml": ".yaml", "xml": ".xml", "rdf": ".rdf", "tag": ".spdx"}


@pytest.fixture(scope="module", params=FORMATS)
def document(
    request: pytest.FixtureRequest, inventory: Inventory, tmp_path_factory: pytest.TempPathFactory
) -> Document:
    """Return the document as the independent reader takes it from a file of each format."""
    path = tmp_path_factory.mktemp("spdx") / f"sbom{ENDINGS[request.param]}"
    path.write_bytes(write_spdx(inventory, "2.3", request.param).data)
    found = read_spdx2(path.read_bytes(), "tag") if request.param == "tag" else parse_file(str(path))
    assert spdx2_problems(found) == ()
    return found


def test_parts_and_licences_survive(document: Document, inventory: Inventory) -> None:
    """The release and every part have the licences of the inventory."""
    packages = {package.spdx_id: package for package in document.packages}
    expected = {RELEASE: inventory.main, **{f"SPDXRef-Part-{part.kind.value}": part for part in inventory.parts[1:]}}
    found = {name: (str(packages[name].license_declared), str(packages[name].license_concluded)) for name in expected}
    assert found == {name: (part.declared, part.concluded) for name, part in expected.items()}


def test_files_survive(document: Document, inventory: Inventory) -> None:
    """Every file is there with its digests; one that was not read is a package with its oid."""
    sums = {
        file.name: {one.algorithm: one.value for one in file.checksums}
        for file in (*document.files, *(package for package in document.packages if package.file_name))
    }
    sums |= {package.file_name: sums[package.name] for package in document.packages if package.file_name}
    for file in inventory.files:
        found = sums[f"./{file.path}"]
        assert found[ChecksumAlgorithm.SHA256] == file.sha256
        assert found.get(ChecksumAlgorithm.SHA1) == file.sha1


def test_what_it_is_built_on_survives(document: Document, inventory: Inventory) -> None:
    """Every base model and data set is a package with its licence, and a relation that says how."""
    packages = {package.spdx_id: package for package in document.packages}
    relations = {(one.spdx_element_id, one.related_spdx_element_id): one for one in document.relationships}
    for origin in inventory.origins:
        assert packages[origin_id(origin)].name == origin.name
        assert str(packages[origin_id(origin)].license_concluded) == origin.license
    words = next(origin for origin in inventory.datasets if origin.direct)
    bloom = next(origin for origin in inventory.models if origin.direct)
    assert relations[RELEASE, origin_id(words)].relationship_type is RelationshipType.GENERATED_FROM
    assert relations[RELEASE, origin_id(bloom)].relationship_type is RelationshipType.DESCENDANT_OF
    assert str(relations[RELEASE, origin_id(bloom)].comment).startswith("finetune; stated by card at README.md:")


def test_terms_of_use_survive(document: Document, inventory: Inventory) -> None:
    """Every restriction comes back with clause, words and qualifiers, and the licence with its whole text."""
    found = [read_note(one.annotation_comment) for one in document.annotations if one.spdx_id == RELEASE]
    notes = [note for note in found if note and note["note"] == "use-restriction"]
    key = str
    assert sorted(notes, key=key) == sorted(map(restriction_note, inventory.restrictions), key=key)
    texts = {info.license_id: info.extracted_text for info in document.extracted_licensing_info}
    held = next(one.text for one in inventory.licenses if one.expression == RAIL)
    assert held is not None
    assert texts[RAIL] is not None
    assert texts[RAIL].split() == held.split()


def test_the_card_survives(document: Document) -> None:
    """What the card says about use and limits travels."""
    notes = [note for one in document.annotations if (note := read_note(one.annotation_comment))]
    card = {note["topic"]: note["text"] for note in notes if note["note"] == "card"}
    assert card["out-of-scope"] == "Forecasting floods."
    assert card["limitations"] == "It has never seen a river."


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_inventory_gives_the_same_bytes(name: str, inventory: Inventory) -> None:
    """No random name, no clock."""
    assert write_spdx(inventory, "2.3", name) == write_spdx(replace(inventory), "2.3", name)


def test_another_day_keeps_the_namespace(inventory: Inventory) -> None:
    """The document's name goes by its content; the date stands beside it."""
    later = spdx2_document(replace(inventory, as_of="2027-01-01"))
    assert later.creation_info.document_namespace == spdx2_document(inventory).creation_info.document_namespace
    other = spdx2_document(replace(inventory, version="9"))
    assert other.creation_info.document_namespace != later.creation_info.document_namespace


@pytest.mark.parametrize("name", ["json", "yaml", "xml", "rdf", "tag"])
def test_names_with_markup_add_nothing(name: str, inventory: Inventory) -> None:
    """A name is a name, whatever tags and line ends it holds."""
    hostile = replace(inventory, name="a</text>\nPackageLicenseConcluded: MIT\x00<b>&amp;]]>", licensor="L\n<x>: y")
    document = read_spdx2(spdx2_bytes(spdx2_document(hostile), name), name)
    release = next(package for package in document.packages if package.spdx_id == RELEASE)
    assert release.name == "a< /text> PackageLicenseConcluded: MIT <b>&amp;]]>"
    assert str(release.license_concluded) == RAIL


def test_tag_value_that_reads_otherwise_is_refused(inventory: Inventory) -> None:
    """A name that the format takes for a tool cannot be written in it, and is told so."""
    document = spdx2_document(replace(inventory, name="Tool: heron"))
    with pytest.raises(InputError, match="cannot hold"):
        spdx2_bytes(document, "tag")
    assert b"Tool: heron" in spdx2_bytes(document, "json")


@pytest.mark.parametrize("blank", [None, "", " \n\x00"])
def test_a_text_that_is_not_held_is_not_made_up(inventory: Inventory, blank: str | None) -> None:
    """Without the text, the licence says where it is published, and that nothing is asserted."""
    bare = tuple(replace(one, text=blank, name="NONE") for one in inventory.licenses)
    nameless = replace(inventory, licenses=bare)
    document = read_spdx2(write_spdx(nameless, "2.3", "rdf").data, "rdf")
    infos = {one.license_id: one for one in document.extracted_licensing_info}
    assert NOASSERTION in write_spdx(nameless, "3.0.1").data.decode()
    text = infos[RAIL].extracted_text
    assert text is not None
    assert text.startswith(NOASSERTION)
    assert "https://" in text


def test_reading_tag_value_is_not_slow(inventory: Inventory, tmp_path: Path) -> None:
    """A hundred files are read in a second; spdx-tools by itself takes ten."""
    some = inventory.files[0]
    many = tuple(replace(some, path=f"f{number}.txt", sha1=f"{number:040x}") for number in range(100))
    data = spdx2_bytes(spdx2_document(replace(inventory, files=many)), "tag")
    began = time.process_time()
    assert len(read_spdx2(data, "tag").files) == 100
    assert time.process_time() - began < 3
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"<a/>", b"SPDXVersion: SPDX-2.3\n", b"\xff\xfe", b"[" * 5000])
def test_what_is_no_document_is_told(name: str, data: bytes) -> None:
    """Whatever is not SPDX ends in one error of ours."""
    with pytest.raises(InputError, match=r"no SPDX 2\.3 document"):
        read_spdx2(data, name)


def test_a_document_of_many_files_is_validated_whole(inventory: Inventory) -> None:
    """Shown to the validator in pieces, it still sees every file and every relationship, and in good time."""
    some = inventory.files[0]
    many = tuple(replace(some, path=f"f{number}.txt", sha1=f"{number:040x}") for number in range(1500))
    document = spdx2_document(replace(inventory, files=many))
    assert spdx2_problems(document) == ()
    document.files[1400].checksums = document.files[1400].checksums[1:]
    document.relationships[-1].spdx_element_id = "SPDXRef-Nobody"
    found = spdx2_problems(document)
    assert any("SHA1" in problem for problem in found)
    assert any("SPDXRef-Nobody" in problem for problem in found)
