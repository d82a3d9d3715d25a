"""A Croissant description says what a release states about its data, and its terms mean what the ODRL policy means."""

from __future__ import annotations

import hashlib
import json
import warnings
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import rdflib

from rail.artifacts.data_descriptions import parse_description
from rail.documents.croissant.checks import croissant_problems
from rail.documents.croissant.usage import duo_terms, usage_info
from rail.documents.inventory import Restriction
from rail.documents.odrl.policy import release_policy
from rail.errors import InputError
from rail.knowledge.store import Knowledge
from rail.operations.report import release_inventory
from rail.operations.report_croissant import Stated, check_croissant, release_card, write_croissant
from rail.operations.terms_report import terms_of_release

if TYPE_CHECKING:
    from pathlib import Path

DATE = "2026-11-24"
DATA = Knowledge.load().card_data("croissant")
STATED = Stated("https://example.org/reeds", "Example Org", "2026-03-01")
CARD = """---
license: cc-by-nc-4.0
pretty_name: Reeds
language: [en, "no"]
task_categories: [text-classification]
source_datasets: [example-org/ponds]
tags: [birds]
version: 1.1.0
---
# Reeds

## Summary

Words that people use about ponds.

## Personal and sensitive information

It holds none.

## Bias, risks and limitations

Only northern ponds.

## Maintenance

[To be completed] Answer these questions in place of the list, then delete this line.

- Who?

## Citation

```bibtex
@misc{reeds}
```
"""


@pytest.fixture
def reeds(tmp_path: Path) -> Path:
    """A data set with two files, a card, and a program beside it."""
    root = tmp_path / "reeds"
    (root / "data").mkdir(parents=True)
    (root / "README.md").write_text(CARD, encoding="utf-8")
    (root / "data" / "a.csv").write_bytes(b"word\nreed\n")
    (root / "data" / "b.parquet").write_bytes(b"PAR1")
    (root / "load.py").write_bytes(b"print()\n")
    return root


def described(root: Path, stated: Stated = STATED, licensor: str | None = None) -> dict[str, Any]:
    """Return the description of a release."""
    inventory, terms = release_inventory(str(root), as_of=DATE), terms_of_release(str(root), as_of=DATE)
    terms = replace(terms, licensor=licensor)
    found: dict[str, Any] = json.loads(write_croissant(inventory, terms, release_card(str(root)), stated).data)
    return found


def test_what_the_release_states_is_there_and_nothing_is_missing(reeds: Path) -> None:
    """Name, description, licence, languages, citation, files with hash; open questions are no answers."""
    node = described(reeds)
    assert croissant_problems(node, DATA) == ()
    assert node["conformsTo"] == [DATA["edition"], DATA["rai_edition"]]
    assert (node["name"], node["description"]) == ("Reeds", "Words that people use about ponds.")
    assert node["license"] == "https://spdx.org/licenses/CC-BY-NC-4.0.html"
    assert (node["inLanguage"], node["citeAs"], node["version"]) == (["en", "no"], "@misc{reeds}", "1.1.0")
    said = {key: value for key, value in node.items() if key.startswith("rai:")}
    assert said == {
        "rai:dataBiases": "Only northern ponds.",
        "rai:dataLimitations": "Only northern ponds.",
        "rai:personalSensitiveInformation": "It holds none.",
    }
    digest = hashlib.sha256(b"word\nreed\n").hexdigest()
    assert node["distribution"][0] == {
        "@type": "cr:FileObject",
        "@id": "data/a.csv",
        "name": "data/a.csv",
        "contentUrl": "data/a.csv",
        "contentSize": "10 B",
        "encodingFormat": "text/csv",
        "sha256": digest,
    }
    assert [one["encodingFormat"] for one in node["distribution"]] == ["text/csv", "application/vnd.apache.parquet"]


def test_our_own_reader_finds_licence_usage_and_rai(reeds: Path) -> None:
    """What was written is read back by what reads descriptions of others."""
    found = parse_description("croissant.json", json.dumps(described(reeds)).encode())
    assert found.problem is None
    assert (found.name, found.licenses) == ("Reeds", ("CC-BY-NC-4.0",))
    assert set(found.stated) == {"dataBiases", "dataLimitations", "personalSensitiveInformation"}
    assert found.usage
    assert found.citation


def test_the_terms_are_the_triples_of_the_odrl_policy(reeds: Path) -> None:
    """Every statement of the policies about the data is a statement of the description, and reading fetches nothing."""
    terms = terms_of_release(str(reeds), as_of=DATE)
    own = replace(terms, components=tuple(one for one in terms.components if one.kind == "data"))
    policy = release_policy(own, Knowledge.load().vocabulary())
    kept = [node for node in policy["@graph"] if str(node.get("@type")) in {"Set", "Offer"}]
    wanted = triples({"@context": policy["@context"], "@graph": kept})
    got = triples(described(reeds))
    assert len(wanted) > 50
    assert wanted - got == set()


def triples(node: dict[str, Any]) -> set[tuple[str, str, str]]:
    """Return the statements of a JSON-LD document; nodes without a name, and languages of texts, play no part."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's reader of JSON-LD uses what rdflib deprecates
        graph = rdflib.Graph().parse(data=json.dumps(node), format="json-ld")
    return {
        tuple("_" if isinstance(term, rdflib.BNode) else str(term) for term in triple)  # type: ignore[misc] # three
        for triple in graph
    }


def test_the_licensor_makes_it_an_offer(reeds: Path) -> None:
    """Without one it is a Set, because an Offer without an assigner is none."""
    assert described(reeds)["usageInfo"][0]["@type"] == ["CreativeWork", "odrl:Set"]
    offer = described(reeds, licensor="Example Org")["usageInfo"][0]
    assert offer["@type"] == ["CreativeWork", "odrl:Offer"]
    assert offer["odrl:assigner"] == {"@id": "urn:railkit:party:Example%20Org"}


def test_limits_that_duo_knows_are_defined_terms(reeds: Path) -> None:
    """Non-commercial is one, once, with the clause that says it; what DUO does not know is none."""
    terms = [one for one in described(reeds)["usageInfo"] if one["@type"] == "DefinedTerm"]
    assert [one["termCode"] for one in terms] == ["DUO_0000046"]
    assert "CC-BY-NC-4.0" in terms[0]["description"]
    other = Restriction(
        "x", "X", "x", "t", "limit", "a", "A", "1", "1", "s", matches={"exact": ("https://example.org",)}
    )
    assert list(duo_terms([other])) == []


def test_what_nobody_states_is_left_out_and_the_edition_is_not_claimed(reeds: Path) -> None:
    """The gaps are named, with what would fill each."""
    inventory, terms = release_inventory(str(reeds), as_of=DATE), terms_of_release(str(reeds), as_of=DATE)
    written = write_croissant(inventory, terms, None, Stated())
    node = json.loads(written.data)
    assert not {"conformsTo", "url", "creator", "datePublished", "description"} & set(node)
    told = "; ".join(written.missing)
    assert all(word in told for word in ("--url", "--creator", "--released", "description", "not claimed"))
    (reeds / "README.md").write_text("# Reeds\n", encoding="utf-8")
    inventory, terms = release_inventory(str(reeds), as_of=DATE), terms_of_release(str(reeds), as_of=DATE)
    unknown = write_croissant(inventory, terms, None, STATED)
    assert "usageInfo" not in json.loads(unknown.data)
    assert any("cannot be told" in one for one in unknown.missing)


def test_a_release_without_data_and_wrong_words_are_refused(tmp_path: Path) -> None:
    """Croissant is about data; an address is one, and so is a date."""
    (tmp_path / "run.py").write_text("print()\n")
    inventory, terms = release_inventory(str(tmp_path), as_of=DATE), terms_of_release(str(tmp_path), as_of=DATE)
    for stated, said in ((Stated(), "no data"), (Stated(url="x"), "no address"), (Stated(published="x"), "no date")):
        with pytest.raises(InputError, match=said):
            write_croissant(inventory, terms, None, stated)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"url": "reeds"}, "url: 'reeds' is no address"),
        ({"datePublished": "soon"}, "datePublished"),
        ({"license": "mit"}, "license: 'mit'"),
        ({"@type": "Thing"}, "no sc:Dataset"),
        ({"conformsTo": "x"}, "conformsTo does not name"),
        ({"creator": None}, "creator is missing"),
        ({"distribution": ["x"]}, "no FileObject"),
        (
            {"distribution": [{"@type": "cr:FileObject", "@id": "a", "contentUrl": "a"}]},
            "encodingFormat of a is missing",
        ),
        ({"usageInfo": {"@type": "odrl:Offer", "odrl:permission": {}}}, "without an assigner"),
        ({"usageInfo": {"@type": "odrl:Set"}}, "without a rule"),
        ({"usageInfo": [{"odrl:constraint": [{"odrl:operator": 1, "odrl:rightOperand": 1}]}]}, "without leftOperand"),
    ],
)
def test_what_is_wrong_with_a_description_is_told(
    reeds: Path, tmp_path: Path, change: dict[str, Any], said: str
) -> None:
    """Ours or not, from a file."""
    path = tmp_path / "c.json"
    path.write_text(json.dumps({**described(reeds), **change}))
    assert any(said in one for one in check_croissant(str(path)))


def test_a_licence_that_spdx_does_not_list_is_a_work_with_a_name(reeds: Path) -> None:
    """Its identifier is the LicenseRef of all our documents."""
    text = CARD.replace("cc-by-nc-4.0", "bigscience-bloom-rail-1.0")
    (reeds / "README.md").write_text(text, encoding="utf-8")
    node = described(reeds)
    assert node["license"]["@type"] == "CreativeWork"
    assert node["license"]["identifier"] == "LicenseRef-bigscience-bloom-rail-1.0"
    assert croissant_problems(node, DATA) == ()


def test_usage_info_of_no_policy_is_empty() -> None:
    """Words of a vocabulary alone are no terms."""
    assert usage_info({"@graph": [{"@id": "x", "@type": "odrl:Profile"}]}, ()) == []
