"""rail.yaml: claims like any other, shown where they override, refused with line, key and nearest valid key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from rail.artifacts.project import Project, parse_project
from rail.errors import InputError
from rail.model.facts import ClaimSource
from rail.resources import project_template

if TYPE_CHECKING:
    from collections.abc import Callable

    from rail.model.facts import Facts

FULL = """\
name: acme/model
artifact: model
components:
  weights:
    paths: ["ckpt/"]
    license: mit
    license-files: [LICENSE]
upstreams:
  - name: acme/base
    relation: finetune
excludes: ["build/"]
packs: [default]
waivers:
  - rule: card-section-missing
    path: README.md
    reason: the evaluation is running
    owner: Kim Example
    expires: 2027-06-30
registry: sqlite:///registry.db
"""


def test_everything_is_read() -> None:
    """Each key arrives, values as they stand there, with lines."""
    project = parse_project(FULL)
    (component,), (upstream,), (waiver,) = project.components, project.upstreams, project.waivers
    assert (project.name, project.artifact, project.excludes) == ("acme/model", "model", ("build/",))
    assert (component.kind.value, component.license, component.license_files) == ("weights", ("mit", 6), ("LICENSE",))
    assert (upstream.kind.value, upstream.name, upstream.location.line) == ("finetune", "acme/base", 9)
    assert (waiver.rule, waiver.expires, waiver.line) == ("card-section-missing", "2027-06-30", 14)


def test_template_is_all_comments_and_valid_without_them() -> None:
    """What ``rail init`` writes changes nothing; with the comment marks removed every key of it is accepted."""
    text = project_template().read_text(encoding="utf-8")
    assert parse_project(text) == Project()
    lines = [line[1:] for line in text.splitlines() if re.match(r"#(?! \S|$)", line)]
    project = parse_project("\n".join(lines))
    assert len(project.components) == 3
    assert len(project.waivers) == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("componets:\n  weights: {}\n", "rail.yaml:1: componets: no such key; did you mean 'components'?"),
        (
            "components:\n  wieghts:\n    license: mit\n",
            "rail.yaml:2: components.wieghts: no such key; did you mean 'weights'?",
        ),
        (
            "components:\n  code:\n    licence: mit\n",
            "rail.yaml:3: components.code.licence: no such key; did you mean 'license'?",
        ),
        ("artifact: modle\n", "rail.yaml:1: artifact: 'modle' is not known; did you mean 'model'?"),
        ("\nexcludes: build\n", "rail.yaml:2: excludes: expected a list of paths or globs"),
        ("waivers:\n- rule: x\n  reason: y\n  owner: z\n", "rail.yaml:2: waivers.0: the key 'expires' is missing"),
        (
            "waivers:\n- rule: x\n  reason: y\n  owner: z\n  expires: soon\n",
            "rail.yaml:5: waivers.0.expires: expected a date",
        ),
        ("name: a\nname: b\n", "rail.yaml:2: "),
        ("a: [\n", "rail.yaml:"),
        ("a: &x [*x]\n", "rail.yaml:1: "),
        ("- a\n", "rail.yaml:1: "),
        ("[" * 50_000, "rail.yaml:1: "),
    ],
)
def test_mistakes_name_line_key_and_nearest(text: str, message: str) -> None:
    """Whoever wrote it can find and mend it."""
    with pytest.raises(InputError) as caught:
        parse_project(text)
    assert message in caught.value.message


def test_paths_move_files_and_say_so(collect: Callable[..., Facts]) -> None:
    """Files that are stated to be weights count as weights, and the facts say against what."""
    facts = collect({"rail.yaml": "components:\n  weights:\n    paths: ['ckpt/']\n", "ckpt/a.dat": "", "ckpt/b.py": ""})
    assert [(one.kind.value, one.paths) for one in facts.components] == [("weights", ("ckpt/a.dat", "ckpt/b.py"))]
    assert facts.overrides == (
        "1 files counted as weights; by their names they are code",
        "1 files counted as weights; by their names they are of no component",
    )


def test_stated_license_never_outweighs_a_license_file(
    collect: Callable[..., Facts], text: Callable[[str], str]
) -> None:
    """A statement against a LICENSE file is shown as an override and leaves the licence unknown."""
    facts = collect({"rail.yaml": "components:\n  code:\n    license: mit\n", "LICENSE": text("gpl-3.0"), "a.py": ""})
    (code,) = facts.components
    assert code.license is None
    assert facts.overrides == ("rail.yaml:3 states mit for code; LICENSE:1 says gpl-3.0",)


def test_stated_license_fills_a_gap(collect: Callable[..., Facts]) -> None:
    """Where nothing else speaks, the statement is the evidence, by its own name."""
    facts = collect({"rail.yaml": "components:\n  code:\n    license: mit\n", "a.py": ""})
    assert (facts.components[0].license, facts.components[0].basis) == ("mit", "rail-yaml rail.yaml")
    assert facts.claims[0].source is ClaimSource.RAIL_YAML


def test_license_files_are_given_to_components(collect: Callable[..., Facts], text: Callable[[str], str]) -> None:
    """What a licence file governs can be stated where its name does not tell; a file that is not there is named."""
    body = "components:\n  weights:\n    license-files: [LICENSE, GONE]\n"
    facts = collect({"rail.yaml": body, "LICENSE": text("mit"), "a.py": "", "m.safetensors": b""})
    assert [kind.value for kind in facts.license_files[0].governs] == ["weights"]
    assert facts.overrides == (
        "LICENSE governs weights; by its name and place weights, code",
        "GONE is named as a licence file, but none was read there",
    )


def test_excludes_waivers_and_packs_reach_the_facts(collect: Callable[..., Facts]) -> None:
    """What is left out is named with the glob that did it."""
    facts = collect({"rail.yaml": FULL, "build/LICENSE": "x", "README.md": "# x\n"})
    assert facts.excluded == ("build/ (rail.yaml: build/)",)
    assert facts.license_files == ()
    assert [waiver.owner for waiver in facts.waivers] == ["Kim Example"]
    assert (facts.packs, facts.name) == (("default",), "acme/model")
