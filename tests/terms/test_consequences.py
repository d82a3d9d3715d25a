"""What follows from a licence, and that nothing is stated without its source."""

from __future__ import annotations

import pytest

from rail.knowledge.store import Knowledge
from rail.model.license import License
from rail.operations.licenses import show_license
from rail.terms.consequences import Consequence, consequences

KNOWLEDGE = Knowledge.load()


def found(name: str, topic: str = "") -> dict[str, Consequence]:
    """Return the consequences of a licence by what they are about, of one topic or of all."""
    return {item.about: item for item in show_license(name).consequences if topic in {"", item.topic}}


@pytest.mark.parametrize(
    ("name", "about", "value"),
    [
        ("bigscience-bloom-rail-1.0", "osi-approved", "no"),
        ("bigscience-bloom-rail-1.0", "restricted-uses", "13"),
        ("bigscience-bloom-rail-1.0", "flow-down", "same-restrictions"),
        ("bigscience-bloom-rail-1.0", "eu-ai-act-open-source-exemption", "unsettled"),
        ("bigscience-bloom-rail-1.0", "osd-fields-of-endeavor", "not-met"),
        ("llama3.1", "users-threshold", "700,000,000 users"),
        ("llama3.1", "policy-uses", "27"),
        ("falcon-2-11b-1.0", "policy-uses", "not-recorded"),
        ("gemma-2025-03-24", "osd-fields-of-endeavor", "not-met"),
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


def test_uses_that_a_policy_forbids_name_the_policy() -> None:
    """Who reads the count learns which policy it is of, and which clause takes that in."""
    uses = found("llama3.1")["policy-uses"]
    assert (uses.instrument, uses.clauses) == ("llama3.1-use-policy", ("1-b-iv",))
    assert uses.sources[0].read_on


def test_a_policy_in_the_same_text_is_counted_once() -> None:
    """An exhibit's uses are the licence's own."""
    assert "policy-uses" not in found("hunyuan-large")


@pytest.mark.parametrize(
    ("name", "carried", "own"),
    [
        ("flux-1-dev-nc", {"copy-of-license", "state-changes", "keep-notices"}, {"indemnify", "risk-procedures"}),
        ("flux-1-dev-nc-1.1.1", {"state-changes", "notice-text"}, {"filter-outputs", "license-request"}),
        ("llama3.1", {"name-prefix", "follow-policy"}, {"comply-with-law", "license-request", "indemnify"}),
        ("creativeml-openrail-m", {"pass-restrictions-on", "flow-down"}, {"output-accountability"}),
    ],
)
def test_what_goes_along_stands_apart_from_what_one_does_oneself(name: str, carried: set[str], own: set[str]) -> None:
    """A duty goes along that arises when something is passed on or changed; no copy carries an indemnity."""
    goes_along, stays = set(found(name, "carried")), set(found(name, "own"))
    assert carried <= goes_along
    assert own <= stays
    assert goes_along.isdisjoint(own)


def test_a_position_is_about_its_kind_of_artefact_only() -> None:
    """The exemption for models says nothing of a licence for data."""
    assert "eu-ai-act-open-source-exemption" not in found("odc-by-1.0")


@pytest.mark.parametrize("license_", KNOWLEDGE.licenses(), ids=lambda one: one.id)
def test_nothing_is_stated_without_a_clause_or_a_dated_source(license_: License) -> None:
    """A consequence rests on clauses of the record or on dated sources, or says that nothing is recorded."""
    silent = {"not-recorded", "not-stated", "unread", "none"}
    for item in show_license(license_.id).consequences:
        rests = bool(item.clauses) or any(source.read_on for source in item.sources)
        assert rests or item.value in silent or item.about == "flow-down", item
        if item.topic == "law":
            assert item.status
            assert item.sources


def test_a_text_known_by_identity_only_has_no_consequences_of_terms() -> None:
    """Where nobody recorded terms, only its standing can be asked for, and it is not recorded."""
    license_ = KNOWLEDGE.license("zlib") or KNOWLEDGE.license("zpl-2.1")
    bare = License(license_.id, license_.name, "license", None, None, None, "", (), license_.ids, (), None)  # type: ignore[union-attr] # the pack has one of them
    assert {item.value for item in consequences(bare, (), KNOWLEDGE.vocabulary(), {})} == {"not-recorded"}


def test_a_position_gives_no_advice() -> None:
    """A position says what its source and the text say, and tells nobody what to do."""
    said = " ".join(reading.says for position in KNOWLEDGE.positions() for reading in position.readings).lower()
    assert [word for word in ("counsel", "should not be called", "unless", "plan ", "decide on") if word in said] == []


def test_a_source_that_nobody_read_has_no_day() -> None:
    """The Official Journal is named beside the page that was read, and no day of reading is claimed."""
    sources = found("llama3.1")["eu-ai-act-open-source-exemption"].sources
    official = [source for source in sources if "eur-lex.europa.eu" in source.url]
    assert [source.read_on for source in official] == [""]
    assert any(source.read_on for source in sources)
