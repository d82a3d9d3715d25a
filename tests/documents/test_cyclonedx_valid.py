"""CycloneDX documents of odd releases are valid as well, and what is not valid is told and never written."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from documents.cyclonedx_validator import complaints
from documents.terms_of_records import KNOWLEDGE
from rail.documents.cyclonedx.bom import SPECS, bom, write_bom
from rail.documents.cyclonedx.reading import read_bom
from rail.documents.cyclonedx.schema import bom_problems
from rail.documents.expressions import license_expression
from rail.documents.inventory import NOASSERTION
from rail.errors import InputError, RailError
from rail.model.facts import ComponentKind
from rail.operations.report_cyclonedx import write_cyclonedx

if TYPE_CHECKING:
    from rail.documents.inventory import Inventory

HOSTILE = 'own/<b>"heron"\n\x00\x1b[31m\ud800\u202e &#'


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


@pytest.mark.parametrize("kind", list(ComponentKind))
def test_every_kind_of_release_is_valid(inventory: Inventory, spec: str, kind: ComponentKind) -> None:
    """A model card belongs to models only; a data set or code has none."""
    part = replace(inventory.main, kind=kind)
    changed = replace(inventory, main=part, parts=(part,), kind="unknown")
    document = bom(changed, spec)
    assert bom_problems(document) == []
    assert ("modelCard" in document["metadata"]["component"]) == (kind is ComponentKind.WEIGHTS)


def test_hostile_names_are_valid_and_stay_data(inventory: Inventory, spec: str) -> None:
    """Markup, control characters and halves of characters in names of others break nothing."""
    file = replace(inventory.files[0], path=HOSTILE)
    origin = replace(inventory.origins[0], name=HOSTILE, revision=HOSTILE, url=f"https://huggingface.co/{HOSTILE}")
    changed = replace(
        inventory, name=HOSTILE, version=HOSTILE, licensor=HOSTILE, files=(file,), origins=(origin,), missing=(HOSTILE,)
    )
    text = write_bom(changed, spec)
    assert text.isascii()
    assert bom_problems(json.loads(text)) == []
    assert complaints(text, spec) is None


def test_an_empty_release_is_valid(inventory: Inventory, spec: str) -> None:
    """What no place states is left out, not invented."""
    part = replace(inventory.main, declared=NOASSERTION, concluded=NOASSERTION, license=None, stated=())
    bare = replace(
        inventory,
        parts=(part,),
        main=part,
        files=(),
        origins=(),
        licenses=(),
        restrictions=(),
        inherited=(),
        described=None,
        references=(),
        version=None,
    )
    document = bom(bare, spec)
    assert bom_problems(document) == []
    assert "licenses" not in document["metadata"]["component"]


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        ({"specVersion": "1.4"}, "specVersion"),
        ({"serialNumber": "urn:uuid:1"}, "$.serialNumber"),
        ({"heron": 1}, "heron"),
        ({"dependencies": [{"ref": "nothing"}]}, "leads nowhere"),
        ({"components": [{"type": "file", "name": "x", "bom-ref": "release"}]}, "stands twice"),
        ({"components": [{"type": "model", "name": "x"}]}, "$.components[0].type"),
    ],
)
def test_our_validator_names_what_is_wrong(document: dict[str, Any], spoil: dict[str, Any], fault: str) -> None:
    """With the place, in one line each."""
    problems = bom_problems({**document, **spoil})
    assert any(fault in problem for problem in problems)


def test_nothing_is_written_that_is_not_valid(inventory: Inventory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of ours is an error and no document."""
    monkeypatch.setattr("rail.documents.cyclonedx.schema.bom_problems", lambda _: ["$.x: no"])
    with pytest.raises(RailError, match="would not be valid"):
        write_cyclonedx(inventory, "1.6")


def test_every_spdx_id_of_a_record_is_one_that_cyclonedx_knows(inventory: Inventory) -> None:
    """No record can make a document invalid by its id."""
    ids = {license_expression(str(one.id), KNOWLEDGE) for one in KNOWLEDGE.licenses()}
    parts = tuple(replace(inventory.main, declared=name, concluded=name) for name in sorted(ids))
    for part in parts:
        document = bom(replace(inventory, main=part, parts=(part,), files=(), origins=(), described=None), "1.6")
        licenses = document["metadata"]["component"]["licenses"]
        assert (
            bom_problems(
                {
                    **document,
                    "metadata": {"component": {"type": "data", "name": "x", "licenses": licenses}},
                    "dependencies": [],
                    "compositions": [],
                }
            )
            == []
        )


@pytest.mark.parametrize("text", ["", "[]", '{"bomFormat": "SPDX"}', '{"bomFormat": "CycloneDX"}', "[" * 100_000])
def test_what_is_no_document_is_refused(text: str) -> None:
    """The reader says so."""
    with pytest.raises(InputError, match="no CycloneDX document"):
        read_bom(text)
