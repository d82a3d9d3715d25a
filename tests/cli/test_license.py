"""``rail license`` from the console."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from rail.knowledge.store import Knowledge

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    Rail = Callable[..., subprocess.CompletedProcess[str]]


def test_list_names_every_record(rail: Rail, valid: Callable[[str, str], Any]) -> None:
    """The list has all records, sorted."""
    document = valid(rail("license", "list", "--format", "json").stdout, "license-output")
    ids = [row["id"] for row in document["licenses"]]
    assert ids == [str(license_.id) for license_ in Knowledge.load().licenses()]
    assert ids == sorted(ids)


def test_list_by_use_takes_what_prohibits_it(rail: Rail, valid: Callable[[str, str], Any]) -> None:
    """Exactly the licences that restrict the use are listed."""
    document = valid(rail("license", "list", "--use", "military", "--format", "json").stdout, "license-output")
    assert document["licenses"]
    assert all("military" in row["restricted_uses"] for row in document["licenses"])
    assert "bigscience-bloom-rail-1.0" not in [row["id"] for row in document["licenses"]]


def test_list_by_a_group_of_uses_takes_all_below_it(rail: Rail, valid: Callable[[str, str], Any]) -> None:
    """A group of the tree stands for its leaves."""
    uses = Knowledge.load().vocabulary().kinds["uses"]
    group = uses["military"].parent
    assert group is not None
    leaf, whole = (
        valid(rail("license", "list", "--use", use, "--format", "json").stdout, "license-output")["licenses"]
        for use in ("military", group)
    )
    assert {row["id"] for row in leaf} <= {row["id"] for row in whole}


@pytest.mark.parametrize(
    ("option", "field", "value"), [("--family", "family", "llama"), ("--kind", "kind", "use-policy")]
)
def test_list_filters(rail: Rail, valid: Callable[[str, str], Any], option: str, field: str, value: str) -> None:
    """Only what fits is listed, and something fits."""
    rows = valid(rail("license", "list", option, value, "--format", "json").stdout, "license-output")["licenses"]
    assert {row[field] for row in rows} == {value}


def test_show_speaks_of_yes_and_no(rail: Rail) -> None:
    """What is so or not so is said in words of people."""
    shown = rail("license", "show", "creativeml-openrail-m").stdout
    assert "irrevocable: yes" in shown
    assert "True" not in shown


@pytest.mark.parametrize("license_id", [str(license_.id) for license_ in Knowledge.load().licenses()])
def test_show_quotes_the_clauses_of_its_text(license_id: str) -> None:
    """Every record shows; where the text is at hand each quotation has the hash of its clause."""
    from rail.operations.licenses import show_license

    shown = show_license(license_id)
    hashes = {clause.id: clause.sha256 for clause in shown.license.clauses}
    assert {name: sha256(quote.encode()).hexdigest() for name, quote in shown.quotes.items()} == {
        name: hashes[name] for name in shown.quotes
    }
    assert bool(shown.quotes) == (shown.text_at_hand and bool(hashes))


def test_show_prints_terms_with_their_clauses(rail: Rail, valid: Callable[[str, str], Any]) -> None:
    """BLOOM RAIL has thirteen restrictions, each with clause, summary and words."""
    text = rail("license", "show", "bigscience-bloom-rail-1.0", "--format", "json").stdout
    document = valid(text, "license-output")
    prohibitions = [term for term in document["terms"] if term["kind"] == "prohibition"]
    assert len(prohibitions) == 13
    assert all(term["clause"] and term["summary"] and term["quote"] for term in prohibitions)


@pytest.mark.parametrize("name", ["Apache-2.0", "apache-2.0", "Apache License 2.0"])
def test_show_takes_any_name_that_means_one_licence(rail: Rail, name: str) -> None:
    """SPDX id, Hub id and common name lead to the record."""
    assert rail("license", "show", name).stdout.startswith("Apache License 2.0 (apache-2.0)\n")


def test_a_text_without_record_says_so(rail: Rail, valid: Callable[[str, str], Any]) -> None:
    """Known by identity is not known by its terms."""
    document = valid(rail("license", "show", "BSD-4-Clause", "--format", "json").stdout, "license-output")
    assert (document["terms"], document["terms_known"]) == (None, False)
    assert "unknown" in rail("license", "show", "BSD-4-Clause").stdout


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("BLOM license", "did you mean bigscience-bloom-rail-1.0?"),
        ("Stable Difusion license", "did you mean creativeml-openrail-m or creativeml-openrailpp-m?"),
        ("Foo license", "rail license list"),
        ("licenses", "rail license list"),
    ],
)
def test_an_unknown_name_hints_at_what_is_near_and_at_nothing_else(rail: Rail, name: str, hint: str) -> None:
    """A near name is named; the word "license" alone brings no two names nearer."""
    assert rail("license", "show", name).stderr.splitlines()[-1] == f"hint: {hint}"


def test_asking_about_an_unknown_name_gives_the_same_hint(rail: Rail) -> None:
    """Both commands look for near names in the same way."""
    assert rail("ask", "BLOM license").stderr.splitlines()[-1] == "hint: rail ask bigscience-bloom-rail-1.0 ..."


@pytest.mark.parametrize(("use", "hint"), [("militry", "did you mean military?"), ("nosuch", "one of: ")])
def test_a_use_that_is_none_hints_at_a_near_one_only(rail: Rail, use: str, hint: str) -> None:
    """Letters in common are no likeness."""
    assert rail("license", "list", "--use", use).stderr.splitlines()[-1].startswith(f"hint: {hint}")
