"""What a licence file governs, and what a component is concluded to be under."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rail.artifacts.components import build_components
from rail.artifacts.governs import named_kinds
from rail.artifacts.names import license_role
from rail.artifacts.placeholders import find_placeholders
from rail.artifacts.tally import Tally
from rail.knowledge.store import Knowledge
from rail.model.facts import ClaimSource, ComponentKind, LicenseClaim
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Callable

    from rail.model.facts import Component, Facts

WEIGHTS = b"\x02\0\0\0\0\0\0\0{}"
RAIL = "bigscience-bloom-rail-1.0"


def component(facts: Facts, kind: str) -> Component:
    """Return the component of a kind."""
    return next(one for one in facts.components if one.kind.value == kind)


def governs(facts: Facts) -> dict[str, list[str]]:
    """Return path -> governed kinds of the licence files."""
    return {file.location.path: [kind.value for kind in file.governs] for file in facts.license_files}


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("LICENSE", "license"),
        ("licence.MD", "license"),
        ("COPYING.LESSER", "license"),
        ("UNLICENSE", "license"),
        ("LICENSE-MODEL", "license"),
        ("MODEL_LICENSE.txt", "license"),
        ("LICENSES/Apache-2.0.txt", "license"),
        ("a/b/LICENSE.rst", "license"),
        ("Notice", "notice"),
        ("THIRD-PARTY-NOTICES.txt", "notice"),
        ("USE_POLICY.md", "use-policy"),
        ("acceptable-use-policy.html", "use-policy"),
        ("license.py", None),
        ("licenses/mit.json", None),
        ("README.md", None),
        ("noticeboard.md", None),
        ("docs/rules/license-missing.md", None),
        ("docs/license-text.md", None),
        ("changelog.d/added/license-lint.md", None),
        ("docs/LICENSE-MODEL.md", "license"),
        ("docs/license-model.md", "license"),
        ("docs/license.md", "license"),
        ("docs/commands/rail-license.md", None),
        ("tests/expected/gate-contradicts-license.txt", None),
        ("docs/license-mit.txt", "license"),
        ("docs/model-license.md", "license"),
        ("license-text.md", "license"),
    ],
)
def test_roles_by_name(name: str, role: str | None) -> None:
    """Licence, notice and policy files are known by their names, in any case and with any document ending."""
    assert license_role(name) == role


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("LICENSE-MODEL", ["weights"]),
        ("LICENSE_WEIGHTS.md", ["weights"]),
        ("code-license", ["code"]),
        ("LICENSE.DATASET", ["data"]),
        ("LICENSE-code-and-docs", ["code", "docs"]),
        ("LICENSE", []),
        ("LICENSE_modeling", []),
    ],
)
def test_kinds_by_name(name: str, kinds: list[str]) -> None:
    """Whole words of a file's name say what it is about."""
    assert [kind.value for kind in named_kinds(name)] == kinds


def test_specific_files_beat_the_general_one(collect: Callable[..., Facts], text: Callable[[str], str]) -> None:
    """MIT code beside RAIL weights: each component has its own licence and neither is a conflict."""
    facts = collect(
        {
            "LICENSE": text("mit"),
            "LICENSE-MODEL": text(RAIL),
            "model.safetensors": WEIGHTS,
            "src/a.py": "",
            "docs/a.md": "",
        }
    )
    assert governs(facts) == {"LICENSE": ["code", "docs"], "LICENSE-MODEL": ["weights"]}
    assert component(facts, "weights").license == RAIL
    assert component(facts, "code").license == "mit"


def test_texts_side_by_side_are_told_apart(collect: Callable[..., Facts], text: Callable[[str], str]) -> None:
    """A model licence beside a software licence speaks for the weights although no name says so."""
    facts = collect({"LICENSE.txt": text("mit"), "COPYING": text(RAIL), "m.safetensors": WEIGHTS, "a.py": ""})
    assert governs(facts) == {"COPYING": ["weights"], "LICENSE.txt": ["code"]}


def test_general_model_license_leaves_data_out(collect: Callable[..., Facts], text: Callable[[str], str]) -> None:
    """A RAIL text at the root covers weights and what belongs to them, never the data beside them."""
    facts = collect({"LICENSE": text(RAIL), "m.safetensors": WEIGHTS, "a.py": "", "data/x.csv": ""})
    assert governs(facts) == {"LICENSE": ["weights", "code"]}
    assert component(facts, "data").license is None


def test_code_license_says_nothing_about_weights_elsewhere(
    collect: Callable[..., Facts], text: Callable[[str], str]
) -> None:
    """No component is invented for weights that are not here."""
    facts = collect({"LICENSE": text("apache-2.0"), "a.py": ""})
    assert [one.kind for one in facts.components] == [ComponentKind.CODE]


def test_folder_scope(collect: Callable[..., Facts], text: Callable[[str], str]) -> None:
    """A licence file in a folder speaks for the files below it."""
    facts = collect({"LICENSE": text("mit"), "a.py": "", "data/LICENSE": text("cc0-1.0"), "data/x.csv": ""})
    assert governs(facts) == {"LICENSE": ["code", "data"], "data/LICENSE": ["data"]}
    assert component(facts, "data").license == "cc0-1.0"
    assert component(facts, "code").license == "mit"


def test_the_nearer_folder_speaks_for_all_of_a_component_only(
    collect: Callable[..., Facts], text: Callable[[str], str]
) -> None:
    """A licence file beside some of the data leaves the rest to the root's."""
    facts = collect({"LICENSE": text("mit"), "data/LICENSE": text("cc0-1.0"), "data/x.csv": "", "more/y.csv": ""})
    assert component(facts, "data").license == "mit"
    assert "parts differ: license-file data/LICENSE" in component(facts, "data").basis


def test_a_card_leaves_the_code_to_a_license_file_that_spares_the_weights(
    collect: Callable[..., Facts], text: Callable[[str], str]
) -> None:
    """MIT code in LICENSE beside RAIL weights in LICENSE-MODEL: the card's license key is the weights'."""
    facts = collect(
        {
            "README.md": f"---\nlicense: {RAIL}\n---\n# A model\n",
            "LICENSE": text("mit"),
            "LICENSE-MODEL": text(RAIL),
            "model.safetensors": WEIGHTS,
            "train.py": "",
        }
    )
    assert component(facts, "code").license == "mit"
    assert component(facts, "weights").license == RAIL


def test_a_use_policy_is_no_license_that_contradicts_one() -> None:
    """A policy beside its agreement, in one file or in two, leaves the agreement the licence."""
    tally = Tally()
    tally.add("model.safetensors", 10, vendored=False, kind=ComponentKind.WEIGHTS)
    claims = [
        LicenseClaim(
            ClaimSource.LICENSE_FILE, name, name, None, (ComponentKind.WEIGHTS,), "", Location("LICENSE", line)
        )
        for name, line in (("llama3", 1), ("llama3-use-policy-in-license", 80))
    ]

    weights = build_components(claims, tally, Knowledge.load())[0]

    assert weights.license == "llama3"


def test_file_named_for_a_part_governs_nothing(collect: Callable[..., Facts], text: Callable[[str], str]) -> None:
    """``LICENSE_widget`` belongs to something that only people can find; ``LICENSE-APACHE`` is a licence's name."""
    facts = collect({"LICENSE": text("mit"), "LICENSE_widget": text("apache-2.0"), "a.py": ""})
    assert governs(facts) == {"LICENSE": ["code"], "LICENSE_widget": []}
    facts = collect({"LICENSE-APACHE": text("apache-2.0")})
    assert governs(facts)["LICENSE-APACHE"] == ["code"]


@pytest.mark.parametrize("folder", ["third_party/x", "vendor", "src/externals/y"])
def test_vendored_trees_speak_for_themselves(
    collect: Callable[..., Facts], text: Callable[[str], str], folder: str
) -> None:
    """A licence in somebody else's tree is kept, marked, and left out of every conclusion."""
    facts = collect({"LICENSE": text("mit"), "a.py": "", f"{folder}/LICENSE": text("gpl-3.0"), f"{folder}/b.py": ""})
    assert [file.vendored for file in facts.license_files] == [
        file.location.path != "LICENSE" for file in facts.license_files
    ]
    assert component(facts, "code").license == "mit"
    assert component(facts, "code").paths == ("a.py",)


def test_nested_package_with_another_license_is_vendored(
    collect: Callable[..., Facts], text: Callable[[str], str]
) -> None:
    """A package with metadata and a licence that the root lacks came from elsewhere; one with the same did not."""
    facts = collect(
        {
            "LICENSE": text("mit"),
            "own/pyproject.toml": "[project]\n",
            "own/LICENSE": text("mit"),
            "theirs/setup.py": "",
            "theirs/LICENSE": text("gpl-3.0"),
            "theirs/x.py": "",
        }
    )
    assert {file.location.path for file in facts.license_files if file.vendored} == {"theirs/LICENSE"}


def test_changed_text_makes_no_claim_to_the_name(collect: Callable[..., Facts], text: Callable[[str], str]) -> None:
    """A text with a changed word is named as what it was changed from, and concludes nothing."""
    changed = text("mit").replace("without restriction", "for research only")
    facts = collect({"LICENSE": changed, "a.py": ""})
    (claim,) = [claim for claim in facts.claims if claim.source is ClaimSource.LICENSE_FILE]
    assert (claim.license, claim.text.license if claim.text else None) == (None, "mit")
    assert component(facts, "code").license is None


def test_two_general_license_files_leave_the_choice_open(
    collect: Callable[..., Facts], text: Callable[[str], str]
) -> None:
    """A dual licence is not decided by us."""
    facts = collect({"LICENSE-APACHE": text("apache-2.0"), "LICENSE-MIT": text("mit"), "a.rs": ""})
    assert component(facts, "code").license is None


def test_family_agrees_with_its_member_and_with_nothing_else(
    collect: Callable[..., Facts], text: Callable[[str], str]
) -> None:
    """A card that names a family does not disturb a LICENSE of that family, but it does disturb another one."""
    card = "---\nlicense: openrail\n---\n"
    facts = collect({"README.md": card, "LICENSE": text("bigscience-openrail-m"), "m.safetensors": WEIGHTS})
    assert component(facts, "weights").license == "bigscience-openrail-m"
    facts = collect({"README.md": card, "LICENSE": text("mit")})
    assert component(facts, "weights").license is None


def test_empty_license_file_has_no_identification(collect: Callable[..., Facts]) -> None:
    """An empty file is a fact of its own."""
    (file,) = collect({"LICENSE": " \n"}).license_files
    assert file.identifications == ()


def test_placeholders_outside_the_appendix(text: Callable[[str], str]) -> None:
    """Unfilled fields count, except in the passage that explains how to apply the licence."""
    assert find_placeholders("MIT\n\nCopyright (c) [year] [fullname]\n", ()) == (("[year]", 3), ("[fullname]", 3))
    assert find_placeholders(text("apache-2.0"), ()) == ()
    assert find_placeholders(text("gpl-3.0"), ()) == ()
    assert find_placeholders("Copyright <YEAR> <COPYRIGHT HOLDERS>", ()) == (("<YEAR>", 1), ("<COPYRIGHT HOLDERS>", 1))


def test_unknown_text_is_not_made_up_for_by_a_tag(collect: Callable[..., Facts]) -> None:
    """A LICENSE that nobody knows leaves the licence unknown, whatever the card says."""
    terms = "You may use the model on Tuesdays. The model may be shared with friends of the model.\n" * 9
    facts = collect({"README.md": "---\nlicense: mit\n---\n", "LICENSE": terms, "m.safetensors": WEIGHTS})
    weights = component(facts, "weights")
    assert weights.license is None
    assert weights.basis == "license-file LICENSE holds no licence text that is known"


def test_pointer_about_another_component(collect: Callable[..., Facts]) -> None:
    """A licence file for weights that also says what the code is under claims nothing else about the weights."""
    body = (
        "The weights are licensed under the Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International "
        "license.\nSee https://creativecommons.org/licenses/by-nc-sa/4.0/\n\n"
        "The code is licensed under the MIT License, see LICENSE.\n"
    )
    facts = collect({"LICENSE-WEIGHTS": body, "m.safetensors": WEIGHTS, "a.py": ""})
    said = {(claim.license, claim.governs) for claim in facts.claims}
    assert ("mit", (ComponentKind.CODE,)) in said
    assert ("mit", (ComponentKind.WEIGHTS,)) not in said
    assert component(facts, "weights").license == "cc-by-nc-sa-4.0"
