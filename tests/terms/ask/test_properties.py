"""No answer is more permissive than the evidence, whatever the terms and the profile."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from rail.knowledge.store import Knowledge
from rail.model.profile import UseProfile
from rail.model.terms import FlowDown, Term, TermKind, Terms
from rail.model.verdict import Verdict
from rail.terms.ask.answer import Instrument
from rail.terms.ask.engine import ask

VOCABULARY = Knowledge.load().vocabulary()
KINDS = VOCABULARY.kinds
# Few uses, so that profiles and terms meet: two that stand alone, and two trees.
USES = ("medical-advice", "military", "law", "unlawful-use", "privacy", "surveillance-profiling", "emotion-recognition")
ACTIONS = sorted(KINDS["actions"])
YES_NO = sorted(entry.id for entry in KINDS["questions"].values() if entry.details["answer"] == "yes-no")
NUMBERS = sorted(entry.id for entry in KINDS["questions"].values() if entry.details["answer"] == "number")
EXCEPTIONS = sorted(entry.id for entry in KINDS["qualifiers"].values() if entry.parent == "exception")
INTENTS = sorted(entry.id for entry in KINDS["qualifiers"].values() if entry.parent == "intent")
METRICS = ("monthly-active-users", "annual-revenue")

qualifiers = st.fixed_dictionaries(
    {},
    optional={
        "exception": st.lists(st.sampled_from(EXCEPTIONS), min_size=1, max_size=2).map(tuple),
        "intent": st.lists(st.sampled_from(INTENTS), min_size=1, max_size=2).map(tuple),
        "automation": st.just(("fully-automated",)),
    },
)
reaches = st.sampled_from([{}, {"exception": "all-needed"}, {"exception-covers": "a part"}, {"of": "a part"}])
prohibitions = st.builds(
    Term,
    st.uuids().map(str),
    st.just(TermKind.PROHIBITION),
    st.sampled_from(USES),
    st.just("c"),
    st.just("s"),
    qualifiers,
    params=reaches,
)
permissions = st.builds(
    Term,
    st.uuids().map(str),
    st.just(TermKind.PERMISSION),
    st.sampled_from(sorted(KINDS["permissions"])),
    st.just("c"),
    st.just("s"),
)
duties = st.builds(
    Term,
    st.uuids().map(str),
    st.just(TermKind.DUTY),
    st.sampled_from(sorted(KINDS["duties"])),
    st.just("c"),
    st.just("s"),
    when=st.lists(st.sampled_from(ACTIONS), max_size=2).map(tuple),
)
params = st.one_of(
    st.just({}),
    st.builds(
        lambda metric, value, effect: {"metric": metric, "value": value, "unit": "USD", "effect": effect},
        st.sampled_from(METRICS),
        st.integers(0, 1000),
        st.sampled_from(["no-rights", "license-request", "display"]),
    ),
    st.builds(
        lambda listed, codes, by: {listed: codes, "by": by},
        st.sampled_from(["excluded", "only"]),
        st.lists(st.sampled_from(["EU", "GB", "US"]), max_size=2),
        st.sampled_from(["place", "domicile", None]),
    ),
    st.sampled_from([{"of": "a part"}, {"purpose": "research"}, {"except": "a part"}, {"effect": "license-request"}]),
)
limits = st.builds(
    Term,
    st.uuids().map(str),
    st.just(TermKind.LIMIT),
    st.sampled_from(sorted(KINDS["limits"])),
    st.just("c"),
    st.just("s"),
    when=st.lists(st.sampled_from(ACTIONS), max_size=1).map(tuple),
    params=params,
)
terms = st.builds(
    lambda items: Terms(FlowDown.NONE, tuple(items)),
    st.lists(st.one_of(permissions, prohibitions, duties, limits), max_size=8),
)
facts = st.dictionaries(st.sampled_from(YES_NO), st.booleans(), max_size=6).flatmap(
    lambda known: st.dictionaries(st.sampled_from(NUMBERS), st.integers(0, 2000), max_size=2).map(
        lambda numbers: {**known, **numbers}
    )
)
profiles = st.builds(
    UseProfile,
    uses=st.lists(st.sampled_from(USES), max_size=3).map(tuple),
    not_uses=st.lists(st.sampled_from(USES), max_size=3).map(tuple),
    actions=st.lists(st.sampled_from(ACTIONS), min_size=1, max_size=3).map(tuple),
    sectors=st.lists(st.sampled_from(sorted(KINDS["sectors"])), max_size=2).map(tuple),
    territory=st.lists(st.sampled_from(["FR", "GB", "US", "JP"]), max_size=2).map(tuple),
    domicile=st.lists(st.sampled_from(["FR", "JP"]), max_size=1).map(tuple),
    actor=st.sampled_from(["", *sorted(KINDS["actors"])]),
    facts=facts,
)


def instrument(held: Terms | None, role: str = "licence") -> Instrument:
    """Return an instrument with these terms."""
    return Instrument("ours", role, None, held)


def verdict(profile: UseProfile, *held: Terms | None) -> Verdict:
    """Return the verdict over several sets of terms."""
    return ask([instrument(one) for one in held], profile, VOCABULARY).verdict


@given(terms, profiles, st.one_of(prohibitions, duties, limits))
def test_one_more_restriction_never_raises_a_verdict(held: Terms, profile: UseProfile, more: Term) -> None:
    """A prohibition, a duty or a limit can only lower an answer."""
    restricted = replace(held, terms=(*held.terms, more))
    assert verdict(profile, restricted) <= verdict(profile, held)


@given(terms, terms, profiles)
def test_one_more_instrument_never_raises_a_verdict(one: Terms, two: Terms, profile: UseProfile) -> None:
    """An upstream that applies as well can only lower an answer."""
    assert verdict(profile, one, two) <= min(verdict(profile, one), verdict(profile, two))


@given(terms, profiles)
def test_unknown_terms_never_permit(held: Terms, profile: UseProfile) -> None:
    """Where one instrument's terms are not known the answer is at most unknown, and without any it is unknown."""
    assert verdict(profile, held, None) <= Verdict.UNKNOWN
    assert verdict(profile) is Verdict.UNKNOWN


@given(terms, profiles, st.sampled_from(USES))
def test_naming_one_more_restricted_use_never_raises_a_verdict(held: Terms, profile: UseProfile, use: str) -> None:
    """Who says that the use also falls under a restriction is never better off than who left it open."""
    said = replace(profile, uses=(*profile.uses, use))
    relevant = [term for term in held.terms if term.kind is TermKind.PROHIBITION and term.about == use]
    if not any(term.qualifiers for term in relevant):
        assert verdict(said, held) <= verdict(profile, held)


@given(terms, profiles)
def test_a_bare_yes_has_a_permitting_clause(held: Terms, profile: UseProfile) -> None:
    """Allowed rests on permissions alone, and names the clause of each."""
    answer = ask([instrument(held)], profile, VOCABULARY)
    if answer.verdict is Verdict.ALLOWED:
        assert answer.reasons
        assert all(reason.kind == "permission" and reason.clause for reason in answer.reasons)
        assert answer.duties == ()


@settings(max_examples=60)
@given(terms, profiles)
def test_missing_facts_lead_where_they_say(held: Terms, profile: UseProfile) -> None:
    """Asking again with a yes-no fact gives the verdict that was announced."""
    answer = ask([instrument(held)], profile, VOCABULARY)
    for item in answer.missing:
        if item.question in YES_NO:
            for label, value in (("yes", True), ("no", False)):
                assert verdict(profile.with_fact(item.question, value), held) is item.leads_to[label]


@given(st.text(max_size=30))
def test_every_limit_of_the_vocabulary_is_weighed(name: str) -> None:
    """A limit that the engine does not know leaves the answer at most unknown; none is passed over."""
    strange = Term("x", TermKind.LIMIT, f"{name}?", "c", "s")
    free = Term("u", TermKind.PERMISSION, "use", "c", "s")
    assert verdict(UseProfile(), Terms(FlowDown.NONE, (free, strange))) is Verdict.UNKNOWN


@given(terms, profiles, st.sampled_from(YES_NO))
def test_an_open_fact_is_never_better_than_the_best_of_its_answers(held: Terms, profile: UseProfile, fact: str) -> None:
    """Who says less is not told more: leaving a fact open gains nothing that no answer to it would."""
    silent = replace(profile, facts={name: value for name, value in profile.facts.items() if name != fact})
    best = max(verdict(silent.with_fact(fact, value), held) for value in (True, False))
    assert verdict(silent, held) <= best


@given(terms, profiles, st.sampled_from(USES))
def test_ruling_a_use_out_never_lowers_a_verdict(held: Terms, profile: UseProfile, use: str) -> None:
    """Excluding a restricted use answers a question; it raises none."""
    assert verdict(replace(profile, not_uses=(*profile.not_uses, use)), held) >= verdict(profile, held)


@given(terms, profiles, st.sampled_from(sorted(KINDS["sectors"])), st.sampled_from(sorted(KINDS["actors"])))
def test_a_sector_or_an_actor_never_raises_a_verdict_and_never_denies(
    held: Terms, profile: UseProfile, sector: str, actor: str
) -> None:
    """They make questions necessary, and affirm nothing."""
    plain = replace(profile, sectors=(), actor="")
    before, after = verdict(plain, held), verdict(replace(plain, sectors=(sector,), actor=actor), held)
    assert after <= before
    assert before is Verdict.DENIED or after is not Verdict.DENIED


@given(terms, profiles, st.sampled_from(ACTIONS))
def test_one_more_action_never_raises_a_verdict(held: Terms, profile: UseProfile, action: str) -> None:
    """Who does more needs more."""
    assert verdict(replace(profile, actions=(*profile.actions, action)), held) <= verdict(profile, held)


@given(terms, profiles)
def test_the_order_of_terms_and_words_does_not_matter(held: Terms, profile: UseProfile) -> None:
    """Neither the order of the clauses nor that of the stated words decides."""
    turned = replace(profile, uses=profile.uses[::-1], actions=profile.actions[::-1], territory=profile.territory[::-1])
    assert verdict(turned, Terms(held.flow_down, held.terms[::-1])) is verdict(profile, held)


@given(terms, profiles)
def test_training_data_never_denies_and_never_raises(held: Terms, profile: UseProfile) -> None:
    """An instrument whose reach is in dispute leaves a denial open and gives nothing."""
    disputed = replace(instrument(held, "upstream"), contested="In dispute.")
    plain = ask([instrument(held, "upstream")], profile, VOCABULARY).verdict
    found = ask([disputed], profile, VOCABULARY).verdict
    assert found is max(plain, Verdict.UNKNOWN)
