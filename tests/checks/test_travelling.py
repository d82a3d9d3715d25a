"""Restrictions that must travel, notices and names: hand-built facts for what a small release cannot show."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rail.checks.engine import run_rule
from rail.knowledge.store import Knowledge
from rail.knowledge.textpack import TextPack
from rail.model.facts import (
    ClaimSource,
    Component,
    ComponentKind,
    Facts,
    LicenseClaim,
    LicenseFile,
    RelationKind,
    Upstream,
)
from rail.model.finding import Finding, Severity, SkippedRule
from rail.model.identification import ChangeKind, Identification, TextChange, TextStatus
from rail.model.location import Location
from rail.model.terms import FlowDown, TermKind
from rail.terms.missing import Loss, missing_restrictions

WEIGHTS = (ComponentKind.WEIGHTS,)
KNOWLEDGE = Knowledge.load()
RAIL = tuple(
    record.id
    for record in KNOWLEDGE.licenses()
    if record.terms is not None
    and record.kind == "license"
    and record.terms.flow_down in {FlowDown.SAME_RESTRICTIONS, FlowDown.EQUIVALENT_RESTRICTIONS}
    and len(record.terms.of_kind(TermKind.PROHIBITION)) > 3
)
HELD = tuple(license_id for license_id in RAIL if TextPack.load().text(license_id) is not None)


def release(*, base: str | None, own: str | None = None, files: tuple[LicenseFile, ...] = (), **more: object) -> Facts:
    """Return a model release under a licence, built on a base whose licence is known (or not)."""
    claim = LicenseClaim(ClaimSource.CARD_FRONT_MATTER, own or "", own, None, WEIGHTS, "", Location("README.md", 2))
    upstream = Upstream(
        RelationKind.FINETUNE,
        "example/base",
        "card",
        Location("README.md", 3),
        license=base,
        resolved_by="base-table" if base else None,
    )
    facts = Facts(
        source="folder",
        path=".",
        revision=None,
        name="release",
        artifact="model",
        hub_style=True,
        files=2,
        bytes=2,
        components=(Component(ComponentKind.WEIGHTS, ("model.safetensors",), 1, (), own, "card"),),
        claims=(claim,) if own else (),
        license_files=files,
        upstreams=(upstream,),
    )
    return replace(facts, **more)  # type: ignore[arg-type] # field names of Facts


def text_file(path: str, found: Identification | None = None, text: str = "") -> LicenseFile:
    """Return a licence file that governs the weights."""
    return LicenseFile(
        Location(path),
        "license",
        100,
        WEIGHTS,
        "",
        vendored=False,
        identifications=(found,) if found else (),
        text=text,
    )


def run(rule_id: str, facts: Facts) -> tuple[tuple[Finding, ...], tuple[SkippedRule, ...]]:
    """Run one rule of the default pack."""
    rule = next(rule for rule in KNOWLEDGE.rules("default") if rule.id == rule_id)
    return run_rule(rule, facts, KNOWLEDGE)


@pytest.mark.parametrize("own", RAIL)
@pytest.mark.parametrize("base", RAIL)
def test_a_rail_text_carries_what_its_terms_carry(base: str, own: str) -> None:
    """A base under one RAIL text and a release under another: the finding is what the terms say is missing."""
    upstream, mine = KNOWLEDGE.license(base), KNOWLEDGE.license(own)
    assert upstream is not None
    assert mine is not None
    assert upstream.terms is not None
    missing = () if base == own else missing_restrictions(upstream.terms, mine.terms)
    lost = {item.loss for item in missing}
    dropped = run("restrictions-dropped", release(base=base, own=own))
    weakened = run("restrictions-weakened", release(base=base, own=own))
    assert (dropped[1], weakened[1]) == ((), ())
    assert [item.severity for item in dropped[0]] == ([Severity.ERROR] if Loss.ABSENT in lost else [])
    assert [item.severity for item in weakened[0]] == ([Severity.REVIEW] if Loss.NARROWER in lost else [])


@pytest.mark.parametrize("base", HELD)
def test_an_attached_annex_cures(base: str) -> None:
    """Any terms of one's own will do once the base's restrictions stand beside them, word for word."""
    record, text = KNOWLEDGE.license(base), TextPack.load().text(base)
    assert record is not None
    assert record.terms is not None
    assert text is not None
    clauses = [record.clause(term.clause) for term in record.terms.of_kind(TermKind.PROHIBITION)]
    annex = "\n".join(f"* {text[slice(*clause.span)]}" for clause in clauses if clause is not None)
    bare = release(base=base, own="apache-2.0")
    assert [finding.severity for finding in run("restrictions-dropped", bare)[0]] == [Severity.ERROR]
    cured = replace(bare, license_files=(text_file("USE_RESTRICTIONS.md", text=annex),))
    assert run("restrictions-dropped", cured) == ((), ())


def test_an_annex_that_lacks_one_names_it() -> None:
    """The finding names the clause that the annex left out."""
    record, text = KNOWLEDGE.license("bigscience-openrail-m"), TextPack.load().text("bigscience-openrail-m")
    assert record is not None
    assert record.terms is not None
    assert text is not None
    kept = [term for term in record.terms.of_kind(TermKind.PROHIBITION) if term.about != "medical-advice"]
    clauses = [record.clause(term.clause) for term in kept]
    annex = "\n".join(text[slice(*clause.span)] for clause in clauses if clause is not None)
    facts = release(base=record.id, own="apache-2.0", files=(text_file("USE_RESTRICTIONS.md", text=annex),))
    (finding,) = run("restrictions-dropped", facts)[0]
    assert KNOWLEDGE.vocabulary().label("medical-advice") in finding.message
    assert KNOWLEDGE.vocabulary().label("harm-to-minors") not in finding.message


def test_a_clause_taken_out_of_the_text_is_not_carried() -> None:
    """A changed text carries the restrictions that were left alone, and no other."""
    record = KNOWLEDGE.license("bigscience-openrail-m")
    assert record is not None
    assert record.terms is not None
    term = next(term for term in record.terms.of_kind(TermKind.PROHIBITION) if term.about == "impersonation")
    change = TextChange(ChangeKind.REMOVED, "label", term.clause, (term.about,), None, "")
    found = Identification(TextStatus.MODIFIED, record.id, similarity=0.98, changes=(change,))
    (finding,) = run("restrictions-dropped", release(base=record.id, files=(text_file("LICENSE", found),)))[0]
    assert finding.message.count(";") == 1
    assert KNOWLEDGE.vocabulary().label("impersonation") in finding.message


def test_a_licence_copy_in_a_vendored_tree_is_no_term_of_the_release() -> None:
    """A base's licence that lies in a vendored tree binds nobody who uses the release."""
    found = Identification(TextStatus.CANONICAL, "bigscience-openrail-m", similarity=1.0)
    vendored = replace(text_file("third_party/base/LICENSE", found), vendored=True)
    facts = release(base="bigscience-openrail-m", own="apache-2.0", files=(vendored,))
    assert [finding.rule for finding in run("restrictions-dropped", facts)[0]] == ["restrictions-dropped"]


@pytest.mark.parametrize("kind", [RelationKind.DISTILLED, RelationKind.TRAINED_ON, RelationKind.EVALUATED_ON])
def test_contested_relations_are_no_errors(kind: RelationKind) -> None:
    """What learned from outputs is for a person to judge; data and evaluation sets are no bases."""
    facts = release(base="bigscience-openrail-m", own="apache-2.0")
    related = replace(facts, upstreams=(replace(facts.upstreams[0], kind=kind),))
    expected = [Severity.REVIEW] if kind is RelationKind.DISTILLED else []
    assert [finding.severity for finding in run("restrictions-dropped", related)[0]] == expected


def test_another_version_of_the_agreement_is_for_a_person() -> None:
    """Llama 3.1 handed on under the agreement of Llama 3 is a review, not an error."""
    assert run("restrictions-dropped", release(base="llama3.1", own="llama3")) == ((), ())
    (finding,) = run("upstream-license-version-differs", release(base="llama3.1", own="llama3"))[0]
    assert finding.severity is Severity.REVIEW
    assert "another version" in finding.message


def test_an_unknown_base_is_told() -> None:
    """An upstream without a known licence is skipped by name, for every rule that needs it."""
    for rule_id in ("restrictions-dropped", "required-notice-missing", "use-policy-missing"):
        findings, skipped = run(rule_id, release(base=None, own="apache-2.0"))
        assert findings == ()
        assert ["example/base" in skip.reason for skip in skipped] == [True]


@pytest.mark.parametrize(
    ("source", "name", "severities"),
    [
        ("hub-cache", "example/small", [Severity.ERROR]),
        ("folder", "small", [Severity.REVIEW]),
        ("hub-cache", "example/Llama-small", []),
        ("hub-cache", "example/llama_small", []),
        ("hub-cache", "example/small-Llama", [Severity.ERROR]),
    ],
)
def test_the_name_begins_as_the_licence_asks(source: str, name: str, severities: list[Severity]) -> None:
    """A name from the Hub is certain, a folder's name is not."""
    facts = release(base="llama3.1", own="llama3.1", source=source, name=name)
    findings, _ = run("required-name-prefix-missing", facts)
    assert [finding.severity for finding in findings] == severities


def test_what_the_release_says_twice_is_found_once() -> None:
    """An upstream named by the card and by the adapter's configuration is one upstream."""
    facts = release(base="bigscience-openrail-m", own="apache-2.0")
    again = replace(facts.upstreams[0], source="adapter-config", location=Location("adapter_config.json", 1))
    assert len(run("restrictions-dropped", replace(facts, upstreams=(*facts.upstreams, again)))[0]) == 1


def test_every_finding_says_where_why_and_how() -> None:
    """A finding has a place, a reason, a fix and evidence that names the clause."""
    (finding,) = run("restrictions-dropped", release(base="bigscience-bloom-rail-1.0", own="mit"))[0]
    assert str(finding.location) == "README.md:3"
    assert finding.why
    assert finding.fix
    assert {item.license for item in finding.evidence if item.clause} == {"bigscience-bloom-rail-1.0"}
