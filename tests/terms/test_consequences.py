"""What follows from a licence, and that nothing is stated without its source."""

from __future__ import annotations

import pytest

from rail.knowledge.store import Knowledge
from rail.model.license import License
from rail.terms.consequences import Consequence, consequences

KNOWLEDGE = Knowledge.load()


def found(name: str) -> dict[str, Consequence]:
    """Return the consequences of a licence by what they are about."""
    license_ = KNOWLEDGE.license(name)
    assert license_ is not None
    return {item.about: item for item in consequences(license_, KNOWLEDGE.positions())}


@pytest.mark.parametrize(
    ("name", "about", "value"),
    [
        ("bigscience-bloom-rail-1.0", "osi-approved", "no"),
        ("bigscience-bloom-rail-1.0", "restricted-uses", "13"),
        ("bigscience-bloom-rail-1.0", "flow-down", "same-restrictions"),
        ("bigscience-bloom-rail-1.0", "eu-ai-act-open-source-exemption", "unsettled"),
        ("bigscience-bloom-rail-1.0", "osd-fields-of-endeavor", "not-met"),
        ("llama3.1", "users-threshold", "700,000,000 users"),
        ("llama3.1", "eu-ai-act-open-source-exemption", "not-met"),
        ("cc-by-nc-4.0", "non-commercial", ""),
        ("cc-by-sa-4.0", "share-alike-data-and-models", "unsettled"),
        ("apache-2.0", "osi-approved", "yes"),
        ("apache-2.0", "eu-ai-act-open-source-exemption", "condition-met"),
    ],
)
def test_what_follows(name: str, about: str, value: str) -> None:
    """Standing, exclusions, flow-down and positions follow from the record."""
    assert found(name)[about].value == value


def test_a_position_is_about_its_kind_of_artefact_only() -> None:
    """The exemption for models says nothing of a licence for data."""
    assert "eu-ai-act-open-source-exemption" not in found("odc-by-1.0")


@pytest.mark.parametrize("license_", KNOWLEDGE.licenses(), ids=lambda one: one.id)
def test_nothing_is_stated_without_a_clause_or_a_dated_source(license_: License) -> None:
    """A consequence rests on clauses of the record or on dated sources, or says that nothing is recorded."""
    silent = {"not-recorded", "not-stated", "unread", "none"}
    for item in consequences(license_, KNOWLEDGE.positions()):
        rests = bool(item.clauses) or any(source.read_on for source in item.sources)
        assert rests or item.value in silent or item.about == "flow-down", item
        if item.topic == "law":
            assert item.status
            assert item.sources


def test_a_text_known_by_identity_only_has_no_consequences_of_terms() -> None:
    """Where nobody recorded terms, only its standing can be asked for, and it is not recorded."""
    license_ = KNOWLEDGE.license("zlib") or KNOWLEDGE.license("zpl-2.1")
    bare = License(license_.id, license_.name, "license", None, None, None, "", (), license_.ids, (), None)  # type: ignore[union-attr] # the pack has one of them
    assert {item.value for item in consequences(bare, KNOWLEDGE.positions())} == {"not-recorded"}
