"""Upstream terms against the release's own, as properties over all records."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.upstream_releases import KNOWLEDGE, about, findings, release, upstream, verdict
from rail.artifacts.collect import collect_facts
from rail.checks.cases import content_bytes
from rail.checks.naming import Words
from rail.knowledge.textpack import TextPack
from rail.model.facts import ClaimSource, ComponentKind, LicenseClaim, RelationKind
from rail.model.finding import Severity
from rail.model.location import Location
from rail.model.terms import FlowDown
from rail.terms.order import at_most

if TYPE_CHECKING:
    from pathlib import Path

    from rail.model.facts import Upstream

LICENSES = tuple(
    str(record.id) for record in KNOWLEDGE.licenses() if record.terms is not None and record.kind == "license"
)
HELD = tuple(license_id for license_id in LICENSES if TextPack.load().text(license_id) is not None)
OWN = ("mit", "apache-2.0", "cc-by-nc-4.0", "cc-by-sa-4.0", "gpl-3.0", "bigscience-bloom-rail-1.0", "llama3.1")
WIDER = "license-wider-than-upstream"
SPEAKING = ("restrictions-dropped", "license-wider-than-upstream", "share-alike-dropped")


_kinds = st.sampled_from(
    (RelationKind.FINETUNE, RelationKind.MERGE, RelationKind.QUANTIZED, RelationKind.DISTILLED, RelationKind.TRAINED_ON)
)
_licenses = st.sampled_from((*LICENSES, None))
_upstreams = st.lists(st.tuples(_licenses, _kinds), max_size=4).map(
    lambda pairs: [upstream(f"example/m{number}", one, kind) for number, (one, kind) in enumerate(pairs)]
)


@settings(deadline=None)
@given(st.sampled_from((*LICENSES, None)), _upstreams, _licenses, _kinds)
def test_an_upstream_more_never_raises_the_verdict(
    own: str | None, upstreams: list[Upstream], license_id: str | None, kind: RelationKind
) -> None:
    """Whatever else a release is built on, it is not better off for it."""
    more = upstream("example/more", license_id, kind)
    assert verdict(release(own, *upstreams, more)) <= verdict(release(own, *upstreams))


@settings(deadline=None)
@given(st.data(), st.sampled_from(LICENSES), _upstreams)
def test_the_order_of_upstreams_plays_no_part(data: st.DataObject, own: str, upstreams: list[Upstream]) -> None:
    """The same upstreams in another order give the same findings."""
    other = data.draw(st.permutations(upstreams))
    assert findings(release(own, *upstreams)) == findings(release(own, *other))


@settings(deadline=None)
@given(st.sampled_from(LICENSES), st.sampled_from(LICENSES), st.integers(2, 5))
def test_one_licence_gives_one_finding_a_rule(own: str, base: str, count: int) -> None:
    """Upstreams under one licence are told together."""
    few = findings(release(own, upstream("example/m0", base)))
    many = findings(release(own, *(upstream(f"example/m{number}", base) for number in range(count))))
    assert [item.rule for item in many] == [item.rule for item in few]


@pytest.mark.parametrize("base", LICENSES)
def test_stricter_terms_are_no_wider(base: str) -> None:
    """Of two licences the one that permits at most what the other does is never the wider one."""
    fired = {own: bool(findings(release(own, upstream("example/m", base)), SPEAKING[1])) for own in OWN}
    records = {own: KNOWLEDGE.license(own) for own in OWN}
    for strict in OWN:
        for wide in OWN:
            one, other = records[strict], records[wide]
            assert one is not None
            assert other is not None
            if one.terms is not None and other.terms is not None and at_most(one.terms, other.terms):
                assert fired[strict] <= fired[wide], (strict, wide)


@pytest.mark.parametrize("license_id", HELD)
def test_the_base_s_own_licence_with_its_text_is_compatible(license_id: str, tmp_path: Path) -> None:
    """A release under exactly its base's licence, with the text, has no finding on compatibility."""
    (tmp_path / "README.md").write_text(
        f"---\nlicense: {license_id}\nbase_model: example/base\nbase_model_relation: finetune\n---\n# A model\n",
        encoding="utf-8",
    )
    (tmp_path / "LICENSE-MODEL").write_bytes(content_bytes({"text": license_id}, KNOWLEDGE))
    facts = collect_facts(str(tmp_path), knowledge=KNOWLEDGE)
    known = replace(facts.upstreams[0], license=license_id, resolved_by="hub-cache")
    found = [item.rule for item in findings(replace(facts, upstreams=(known,))) if about(item) == "compatibility"]
    record = KNOWLEDGE.license(license_id)
    assert record is not None
    forbidden = "no-derivatives" in {term.about for term in (record.terms.terms if record.terms else ())}
    assert found == (["derivatives-forbidden"] if forbidden else [])


@pytest.mark.parametrize("own", OWN)
@pytest.mark.parametrize("base", LICENSES)
def test_one_fault_is_one_error(base: str, own: str) -> None:
    """The wrong licence is told once: as dropped restrictions, as a wider licence, or as share-alike not kept.

    Restrictions that an annex could carry, and a limit that it could not, are two faults.
    """
    told = [item.rule for item in findings(release(own, upstream("example/m", base)), *SPEAKING)]
    record = KNOWLEDGE.license(base)
    assert record is not None
    assert record.terms is not None
    two = record.terms.flow_down in {FlowDown.SAME_RESTRICTIONS, FlowDown.EQUIVALENT_RESTRICTIONS}
    assert len(told) <= 1 or (two and told == ["restrictions-dropped", "license-wider-than-upstream"])


@pytest.mark.parametrize(
    ("base", "own", "speaks"),
    [
        ("bigscience-bloom-rail-1.0", "apache-2.0", "restrictions-dropped"),
        ("llama3.1", "apache-2.0", "restrictions-dropped"),
        ("gemma-2024-04-01", "mit", "restrictions-dropped"),
        ("cc-by-nc-4.0", "mit", "license-wider-than-upstream"),
        ("cc-by-nc-sa-4.0", "mit", "license-wider-than-upstream"),
        ("stability-nc-2024-03-18", "mit", "license-wider-than-upstream"),
        ("cc-by-sa-4.0", "mit", "share-alike-dropped"),
        ("gpl-3.0", "apache-2.0", "share-alike-dropped"),
    ],
)
def test_who_speaks(base: str, own: str, speaks: str) -> None:
    """Exactly one rule speaks at the level of an error."""
    found = findings(release(own, upstream("example/m", base)))
    assert [item.rule for item in found if item.severity is Severity.ERROR and about(item) != "attribution"] == [speaks]


def test_an_inherited_upstream_shows_its_path() -> None:
    """What is reached through another upstream names it, in the message and step by step in the evidence."""
    far = replace(upstream("example/far", "cc-by-nc-4.0"), via=("example/near",))
    (found,) = findings(release("mit", upstream("example/near", "mit"), far), SPEAKING[1])
    assert "example/far (through example/near)" in found.message
    steps = [item.text for item in found.evidence]
    assert "names example/near" in steps
    assert "example/near is built on example/far" in steps


def test_a_release_built_on_itself_comes_to_an_end() -> None:
    """A base that is itself, or leads back, is one upstream like any other."""
    facts = release("mit", replace(upstream("release", "mit"), via=("release", "example/other", "release")))
    assert [item for item in findings(facts) if item.severity > Severity.INFO] == []


@pytest.mark.parametrize(("count", "told"), [(1, "example/m0 is"), (3, "example/m2 are"), (5, "and 2 more are")])
def test_many_upstreams_are_counted(count: int, told: str) -> None:
    """Three names are told, and how many more there are."""
    (found,) = findings(
        release("mit", *(upstream(f"example/m{number}", "cc-by-nc-4.0") for number in range(count))), WIDER
    )
    assert told in found.message


@pytest.mark.parametrize(
    ("sources", "confidence"), [(("prose",), "medium"), (("prose", "card"), "high"), (("config", "prose"), "medium")]
)
def test_one_sure_statement_makes_it_sure(sources: tuple[str, ...], confidence: str) -> None:
    """Only where nothing but prose and old configurations speak is it doubtful that the release builds on something."""
    bases = [replace(upstream(f"example/{one}", "cc-by-nc-4.0"), source=one) for one in sources]
    assert [item.confidence for item in findings(release("mit", *bases), WIDER)] == [confidence]


@pytest.mark.parametrize(
    ("paths", "severity"),
    [(((),), "review"), ((("a",),), "info"), (((), ("a",)), "review"), ((("a",), ("b",)), "info")],
)
def test_what_a_base_was_trained_on_is_its_publisher_s_matter(
    paths: tuple[tuple[str, ...], ...], severity: str
) -> None:
    """Data of the release itself ask for a person; those of its bases are told."""
    data = [
        replace(upstream(f"example/d{number}", "cc-by-sa-4.0", RelationKind.TRAINED_ON), via=via)
        for number, via in enumerate(paths)
    ]
    (found,) = findings(release("mit", *data), "share-alike-data-unsettled")
    assert (found.severity.word, found.component) == (severity, "weights")
    assert "trained on" in found.message


def test_data_made_from_data_are_told_as_such() -> None:
    """A data set is made from others, and its own terms are those of its data."""
    facts = release(None, upstream("example/d", "cc-by-nc-4.0", RelationKind.TRAINED_ON))
    claim = LicenseClaim(
        ClaimSource.CARD_FRONT_MATTER, "mit", "mit", None, (ComponentKind.DATA,), "", Location("README.md", 2)
    )
    (found,) = findings(replace(facts, artifact="dataset", claims=(claim,)), "noncommercial-data-under-wider-license")
    assert (found.component, "made from" in found.message) == ("data", True)


@pytest.mark.parametrize(
    ("text", "license_id", "named"),
    [
        ("built on Llama 2 by Meta", "llama2", False),
        ("under the Llama 2 Community License", "llama2", True),
        ("under the llama-2 licence", "llama2", True),
        ("data under CC-BY-4.0", "cc-by-4.0", True),
        ("https://creativecommons.org/licenses/by/4.0/", "cc-by-4.0", True),
        ("by four of us", "cc-by-4.0", False),
        ("the MIT in Cambridge", "mit", False),
    ],
)
def test_which_words_name_a_licence(text: str, license_id: str, named: bool) -> None:  # noqa: FBT001 # third column
    """A model's name is no licence's name; spelling and addresses play no part."""
    record = KNOWLEDGE.license(license_id)
    assert record is not None
    assert Words(text).names(record) is named


@pytest.mark.parametrize(
    ("kinds", "rules"),
    [
        ((RelationKind.BUNDLES,), set()),
        ((RelationKind.BUNDLES, RelationKind.FINETUNE), {"derivatives-forbidden", "changes-not-stated"}),
    ],
)
def test_what_lies_in_the_release_unchanged_is_no_derivative(kinds: tuple[RelationKind, ...], rules: set[str]) -> None:
    """A part that is passed on as it came is not changed; one fine-tune beside it is."""
    no_changes = [upstream(f"example/nd{number}", "cc-by-nd-4.0", kind) for number, kind in enumerate(kinds)]
    apache = [upstream(f"example/a{number}", "apache-2.0", kind) for number, kind in enumerate(kinds)]
    found = findings(release("mit", *no_changes, *apache), "derivatives-forbidden", "changes-not-stated")
    assert {item.rule for item in found} == rules
