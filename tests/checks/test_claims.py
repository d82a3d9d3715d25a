"""What places say about licences: which text a claim names, what a file governs, and when two places agree."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rail.checks.claims import (
    agrees,
    covers,
    distinct,
    governed,
    held_texts,
    in_family,
    license_name,
    listed_name,
    main_kind,
    named_ids,
    named_texts,
    names,
    own_claims,
    own_license_files,
    quote,
    text_id,
    touches,
)
from rail.knowledge.store import Knowledge
from rail.model.facts import ClaimSource, Component, ComponentKind, Facts, LicenseClaim, LicenseFile
from rail.model.identification import Identification, TextStatus
from rail.model.location import Location

KNOWLEDGE = Knowledge.load()
WEIGHTS, CODE, DATA, DOCS = ComponentKind.WEIGHTS, ComponentKind.CODE, ComponentKind.DATA, ComponentKind.DOCS
EMPTY = Facts("folder", ".", None, "release", "unknown", hub_style=False, files=0, bytes=0)
CARD = ClaimSource.CARD_FRONT_MATTER
MIT = LicenseClaim(CARD, "mit", "mit", None, (WEIGHTS,), "", Location("README.md", 2))
FILE = LicenseFile(Location("LICENSE"), "license", 9, (WEIGHTS,), "", vendored=False, identifications=())


def identified(name: str | None, status: TextStatus = TextStatus.CANONICAL, via: str = "text") -> Identification:
    """Return what was found in a text."""
    return Identification(status, name, via=via)


@pytest.mark.parametrize("name", ["gpl-3.0", "gpl-3.0-plus", "gpl-3.0-or-later", "gpl-3.0-only"])
def test_a_grant_is_no_other_text(name: str) -> None:
    """Only and or-later are grants over one text."""
    assert text_id(name) == "gpl-3.0"


def test_a_claim_names_its_licence_or_the_parts_of_an_expression() -> None:
    """A part that we do not know keeps its own name; a claim of a family names no text."""
    assert named_ids(replace(MIT, license="gpl-2.0-only"), KNOWLEDGE) == {"gpl-2.0"}
    both = replace(MIT, license=None, expression=("Apache-2.0", "GPL-2.0-or-later", "acme-1"))
    assert named_ids(both, KNOWLEDGE) == {"apache-2.0", "gpl-2.0", "acme-1"}
    assert named_ids(replace(MIT, license=None, family="cc"), KNOWLEDGE) == frozenset()


def test_only_the_own_claims_that_say_something_count() -> None:
    """Vendored trees and empty values are left out, and other sources where some are named."""
    spoken = replace(MIT, source=ClaimSource.CARD_PROSE)
    facts = replace(EMPTY, claims=(MIT, replace(MIT, vendored=True), replace(MIT, value=" "), spoken))
    assert own_claims(facts) == (MIT, spoken)
    assert own_claims(facts, CARD) == (MIT,)
    assert own_claims(facts, ClaimSource.PACKAGE_METADATA) == ()


def test_own_licence_files_have_a_role() -> None:
    """Without a role all of the release's own are meant."""
    notice = replace(FILE, role="notice")
    facts = replace(EMPTY, license_files=(FILE, notice, replace(FILE, vendored=True)))
    assert own_license_files(facts) == (FILE,)
    assert own_license_files(facts, "notice") == (notice,)
    assert own_license_files(facts, None) == (FILE, notice)


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (replace(MIT, value=" etalab-2.0 ", license=None), "Etalab Open License 2.0"),
        (replace(MIT, value="other", license=None), None),
        (replace(MIT, value="no-such-licence", license=None), None),
        (replace(MIT, value="etalab-2.0", license=None, family="cc"), None),
        (replace(MIT, value="etalab-2.0", license=None, source=ClaimSource.CARD_PROSE), None),
        (MIT, None),
    ],
)
def test_an_identifier_of_the_hub_without_a_record_is_listed(claim: LicenseClaim, expected: str | None) -> None:
    """Only the front matter speaks in identifiers of the Hub; a placeholder names nothing."""
    assert listed_name(claim, KNOWLEDGE) == expected


@pytest.mark.parametrize(
    ("name", "family", "expected"),
    [
        ("cc-by-4.0", "cc", True),
        ("creativeml-openrail-m", "openrail", True),
        ("mit", "cc", False),
        ("acme-odd-1.0", "acme", True),  # by its prefix, unknown as it is
        ("acmeodd", "acme", False),
    ],
)
def test_a_licence_belongs_to_a_family(name: str, family: str, *, expected: bool) -> None:
    """Its record, the family's list or its prefix says so."""
    assert in_family(name, family, KNOWLEDGE) is expected


@pytest.mark.parametrize("family", ["openrail", "llama", "gemma", "cc", "gpl"])
def test_every_member_of_a_family_belongs_to_it(family: str) -> None:
    """What the family's list names is in the family, under the id of its text."""
    listed = KNOWLEDGE.family(family)
    for member in () if listed is None else listed.members:
        assert in_family(text_id(KNOWLEDGE.resolve(member).license or member), family, KNOWLEDGE)


def test_a_claim_agrees_with_one_of_some_licences() -> None:
    """A family agrees with its members; what names nothing that we know does neither."""
    assert agrees(replace(MIT, license="gpl-3.0-only"), ["mit", "gpl-3.0-plus"], KNOWLEDGE) is True
    assert agrees(MIT, ["gpl-3.0"], KNOWLEDGE) is False
    family = replace(MIT, license=None, family="cc")
    assert agrees(family, ["mit", "cc-by-4.0"], KNOWLEDGE) is True
    assert agrees(family, ["mit"], KNOWLEDGE) is False
    assert agrees(replace(MIT, license=None), ["mit"], KNOWLEDGE) is None


def test_a_file_holds_texts_and_names_others() -> None:
    """A changed text is held; a pointer and a tag name one; a title and a near miss do neither."""
    found = (
        identified("gpl-3.0-only"),
        identified("gpl-3.0"),
        identified("mit", TextStatus.MODIFIED),
        identified("isc", via="tag"),
        identified("zlib", TextStatus.UNKNOWN, "pointer"),
        identified("bsd-2-clause", TextStatus.UNKNOWN),
        identified(None),
    )
    file = replace(FILE, identifications=found)
    assert held_texts(file) == ("gpl-3.0", "mit")
    assert named_texts(file) == ("gpl-3.0", "mit", "isc", "zlib")


def part(kind: ComponentKind, count: int) -> Component:
    """Return a part of a release."""
    return Component(kind, (), count, (), None, "")


def test_a_general_licence_speaks_for_parts_that_are_not_there() -> None:
    """Where nothing that it would be about lies in the folder, it is about all that no other file names."""
    only_docs = replace(EMPTY, components=(part(DOCS, 3), part(WEIGHTS, 0)), license_files=(FILE,))
    assert governed(FILE, only_docs) == set(ComponentKind)
    beside = replace(FILE, location=Location("LICENSE-CODE"), governs=(CODE,))
    assert governed(FILE, replace(only_docs, license_files=(FILE, beside))) == set(ComponentKind) - {CODE}
    assert governed(beside, only_docs) == {CODE}
    assert governed(FILE, replace(only_docs, components=(part(WEIGHTS, 1),))) == {WEIGHTS}
    assert governed(replace(FILE, scope="sub"), only_docs) == {WEIGHTS}
    assert governed(replace(FILE, governs=()), only_docs) == set()


@pytest.mark.parametrize(
    ("of_file", "of_claim", "covered", "touched"),
    [
        ("", "", True, True),
        ("", "sub", True, True),
        ("sub", "sub", True, True),
        ("sub", "sub/more", True, True),
        ("sub", "", False, True),
        ("sub", "subway", False, False),
        ("sub", "other", False, False),
    ],
)
def test_a_file_covers_a_claim_within_its_folder(of_file: str, of_claim: str, *, covered: bool, touched: bool) -> None:
    """It covers what lies below its own folder, and touches what its folder lies below."""
    facts = replace(EMPTY, components=(part(WEIGHTS, 1),))
    file, claim = replace(FILE, scope=of_file), replace(MIT, scope=of_claim)
    assert covers(file, claim, facts) is covered
    assert touches(file, claim, facts) is touched
    assert covers(file, replace(claim, governs=(CODE,)), facts) is False
    assert touches(file, replace(claim, governs=(CODE,)), facts) is False


@pytest.mark.parametrize(
    ("artifact", "kinds", "expected"),
    [
        ("model", (DATA, CODE), WEIGHTS),
        ("dataset", (CODE,), DATA),
        ("code", (DATA,), CODE),
        ("unknown", (CODE, DATA), DATA),
        ("unknown", (CODE, DATA, WEIGHTS), WEIGHTS),
        ("unknown", (CODE, DOCS), CODE),
        ("unknown", (DOCS,), WEIGHTS),
    ],
)
def test_a_release_is_about_one_kind(artifact: str, kinds: tuple[ComponentKind, ...], expected: ComponentKind) -> None:
    """What it is said to be comes first, then weights before data before code."""
    facts = replace(EMPTY, artifact=artifact, components=tuple(part(kind, 1) for kind in kinds))
    assert main_kind(facts) is expected


def test_a_long_value_is_quoted_short() -> None:
    """Sixty characters stand whole; what is longer is cut to sixty with dots, on one line."""
    assert quote("a  b\nc") == '"a b c"'
    assert quote("x" * 60) == f'"{"x" * 60}"'
    assert quote("x" * 61) == f'"{"x" * 57}..."'


def test_a_licence_is_shown_with_its_id() -> None:
    """A name that says no more than the id is not repeated; an unknown id stands for itself."""
    assert license_name("mit", KNOWLEDGE) == "MIT License (mit)"
    assert license_name("no-such", KNOWLEDGE) == "no-such"
    assert names(["no-such", "mit"], KNOWLEDGE) == "no-such and MIT License (mit)"


def test_a_claim_that_repeats_another_is_left_out() -> None:
    """The first of each value, kind and folder counts."""
    later = replace(MIT, location=Location("B.md"))
    others = [replace(MIT, value="isc"), replace(MIT, governs=(CODE,)), replace(MIT, scope="sub")]
    assert list(distinct([MIT, later, *others, later])) == [MIT, *others]
