"""The functions that rules of one's own set up: each parameter, on small releases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rail.checks.cases import parse_cases, write_case
from rail.checks.engine import run_rule
from rail.knowledge.store import Knowledge
from rail.model.finding import Rule, Severity

if TYPE_CHECKING:
    from pathlib import Path

KNOWLEDGE = Knowledge.load()
WEIGHTS = {"model.safetensors": {"safetensors": {}}}


def told(tmp_path: Path, function: str, params: dict[str, object], files: dict[str, object]) -> list[str]:
    """Return what a rule finds on a release, then what it cannot tell."""
    from rail.artifacts.collect import collect_facts

    case = parse_cases([{"name": "n", "files": files, "expect": "silent"}], "here")[0]
    facts = collect_facts(str(write_case(case, tmp_path, KNOWLEDGE)), knowledge=KNOWLEDGE)
    rule = Rule("a-rule", "bank", "t", Severity.ERROR, "w", "f", ("s",), "1", params={**params, "function": function})
    findings, skipped = run_rule(rule, facts, KNOWLEDGE)
    return [finding.message for finding in findings] + [f"skipped: {skip.reason}" for skip in skipped]


def model(license_: str, **more: str) -> dict[str, object]:
    """Return a model whose card states a licence, and other keys."""
    rows = "".join(f"{key}: {value}\n" for key, value in {"license": license_, **more}.items())
    return {"README.md": f"---\n{rows}---\n# A small model\n", **WEIGHTS}


CREATIVE = "CreativeML Open RAIL-M"
LICENSES = [
    ({"allow_licenses": ["Apache-2.0"]}, "apache-2.0", []),
    ({"allow_licenses": ["MIT"], "allow_families": ["openrail"]}, "creativeml-openrail-m", []),
    ({"allow_licenses": ["MIT"]}, "apache-2.0", ["is not on the list of what is let in"]),
    ({"deny_licenses": ["apache-2.0"]}, "apache-2.0", ["is on the list of what is not let in"]),
    ({"deny_licenses": ["apache-2.0"]}, "mit", []),
    ({"deny_families": ["gpl"]}, "gpl-3.0", ["is on the list of what is not let in"]),
    ({"deny_families": ["gpl"], "allow_licenses": ["gpl-3.0"]}, "gpl-3.0", ["is on the list of what is not let in"]),
    ({"must_restrict": ["military"]}, "creativeml-openrail-m", ["does not restrict: Military use"]),
    ({"must_restrict": ["harm-to-minors"]}, "creativeml-openrail-m", []),
    ({"must_not_restrict": ["harm-to-minors"]}, "creativeml-openrail-m", ["restricts: Harm to minors"]),
    ({"must_not_restrict": ["harm-to-people"]}, "creativeml-openrail-m", ["restricts: Harm to people"]),
    ({"must_not_restrict": ["military"]}, "creativeml-openrail-m", []),
    ({"deny_duties": ["share-alike"]}, "cc-by-sa-4.0", ["asks for: "]),
    ({"deny_duties": ["share-alike"]}, "cc-by-4.0", []),
    ({"deny_limits": ["non-commercial"]}, "cc-by-nc-4.0", ["is limited by: "]),
    ({"deny_limits": ["non-commercial"]}, "cc-by-4.0", []),
    ({"facts": {"osi-approved": True}}, "creativeml-openrail-m", ["osi-approved is false, wanted true"]),
    ({"facts": {"osi-approved": True}}, "mit", []),
    ({"facts": {"revocable": False}}, "mit", ["skipped: the weights: of mit it is not known: revocable"]),
    ({"components": ["data"], "allow_licenses": ["mit"]}, "apache-2.0", []),
    ({"must_restrict": ["military"]}, "sleepycat", ["skipped: the weights: sleepycat is known by name only"]),
    ({"allow_licenses": ["no-such-licence-at-all"]}, "mit", ["is no licence that we know"]),
    ({"allow_families": ["openrial"]}, "mit", ["is no family that we know; did you mean 'openrail'?"]),
    ({"must_restrict": ["no-militay"]}, "mit", ["'no-militay' is no use that we know"]),
]


@pytest.mark.parametrize(("params", "license_", "wanted"), LICENSES)
def test_a_license_is_held_against_each_parameter(
    tmp_path: Path, params: dict[str, object], license_: str, wanted: list[str]
) -> None:
    """Found, let in, or not told; deny lists win over allow lists."""
    got = told(tmp_path, "license_outside_policy", params, model(license_))
    assert len(got) == len(wanted)
    for message, part in zip(got, wanted, strict=True):
        assert part in message


def test_upstreams_are_asked_for(tmp_path: Path) -> None:
    """A base and a data set are held against the same list, each by its name."""
    files = model("apache-2.0", base_model="bigscience/bloom", datasets="example-org/nobody-knows")
    got = told(tmp_path, "license_outside_policy", {"allow_licenses": ["apache-2.0"], "upstreams": True}, files)
    assert got[0].startswith("bigscience/bloom: ")
    assert got[0].endswith("is not on the list of what is let in")
    assert any(message.startswith("skipped: example-org/nobody-knows: the licence cannot be told") for message in got)


@pytest.mark.parametrize(
    ("uses", "license_", "wanted"),
    [
        (["harm-to-minors"], "creativeml-openrail-m", []),
        (
            ["harm-to-minors", "military"],
            "creativeml-openrail-m",
            ["the terms of the weights do not forbid: Military use"],
        ),
        (["harm-to-minors"], "mit", ["the terms of the weights do not forbid: Harm to minors"]),
        (["harm-to-minors"], "other", ["skipped: whether the terms forbid Harm to minors cannot be told"]),
    ],
)
def test_required_restrictions_are_looked_for_in_the_terms(
    tmp_path: Path, uses: list[str], license_: str, wanted: list[str]
) -> None:
    """Each use, or a broader one; terms that nobody knows tell nothing."""
    got = told(tmp_path, "restriction_required_missing", {"uses": uses}, model(license_))
    assert len(got) == len(wanted)
    assert all(part in message for message, part in zip(got, wanted, strict=True))


@pytest.mark.parametrize(
    ("params", "wanted"),
    [
        ({"keys": ["language", "tags"]}, ["the front matter has no value for: tags"]),
        ({"values": {"language": ["en", "de"]}}, []),
        ({"values": {"language": ["de"]}}, ["`language` is `en`; the policy lets in `de`"]),
        ({"values": {"tags": ["chess"]}}, []),
        ({"values": ["en"]}, ["skipped: a-rule: params.values: expected a mapping of names to lists of strings"]),
    ],
)
def test_keys_and_values_of_the_front_matter(tmp_path: Path, params: dict[str, object], wanted: list[str]) -> None:
    """A value is held against the list only where the key is there."""
    assert told(tmp_path, "front_matter_key_missing", params, model("mit", language="en")) == wanted


def test_a_phrase_is_told_once_a_document(tmp_path: Path) -> None:
    """Whatever its letter case, and with its first line."""
    files: dict[str, object] = {
        "README.md": "# Guaranteed\n\nIt is GUARANTEED, and\nalways  right.\n",
        "sub/README.md": "Guaranteed.\n",
    }
    got = told(tmp_path, "phrase_forbidden", {"phrases": ["guaranteed", "always right"]}, files)
    assert got == ['the text says "guaranteed"', 'the text says "always right"', 'the text says "guaranteed"']


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"standard": "no-such-list"}, "expected one of bigscience-charter, ca-ab-2013"),
        ({"standard": "ca-ab-2013", "part": "nowhere"}, "the list has no such part"),
        ({"items": [{"id": "a", "title": "a", "facts": ["nothing"]}]}, "'nothing' is no fact; expected one of license"),
    ],
)
def test_a_list_that_is_none_is_told(tmp_path: Path, params: dict[str, object], message: str) -> None:
    """The rule is skipped with what was expected."""
    got = told(tmp_path, "items_undocumented", params, model("mit"))
    assert len(got) == 1
    assert got[0].startswith("skipped: bank/a-rule.yaml: params.")
    assert message in got[0]


def test_items_are_told_apart(tmp_path: Path) -> None:
    """Documented, missing, for a person, for a bill of materials."""
    items = [
        {"id": "a", "title": "the licence", "facts": ["license"]},
        {"id": "b", "title": "the colour", "phrases": ["colour"]},
        {"id": "c", "title": "the taste", "told_by": "person"},
        {"id": "d", "title": "the bill", "told_by": "sbom"},
    ]
    files = {**model("mit"), "sbom.json": "{}"}
    assert told(tmp_path, "items_undocumented", {"items": items}, files) == [
        "t: 1 of 4 items are not documented: the colour",
        "skipped: t: only a person can tell: the taste",
        "skipped: t: a bill of materials would tell, and sbom.json is there and is not read yet: the bill",
    ]
