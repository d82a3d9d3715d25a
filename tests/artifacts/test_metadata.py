"""Package metadata, headers, REUSE files, cards, weights: each states what stands in it, with its line."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING

import pytest

from rail.artifacts.reuse import glob_scope
from rail.model.facts import ClaimSource

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rail.model.facts import Facts, LicenseClaim

NOTICE = '# Licensed under the Apache License, Version 2.0 (the "License");\n# you may not use this file except in {}\n'


def claims(facts: Facts, *sources: ClaimSource) -> list[tuple[str, str | None, str]]:
    """Return value, licence and place of the claims of some sources."""
    return [(one.value, one.license, str(one.location)) for one in facts.claims if one.source in sources]


def only(facts: Facts, source: ClaimSource) -> LicenseClaim:
    """Return the one claim of a source."""
    (claim,) = [one for one in facts.claims if one.source is source]
    return claim


@pytest.mark.parametrize(
    ("name", "content", "value", "license_id", "line"),
    [
        ("pyproject.toml", '[project]\nname = "x"\nlicense = "MIT"\n', "MIT", "mit", 3),
        ("pyproject.toml", '[project]\nlicense = {text = "MIT"}\n', "MIT", "mit", 2),
        ("pyproject.toml", '[tool.poetry]\nlicense = "Apache-2.0"\n', "Apache-2.0", "apache-2.0", 2),
        ("setup.cfg", "[metadata]\nname = x\nlicense = MIT\n", "MIT", "mit", 3),
        ("setup.py", 'from setuptools import setup\nsetup(name="x",\n  license="MIT")\n', "MIT", "mit", 3),
        ("package.json", '{\n "license": "MIT"\n}', "MIT", "mit", 2),
        ("package.json", '{"license": {"type": "MIT"}}', "MIT", "mit", 1),
        ("Cargo.toml", '[package]\nlicense = "MIT"\n', "MIT", "mit", 2),
        ("codemeta.json", '{"license": "https://spdx.org/licenses/MIT"}', "MIT", "mit", 1),
    ],
)
def test_package_metadata(  # noqa: PLR0913, PLR0917 # one row of the table
    collect: Callable[..., Facts], name: str, content: str, value: str, license_id: str, line: int
) -> None:
    """Every kind of metadata file gives its licence with the line it stands on."""
    claim = only(collect({name: content}), ClaimSource.PACKAGE_METADATA)
    assert (claim.value, claim.license, claim.location.line) == (value, license_id, line)


def test_classifiers_and_expression(collect: Callable[..., Facts]) -> None:
    """Classifiers are claims beside the licence; a compound expression keeps its members."""
    body = '[project]\nlicense = "MIT AND Apache-2.0"\nclassifiers = [\n"License :: OSI Approved :: MIT License",\n]\n'
    facts = collect({"pyproject.toml": body})
    first, second = (one for one in facts.claims if one.source is ClaimSource.PACKAGE_METADATA)
    assert first.expression == ("MIT", "Apache-2.0")
    assert (second.license, second.location.line) == ("mit", 4)


def test_setup_py_is_not_run(collect: Callable[..., Facts], tmp_path: Path) -> None:
    """``setup.py`` is text: nothing in it is executed, and a computed licence is no claim."""
    mark = tmp_path / "ran"
    facts = collect({"setup.py": f"open({str(mark)!r}, 'w')\nsetup(license=read())\n"})
    assert not mark.exists()
    assert claims(facts, ClaimSource.PACKAGE_METADATA) == []


def test_citation_of_data_and_of_code(collect: Callable[..., Facts]) -> None:
    """CITATION.cff speaks for data when it says that the work is a dataset."""
    for body, kind in (("cff-version: 1.2.0\nlicense: MIT\n", "code"), ("type: dataset\nlicense: [MIT]\n", "data")):
        claim = only(collect({"CITATION.cff": body}), ClaimSource.CITATION)
        assert (claim.license, [one.value for one in claim.governs]) == ("mit", [kind])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("pyproject.toml", "[project\n"),
        ("pyproject.toml", "a = " + "[" * 50_000),
        ("package.json", "{"),
        ("package.json", "[" * 100_000),
        ("CITATION.cff", "[" * 50_000),
        ("REUSE.toml", "x"),
        ("adapter_config.json", "\0\0"),
    ],
)
def test_broken_metadata_is_a_problem(collect: Callable[..., Facts], name: str, content: str) -> None:
    """A file that cannot be parsed, or nests without end, is reported and nothing else happens."""
    facts = collect({name: content})
    assert [problem.location.path for problem in facts.problems] == [name]


def test_headers_are_counted(collect: Callable[..., Facts]) -> None:
    """Files that say the same are one claim with a count and the folder they share; the odd one stands alone."""
    files = {f"src/a{number}.py": "# SPDX-License-Identifier: MIT\n" for number in range(5)}
    facts = collect({**files, "src/b.c": "/* SPDX-License-Identifier: Apache-2.0 */\n", "src/sub/c.py": "x\n"})
    found = [(one.value, one.count, one.scope) for one in facts.claims if one.source is ClaimSource.FILE_HEADER]
    assert found == [("MIT", 5, "src"), ("Apache-2.0", 1, "src/b.c")]


def test_header_in_a_string_is_none(collect: Callable[..., Facts]) -> None:
    """Code that writes headers is not under the licence that it writes."""
    facts = collect(
        {"a.py": 'HEADER = "SPDX-License-Identifier: GPL-3.0-only"\nx = 1  # SPDX-License-Identifier: MIT\n'}
    )
    assert claims(facts, ClaimSource.FILE_HEADER) == []


def test_reuse_toml(collect: Callable[..., Facts]) -> None:
    """An annotation governs what its glob can match."""
    body = (
        "version = 1\n[[annotations]]\npath = ['weights/*.safetensors', 'data/**']\n"
        "SPDX-License-Identifier = 'CC-BY-4.0'\n"
    )
    facts = collect({"REUSE.toml": body, "weights/m.safetensors": b"", "data/x.csv": ""})
    found = [(one.scope, [kind.value for kind in one.governs]) for one in facts.claims]
    assert found == [("weights", ["weights"]), ("data", ["data"])]
    assert {one.license for one in facts.claims} == {"cc-by-4.0"}


def test_dep5_and_sidecar(collect: Callable[..., Facts]) -> None:
    """The older annotation file, and a ``.license`` beside a file that holds no text."""
    facts = collect(
        {
            ".reuse/dep5": "Format: x\n\nFiles: data/*\nCopyright: x\nLicense: CC0-1.0\n",
            "data/x.csv": "",
            "m.safetensors": b"",
            "m.safetensors.license": "SPDX-License-Identifier: MIT\n",
        }
    )
    assert claims(facts, ClaimSource.REUSE_TOML) == [("CC0-1.0", "cc0-1.0", ".reuse/dep5:5")]
    sidecar = only(facts, ClaimSource.FILE_HEADER)
    assert (sidecar.scope, sidecar.license) == ("m.safetensors", "mit")


def test_scope_of_a_glob() -> None:
    """The scope is the folder or file that a glob cannot leave."""
    assert glob_scope("", "**") == ""
    assert glob_scope("a", "b/c/*.py") == "a/b/c"
    assert glob_scope("", "LICENSE") == "LICENSE"


def test_card_front_matter_list_and_name(collect: Callable[..., Facts]) -> None:
    """Every value of a list, and ``license_name``, is a claim with its line."""
    facts = collect({"README.md": "---\nlicense:\n- other\n- mit\nlicense_name: acme-1\n---\n"})
    assert claims(facts, ClaimSource.CARD_FRONT_MATTER) == [
        ("other", None, "README.md:3"),
        ("mit", "mit", "README.md:4"),
        ("acme-1", None, "README.md:5"),
    ]


def test_front_matter_speaks_for_code_that_nothing_else_speaks_for(collect: Callable[..., Facts]) -> None:
    """On the Hub the tag is the repository's; code with metadata of its own is left to it."""
    card = "---\nlicense: mit\npipeline_tag: x\n---\n"
    facts = collect({"README.md": card, "modeling.py": ""})
    assert [kind.value for kind in only(facts, ClaimSource.CARD_FRONT_MATTER).governs] == ["weights", "code"]
    facts = collect({"setup.cfg": "[metadata]\nlicense = Apache-2.0\n"})
    assert [kind.value for kind in only(facts, ClaimSource.CARD_FRONT_MATTER).governs] == ["weights"]


def test_badge_names_its_component(collect: Callable[..., Facts]) -> None:
    """A badge that says code or weights speaks for that."""
    badge = "[![{0}](https://img.shields.io/badge/{1}-blue)](LICENSE)\n"
    facts = collect(
        {"README.md": "# x\n" + badge.format("License (code): MIT", "License%20(code)-MIT"), "LICENSE-MODEL": "x"}
    )
    claim = only(facts, ClaimSource.BADGE)
    assert (claim.license, [kind.value for kind in claim.governs]) == ("mit", ["code"])


def test_which_files_are_cards(collect: Callable[..., Facts]) -> None:
    """The README with front matter comes first, then named cards; a plain README is none; a nested one may be."""
    facts = collect(
        {
            "README.md": "---\nlicense: mit\n---\n",
            "docs/MODEL_CARD.md": "# Card\n",
            "DATASET_CARD.md": "# Data\n",
            "small/README.md": "---\nlicense: mit\n---\n",
            "web/README.md": "---\nlayout: page\n---\n",
            "other/README.md": "# Other\n",
        }
    )
    assert [card.path for card in facts.cards] == [
        "README.md",
        "docs/MODEL_CARD.md",
        "DATASET_CARD.md",
        "small/README.md",
    ]
    assert facts.hub_style


def test_plain_readme(collect: Callable[..., Facts]) -> None:
    """A README without front matter is a card only when the release is treated as a Hub repository."""
    facts = collect({"README.md": "# Plain\n"})
    assert (facts.cards, [card.path for card in facts.readmes], facts.hub_style) == ((), ["README.md"], False)
    facts = collect({}, hub=True)
    assert ([card.path for card in facts.cards], facts.readmes, facts.hub_style) == (["README.md"], (), True)


def test_links_to_documents(collect: Callable[..., Facts]) -> None:
    """Relative links are looked up inside the release; dots never lead out of it."""
    body = "[a](LICENSE) [b](docs/LICENSE.md#x) [c](/LICENSE) [d](../LICENSE) [e](https://example.org/license)\n"
    facts = collect({"README.md": f"---\nlicense_link: LICENSE.md\n---\n{body}", "LICENSE": "x"})
    assert {link.target: link.exists for link in facts.links} == {
        "LICENSE.md": False,
        "LICENSE": True,
        "docs/LICENSE.md#x": False,
        "/LICENSE": True,
        "../LICENSE": False,
        "https://example.org/license": None,
    }


def safetensors(metadata: dict[str, str]) -> bytes:
    """Return a safetensors file without tensors."""
    head = json.dumps({"__metadata__": metadata}).encode()
    return struct.pack("<Q", len(head)) + head


def test_weights_metadata(collect: Callable[..., Facts]) -> None:
    """A licence in a header is a claim about that file."""
    claim = only(collect({"m.safetensors": safetensors({"license": "mit"})}), ClaimSource.WEIGHTS_METADATA)
    assert (claim.license, claim.scope) == ("mit", "m.safetensors")


def test_lfs_pointers(collect: Callable[..., Facts]) -> None:
    """A pointer counts as weights of the size it states; a LICENSE that is one has no text here."""
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'a' * 64}\nsize 12345\n"
    facts = collect({"m.safetensors": pointer, "pytorch_model.bin": pointer, "x.onnx": pointer, "LICENSE": pointer})
    assert [(weight.lfs, weight.bytes) for weight in facts.weights] == [(True, 12345)] * 3
    assert [(problem.location.path, problem.kind) for problem in facts.problems] == [("LICENSE", "lfs-pointer")]
    assert facts.license_files == ()
