"""What lies in a release besides licences, cards and weights: notable files, versions, descriptions of data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from rail.artifacts.data_descriptions import MAX_BYTES, license_name
from rail.model.facts import ClaimSource, ComponentKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from rail.model.facts import Facts

CONTEXT = {"cr": "http://mlcommons.org/croissant/", "rai": "http://mlcommons.org/croissant/RAI/", "sc": "x"}


def croissant(**fields: object) -> str:
    """Return a Croissant description."""
    return json.dumps({"@context": CONTEXT, "@type": "sc:Dataset", "name": "words", **fields}, indent=2)


def test_notable_files_are_known_by_name(collect: Callable[..., Facts]) -> None:
    """Case plays no part; a vendored tree speaks for others."""
    names = {
        "SBOM.spdx.json": "sbom",
        "bom.cdx.json": "sbom",
        "SHA256SUMS": "checksums",
        "weights.sha256": "checksums",
        "model.sig": "signature",
        "CHANGELOG.md": "changelog",
        "robots.txt": "opt-out",
        "data_manifest.csv": "data-manifest",
        "use-restrictions.json": "restrictions",
        "app.py": "app",
    }
    facts = collect(dict.fromkeys([*names, "vendor/x/SHA256SUMS", "other.txt"], "x"))
    assert {file.location.path: file.role for file in facts.contents.notable} == names
    assert [file.location.path for file in facts.contents.of_role("sbom")] == ["SBOM.spdx.json", "bom.cdx.json"]


def test_versions_are_read_where_they_stand(collect: Callable[..., Facts]) -> None:
    """The card, the package and the citation at the root; not what a tool's own table or a sub-package says."""
    facts = collect(
        {
            "README.md": "---\nlicense: mit\nversion: 1.10\n---\n",
            "pyproject.toml": '[tool.x]\nversion = "9"\n[project]\nname = "a"\nversion = "1.1"\n',
            "CITATION.cff": "cff-version: 1.2.0\nversion: '1.2'\n",
            "package.json": '{\n  "version": "3.0",\n  "x": {"version": "4"}\n}\n',
            "sub/pyproject.toml": '[project]\nversion = "7"\n',
            "croissant.json": croissant(version="1.4.0"),
        }
    )
    assert [(one.source, one.value, str(one.location)) for one in facts.contents.versions] == [
        ("card", "1.10", "README.md:3"),
        ("citation", "1.2", "CITATION.cff:2"),
        ("package", "3.0", "package.json:2"),
        ("package", "1.1", "pyproject.toml:5"),
        ("data-description", "1.4.0", "croissant.json"),
    ]


def test_a_tag_is_a_version(repository: Callable[..., str], git: Callable[..., str]) -> None:
    """The revision that was asked for says which version it is, if it is called like one."""
    from rail.artifacts.collect import collect_facts

    repository({"a.py": ""})
    git("tag", "v2.0")
    root = git("rev-parse", "--show-toplevel")
    assert [one.value for one in collect_facts(root, revision="v2.0").contents.versions] == ["v2.0"]
    assert collect_facts(root, revision="main").contents.versions == ()


def test_a_croissant_description_states_licences(collect: Callable[..., Facts]) -> None:
    """Its licence is a claim about the data beside it; what it fills of responsible AI is kept by name."""
    document = croissant(
        license="https://creativecommons.org/licenses/by-nc/4.0/",
        usageInfo={"@id": "http://purl.obolibrary.org/obo/DUO_0000042"},
        citeAs="@x",
        **{"rai:personalSensitiveInformation": ["names"], "rai:dataBiases": "", "cr:x": 1},
    )
    facts = collect({"data/metadata.json": document, "data/a.csv": "a,b\n"})
    (one,) = facts.contents.data_descriptions
    assert (one.name, one.licenses, one.citation) == ("words", ("CC-by-nc-4.0",), True)
    assert one.stated == ("personalSensitiveInformation",)
    assert one.usage == ("http://purl.obolibrary.org/obo/DUO_0000042",)
    (claim,) = [claim for claim in facts.claims if claim.source is ClaimSource.DATA_DESCRIPTION]
    assert (claim.license, claim.governs, claim.scope) == ("cc-by-nc-4.0", (ComponentKind.DATA,), "data")
    assert claim.location.line == 9


def test_dataset_infos_states_licences(collect: Callable[..., Facts]) -> None:
    """Each configuration states its own; a text is no name."""
    infos = {"a": {"license": "mit", "citation": "@x"}, "b": {"license": "A long text. " * 40}, "c": {"license": ""}}
    (one,) = collect({"dataset_infos.json": json.dumps(infos)}).contents.data_descriptions
    assert (one.format, one.licenses, one.citation) == ("dataset-infos", ("mit",), True)


def test_other_metadata_is_left_alone(collect: Callable[..., Facts]) -> None:
    """``metadata.json`` is the name of many things."""
    facts = collect({"metadata.json": '{"license": "mit"}'})
    assert facts.contents.data_descriptions == ()
    assert facts.claims == ()


BROKEN = {
    "no JSON": "{croissant",
    "a list": '["croissant"]',
    "too deep": '{"croissant": ' + "[" * 100_000,
    "too large": '{"croissant": "' + "x" * MAX_BYTES + '"}',
    "no unicode": b'{"croissant": "\xff"}',
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_description_has_a_problem(collect: Callable[..., Facts], name: str) -> None:
    """It is there, nothing is known of it, and why is told."""
    (one,) = collect({"croissant.json": BROKEN[name]}).contents.data_descriptions
    assert one.problem
    assert one.licenses == ()


@pytest.mark.parametrize("value", [None, 1, True, [], {}, [[["x"]]], {"@id": 3}, [{}] * 9999, "x" * 9999])
def test_any_value_may_stand_anywhere(collect: Callable[..., Facts], value: object) -> None:
    """Types that the format does not foresee give nothing."""
    document = croissant(license=value, usageInfo=value, version=value, citeAs=value, **{"@graph": value})
    (one,) = collect({"croissant.json": document}).contents.data_descriptions
    assert one.licenses == ()


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://spdx.org/licenses/CC-BY-4.0.html", "CC-BY-4.0"),
        ("https://choosealicense.com/licenses/mit/", "mit"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
        ("http://creativecommons.org/licenses/by-sa/3.0/legalcode", "CC-by-sa-3.0"),
        ("https://example.org/terms", "https://example.org/terms"),
        (" MIT ", "MIT"),
    ],
)
def test_the_page_of_a_licence_names_it(address: str, name: str) -> None:
    """Descriptions give addresses where cards give names."""
    assert license_name(address) == name


def test_a_registry_is_kept_with_its_place(collect: Callable[..., Facts]) -> None:
    """Rules about agreements apply where the project names a registry."""
    facts = collect({"rail.yaml": "name: a\nregistry: sqlite:///r.db\n"})
    assert facts.contents.registry is not None
    assert (facts.contents.registry[0], str(facts.contents.registry[1])) == ("sqlite:///r.db", "rail.yaml:2")
