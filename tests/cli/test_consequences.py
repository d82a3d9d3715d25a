"""``rail license show --consequences``, through the console script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    Run = Callable[..., subprocess.CompletedProcess[str]]


def test_the_panel_names_what_each_line_rests_on(rail: Run) -> None:
    """Standing, tag, exclusions, flow-down and dated positions, each with its source."""
    done = rail("license", "show", "creativeml-openrail-m", "--consequences")
    told = " ".join(done.stdout.split())
    assert done.returncode == 0
    for part in (
        "OSI approved: no",
        "on the Hub's card: license: creativeml-openrail-m",
        "in an SBOM: LicenseRef-creativeml-openrail-m",
        "uses that it forbids: 11",
        "the same restrictions, in every agreement",
        "Open-source exemption of the EU AI Act",
        "EU, in-force",
        "No legal advice.",
    ):
        assert part in told
    assert "compliant" not in told


def test_a_licence_without_a_tag_of_its_own_is_told_how_to_be_named(rail: Run) -> None:
    """The Hub has a way for licences that it does not know."""
    told = " ".join(rail("license", "show", "deepseek-1.0", "--consequences").stdout.split())
    assert "license: other, with license_name: deepseek-1.0 and license_link" in told


def test_the_json_carries_the_same(rail: Run, valid: Callable[[str, str], Any]) -> None:
    """The document keeps its schema."""
    document = valid(rail("license", "show", "llama3.1", "--format", "json").stdout, "license-output")
    about = {item["about"] for item in document["consequences"]}
    assert {"osi-approved", "users-threshold", "eu-ai-act-open-source-exemption"} <= about
    assert {item["instrument"] for item in document["consequences"]} == {None, "llama3.1-use-policy"}


def test_the_uses_that_a_policy_forbids_are_told(rail: Run) -> None:
    """Whom the policy leaves out is no less left out."""
    told = " ".join(rail("license", "show", "llama3.1", "--consequences").stdout.split())
    assert "uses that a policy of its forbids: 27. They stand in llama3.1-use-policy" in told
    assert "https://eur-lex.europa.eu/eli/reg/2024/1689/oj, not read here" in told
