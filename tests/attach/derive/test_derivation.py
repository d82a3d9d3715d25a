"""What a derivative owes: duties, what does not go together, and licences of one's own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rail.attach.derive.derivation import derive
from rail.attach.derive.wanted import HOWS, Wanted
from rail.knowledge.store import Knowledge
from rail.model.facts import RelationKind
from rail.model.verdict import Verdict
from rail.operations.derive import planned_facts
from rail.terms.flow import flow_down

if TYPE_CHECKING:
    from rail.attach.derive.derivation import Derivation

LLAMA, BLOOM, MISTRAL = "meta-llama/Llama-3.1-8B", "bigscience/bloom", "mistralai/Mistral-7B-v0.1"
LLAMA2, LLAMA3 = "meta-llama/Llama-2-7b-hf", "meta-llama/Meta-Llama-3-8B"


def derived(
    *names: str, how: str = "finetune", data: tuple[str, ...] = (), own: str | None = None, name: str | None = None
) -> Derivation:
    """Work a derivative of table models out."""
    knowledge = Knowledge.load()
    bases = tuple((one, HOWS[how]) for one in names)
    wanted = Wanted(bases, data, None if own is None else knowledge.license(own), name)
    return derive(wanted, planned_facts(wanted, knowledge, None, "2026-11-24", online=False), knowledge)


def said(found: Derivation, effect: Verdict) -> str:
    """Return what leads to a verdict, in one line."""
    return " | ".join(ground.says for ground in found.grounds if ground.effect is effect)


def test_a_llama_adapter_under_mit_is_denied_for_its_agreement_and_its_name() -> None:
    """Journey J11: the agreement must be passed on, and the name must begin with Llama."""
    found = derived(LLAMA, how="adapter", own="mit", name="my-lora")
    assert found.verdict is Verdict.DENIED
    assert "itself must be passed on" in said(found, Verdict.DENIED)
    assert 'must begin with "Llama", and "my-lora" does not' in said(found, Verdict.DENIED)
    duties = {(due.record.id, due.term.about) for due in found.dues if due.phase == "publish"}
    assert {("llama3.1", about) for about in ("copy-of-license", "display-phrase", "notice-text")} <= duties
    assert [str(one.license.id) for one in found.possible] == ["llama3.1"]


def test_each_duty_has_a_clause_and_a_moment_in_words() -> None:
    """No duty is told without where it stands and when it falls due."""
    for due in derived(LLAMA, BLOOM, MISTRAL, how="merge").dues:
        assert due.record.clause(due.term.clause) is not None
        assert due.deadline
        assert "at: " not in due.deadline


def test_a_moment_names_no_other_way_to_derive() -> None:
    """Who makes an adapter does not train on outputs; who distils does."""
    adapter = {due.term.about: due.deadline for due in derived(LLAMA, how="adapter").dues}
    distilled = {due.term.about: due.deadline for due in derived(LLAMA, how="distilled").dues}
    assert "what it generates" not in adapter["name-prefix"]
    assert "when a model is trained on what it generates" in distilled["name-prefix"]


def test_restrictions_can_stand_beside_a_permissive_licence_as_an_annex() -> None:
    """RAIL lets derivatives go under other terms that carry its restrictions."""
    found = derived(BLOOM, own="apache-2.0")
    assert found.verdict is Verdict.CONDITIONAL
    assert "only together with the use restrictions" in said(found, Verdict.CONDITIONAL)


@pytest.mark.parametrize("own", ["gpl-3.0", "cc-by-sa-4.0"])
def test_a_licence_that_wants_the_whole_leaves_no_room_for_restrictions(own: str) -> None:
    """Further restrictions cannot stand beside copyleft."""
    assert derived(BLOOM, own=own).verdict is Verdict.DENIED


def test_a_limit_must_be_kept_by_the_licence_of_ones_own() -> None:
    """What is for non-commercial use cannot be given for all use."""
    base = "adept/fuyu-8b"
    assert derived(base, own="mit").verdict is Verdict.DENIED
    assert derived(base, own="cc-by-nc-4.0").verdict is Verdict.CONDITIONAL


def test_no_derivatives_denies_a_finetune_and_asks_about_a_quantized_copy() -> None:
    """Whether a copy with fewer bits is a changed version is for a person."""
    name = next(one.name for one in Knowledge.load().upstreams("model") if one.license == "cc-by-nc-nd-4.0")
    assert derived(name).verdict is Verdict.DENIED
    assert derived(name, how="quantized").verdict is Verdict.UNKNOWN


def test_names_that_begin_in_two_ways_are_told() -> None:
    """A model cannot have both names; a person sorts it out."""
    knowledge = Knowledge.load()
    wanted = Wanted((("one/a", RelationKind.MERGE), ("two/b", RelationKind.MERGE)))
    facts = planned_facts(wanted, knowledge, None, "2026-11-24", online=False)
    under = zip(facts.upstreams, ("llama3.1", "exaone-1.1-nc"), strict=True)
    facts = replace(facts, upstreams=tuple(replace(upstream, license=license_id) for upstream, license_id in under))
    assert 'begin with "EXAONE" and with "Llama"' in said(derive(wanted, facts, knowledge), Verdict.UNKNOWN)


def test_a_model_that_may_not_improve_others_is_told_in_a_merge() -> None:
    """Llama 2 may not improve other language models: a person compares the merge with the clause."""
    found = derived(LLAMA2, MISTRAL, how="merge")
    assert found.verdict is Verdict.UNKNOWN
    assert "limits which other models may be improved" in said(found, Verdict.UNKNOWN)


def test_limits_on_outputs_are_told_of_a_distilled_model() -> None:
    """Llama 2's outputs may not improve other models."""
    found = derived(LLAMA2, how="distilled")
    assert found.verdict is Verdict.UNKNOWN
    assert "limits which models may learn from it" in said(found, Verdict.UNKNOWN)


def test_a_licence_can_say_itself_that_distilled_models_are_derivatives() -> None:
    """Then its terms reach them beyond doubt; another licence leaves it open."""
    told = {
        reaching.record.id: reaching.settled for reaching in derived(BLOOM, MISTRAL, how="distilled").reached.licenses
    }
    assert told == {"bigscience-bloom-rail-1.0": True, "apache-2.0": False}


def test_terms_of_data_that_ones_own_licence_does_not_keep_are_for_a_person() -> None:
    """Non-commercial data: kept, nothing is in the way; not kept, it is in dispute."""
    assert derived(MISTRAL, data=("tatsu-lab/alpaca",), own="mit").verdict is Verdict.UNKNOWN
    assert derived(MISTRAL, data=("tatsu-lab/alpaca",), own="cc-by-nc-4.0").verdict is Verdict.CONDITIONAL


def test_an_upstream_that_nobody_knows_is_unknown_with_the_next_step() -> None:
    """Unknown is no permission, and no licence is promised."""
    found = derived("nobody/no-such-model", MISTRAL)
    assert found.verdict is Verdict.UNKNOWN
    assert "rail.lock" in next(one.next_step for one in found.grounds if one.kind == "unknown")
    assert all(one.verdict is Verdict.UNKNOWN for one in found.possible)


def test_what_a_base_is_built_on_counts_too() -> None:
    """The terms of a base's base reach the derivative, and the path says how."""
    found = derived("bhadresh-savani/distilbert-base-uncased-emotion")
    paths = {upstream.via for reaching in found.reached.licenses for upstream in reaching.upstreams}
    assert ("bhadresh-savani/distilbert-base-uncased-emotion",) in paths


@pytest.mark.parametrize("how", sorted(HOWS))
def test_every_base_of_the_table_can_be_derived_from(how: str) -> None:
    """No base fails, and the duties hold all that the flow-down engine finds for the relation."""
    knowledge = Knowledge.load()
    for base in knowledge.upstreams("model"):
        found = derived(base.name, how=how)
        if base.license is None:
            assert found.verdict <= Verdict.UNKNOWN, base.name
            continue
        record = knowledge.license(base.license)
        assert record is not None, base.name
        assert record.terms is not None, base.name
        flow = flow_down(record.terms, HOWS[how])
        assert {term.id for term in flow.duties} <= {due.term.id for due in found.dues if due.record is record}, (
            base.name
        )
        travelling = {item.term.id for item in found.restrictions if item.record is record}
        assert {term.id for term in flow.restrictions} == travelling, base.name


def test_a_name_with_somebody_elses_mark_is_told() -> None:
    """A model from Mistral's base that calls itself after another vendor's."""
    assert "Anthropic publishes" in said(derived(MISTRAL, name="acme/claude-7b"), Verdict.CONDITIONAL)


def test_a_quantized_copy_need_not_be_renamed_for_sure() -> None:
    """It was not trained further: the duty is told with its doubt."""
    (due,) = [due for due in derived(LLAMA, how="quantized").dues if due.term.about == "name-prefix"]
    assert "not said" in due.doubt
    assert RelationKind.QUANTIZED in due.reaching.kinds
