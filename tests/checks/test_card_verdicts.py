"""The rules on cards and licence statements as a whole: saying less, or saying something else too, never helps."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from rail.artifacts.collect import collect_facts
from rail.cards.card import parse_card
from rail.checks.cases import read_cases, write_case
from rail.checks.engine import run_rule
from rail.checks.outcome import verdict_of
from rail.knowledge.store import Knowledge
from rail.model.facts import ClaimSource, Component, ComponentKind, Facts, LicenseClaim, LicenseFile
from rail.model.identification import Identification, TextStatus
from rail.model.location import Location
from rail.model.verdict import Verdict
from rail.resources import content_dir

KNOWLEDGE = Knowledge.load()
RULES = tuple(rule for rule in KNOWLEDGE.rules("default") if rule.group in {"card", "identity"})
CASES = tuple(
    case for rule in RULES for case in read_cases(content_dir("policy") / "packs" / "default" / f"{rule.id}.cases.yaml")
)
MATTER = "---\nlicense: apache-2.0\npipeline_tag: text-generation\nlibrary_name: peft\nlanguage: en\n---\n# Brook\n"
SECTIONS = (
    "## Intended use\n\nTalking about brooks and rivers, with a person who reads the answers before others do.\n",
    "## Limitations\n\nIt knows small rivers better than large ones.\n",
    "## Bias\n\nIt was not evaluated for bias.\n",
    "## Training data\n\nTwo thousand letters about rivers that our members wrote, with their consent.\n",
    "## Evaluation\n\nThree members read a hundred answers; half of them were found helpful by all three of them.\n",
    "## Contact\n\nbrook@example.org\n",
    "## Licence\n\nThe weights are under the Apache License 2.0.\n",
)


def verdict(facts: Facts) -> Verdict:
    """Return what the rules on cards and licence statements make of a release."""
    outcomes = [run_rule(rule, facts, KNOWLEDGE, as_of="2026-11-24") for rule in RULES]
    findings = [finding for found, _ in outcomes for finding in found]
    skips = [skip for _, skipped in outcomes for skip in skipped]
    return verdict_of(findings, skips, [], {rule.id: rule.severity for rule in RULES})


def model_with(sections: tuple[str, ...], *, hub: bool) -> Facts:
    """Return a model release whose card has these sections, on the Hub or as a folder of files."""
    text = (MATTER if hub else "# Model card of Brook\n") + "\n" + "\n".join(sections)
    path = "README.md" if hub else "MODEL_CARD.md"
    claim = LicenseClaim(
        ClaimSource.CARD_FRONT_MATTER if hub else ClaimSource.RAIL_YAML,
        "apache-2.0",
        "apache-2.0",
        None,
        (ComponentKind.WEIGHTS,),
        "",
        Location(path, 2),
    )
    text_of_license = Identification(TextStatus.CANONICAL, "apache-2.0", similarity=1.0)
    weights = (ComponentKind.WEIGHTS,)
    file = LicenseFile(Location("LICENSE", 1), "license", 9, weights, "", False, (text_of_license,))  # noqa: FBT003 # a field
    return Facts(
        source="folder",
        path=".",
        revision=None,
        name="brook",
        artifact="model",
        hub_style=hub,
        files=2,
        bytes=9,
        components=(Component(ComponentKind.WEIGHTS, ("model.safetensors",), 1, (0,), "apache-2.0", "card"),),
        claims=(claim,),
        license_files=(file,),
        cards=(parse_card(path, text.encode(), KNOWLEDGE),),
    )


@given(st.sets(st.sampled_from(SECTIONS)), st.sampled_from(SECTIONS), st.booleans())
def test_a_section_less_never_helps(kept: set[str], gone: str, hub: bool) -> None:  # noqa: FBT001 # drawn
    """A card that says less is never judged better: no rule takes the place of one that weighs more."""
    less = tuple(section for section in SECTIONS if section in kept and section != gone)
    more = tuple(section for section in SECTIONS if section in kept or section == gone)
    assert verdict(model_with(less, hub=hub)) <= verdict(model_with(more, hub=hub))


@given(
    st.sets(st.sampled_from(SECTIONS)), st.sampled_from(["", "[More Information Needed]\n", "<!-- to be told -->\n"])
)
def test_a_heading_over_nothing_never_helps(emptied: set[str], filling: str) -> None:
    """Who empties a section, or puts a placeholder or a comment there, is never judged better."""

    def empty(section: str) -> str:
        return section.split("\n\n", 1)[0] + "\n\n" + filling

    said = tuple(empty(section) if section in emptied else section for section in SECTIONS)
    assert verdict(model_with(said, hub=True)) <= verdict(model_with(SECTIONS, hub=True))


def test_the_whole_card_is_clean() -> None:
    """What the other tests take away is all that is asked for, on the Hub and elsewhere."""
    assert [verdict(model_with(SECTIONS, hub=hub)) for hub in (True, False)] == [Verdict.ALLOWED, Verdict.ALLOWED]


@cache
def facts_of(index: int) -> Facts:
    """Return the facts of one case."""
    with TemporaryDirectory() as folder:
        root = write_case(CASES[index], Path(folder), KNOWLEDGE)
        return collect_facts(str(root), hub=CASES[index].hub, knowledge=KNOWLEDGE)


claims_of = st.builds(
    LicenseClaim,
    source=st.sampled_from([ClaimSource.PACKAGE_METADATA, ClaimSource.WEIGHTS_METADATA, ClaimSource.CARD_FRONT_MATTER]),
    value=st.just("nlod-2.0"),
    license=st.just("nlod-2.0"),
    family=st.none(),
    governs=st.sampled_from([(kind,) for kind in ComponentKind]),
    scope=st.just(""),
    location=st.just(Location("README.md", 1)),
)


@given(st.integers(0, len(CASES) - 1), claims_of)
def test_another_licence_never_helps(index: int, claim: LicenseClaim) -> None:
    """Where a licence is stated, a further place that names another one never gives a better verdict."""
    facts = facts_of(index)
    kinds = {
        kind for other in facts.claims if other.license or other.family or other.expression for kind in other.governs
    }
    if set(claim.governs) <= kinds:
        assert verdict(replace(facts, claims=(*facts.claims, claim))) <= verdict(facts)
