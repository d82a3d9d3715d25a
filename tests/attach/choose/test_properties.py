"""What holds for all answers: wishes and upstreams lift nothing that lacks or breaks them; same answers, same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rail.attach.choose.answers import HOWS, Answers, StatedUpstream, answers_yaml
from rail.attach.choose.answers_file import read_answers
from rail.attach.choose.eligibility import Fit
from rail.knowledge.store import Knowledge
from rail.model.facts import RelationKind
from rail.operations.choose import choose
from rail.operations.choose_questions import choosing_words
from rail.reports.choose_json import choose_json

if TYPE_CHECKING:
    from rail.attach.choose.engine import PartChoice

DAY = "2026-12-01"
LICENSES = (
    "apache-2.0", "mit", "gpl-3.0", "cc-by-sa-4.0", "cc-by-nc-4.0", "cc-by-nc-nd-4.0", "bigscience-bloom-rail-1.0",
    "creativeml-openrail-m", "bigcode-openrail-m", "llama3.1", "gemma-2025-03-24", "tongyi-qianwen-research",
    "made-up-1.0",
)  # fmt: skip
HARMS = (
    "medical-advice", "malware", "military", "harm-to-minors", "justice-migration", "impersonation", "privacy",
    "discrimination", "undisclosed-machine-content", "unlawful-use", "surveillance-profiling", "elections",
)  # fmt: skip


def upstreams(hows: tuple[RelationKind, ...], prefix: str) -> st.SearchStrategy[StatedUpstream]:
    """Return upstreams of made-up names, each under a licence; a name is another one for every licence and relation."""
    return st.builds(
        lambda license_, how: StatedUpstream(f"{prefix}/{license_}-{how.value}", how, license_),
        st.sampled_from(LICENSES),
        st.sampled_from(hows),
    )


BASES = upstreams(HOWS, "models")
DATA = upstreams((RelationKind.TRAINED_ON,), "corpora")
ANSWERS = st.builds(
    Answers,
    artifacts=st.sampled_from([("model",), ("data",), ("code",), ("application",)]),
    bases=st.none() | st.lists(BASES, max_size=2, unique=True).map(tuple),
    data=st.none() | st.lists(DATA, max_size=2, unique=True).map(tuple),
    audience=st.sampled_from(["", "everyone", "research", "named"]),
    commercial=st.sampled_from([None, True, False]),
    sharing=st.sampled_from(["", "allowed", "same-terms", "unchanged", "none"]),
    harms=st.none() | st.lists(st.sampled_from(HARMS), max_size=4, unique=True).map(tuple),
    eu=st.sampled_from([None, True, False]),
    licensor=st.sampled_from(["", "Example Lab"]),
)


@pytest.fixture(autouse=True, scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Start in an empty folder without a Hub cache."""
    folder = tmp_path_factory.mktemp("choose")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("HF_HOME", str(folder / "hf"))
        yield


def ranking(answers: Answers) -> PartChoice:
    """Return the ranking of the one part."""
    return choose(answers, as_of=DAY).parts[0]


def fits(answers: Answers) -> dict[str, Fit]:
    """Return how each licence stands to the upstreams."""
    part = ranking(answers)
    return {choice.id: choice.fit for choice in (*part.ranked, *part.impossible)}


def lacking(part: PartChoice, harm: str) -> dict[str, bool]:
    """Return which licences do not forbid a use at all."""
    row = f"harms: {harm}"
    return {
        choice.id: any(one.answer == row and one.state.value == "unmet" for one in choice.rows)
        for choice in part.ranked
    }


def more(answers: Answers, **changes: object) -> Answers:
    """Return the answers with some changed."""
    from dataclasses import replace

    return replace(answers, **changes)


@settings(max_examples=40)
@given(answers=ANSWERS, harm=st.sampled_from(HARMS))
def test_a_wish_more_lifts_nothing_that_lacks_it_above_what_has_it(answers: Answers, harm: str) -> None:
    """Whoever stood below and lacks the restriction stands below afterwards."""
    if harm in (answers.harms or ()):
        return
    before = [choice.id for choice in ranking(answers).ranked]
    part = ranking(more(answers, harms=(*(answers.harms or ()), harm)))
    after = [choice.id for choice in part.ranked]
    lacks = lacking(part, harm)
    place = {name: number for number, name in enumerate(before)}
    assert sorted(after) == sorted(before)
    risen = [
        (low, high)
        for number, low in enumerate(after)
        for high in after[number + 1 :]
        if lacks[low] and not lacks[high] and place[high] < place[low]
    ]
    assert risen == []


@settings(max_examples=40)
@given(answers=ANSWERS, base=BASES, data=DATA)
def test_an_upstream_more_never_raises_a_licence(answers: Answers, base: StatedUpstream, data: StatedUpstream) -> None:
    """What is impossible stays so; no licence stands better to more upstreams than to fewer."""
    before = fits(more(answers, bases=answers.bases or (), data=answers.data or ()))
    for changed in (
        more(answers, bases=(*(answers.bases or ()), base), data=answers.data or ()),
        more(answers, bases=answers.bases or (), data=(*(answers.data or ()), data)),
    ):
        after = fits(changed)
        assert {name: (fit, after[name]) for name, fit in before.items() if after[name] > fit} == {}


@settings(max_examples=15)
@given(answers=ANSWERS)
def test_the_same_answers_give_the_same_bytes(answers: Answers) -> None:
    """Whatever their order in the file, and through the file and back."""
    once = choose_json(choose(answers, as_of=DAY))
    words = choosing_words(Knowledge.load())
    lines = answers_yaml(answers).splitlines(keepends=True)
    again = choose_json(choose(read_answers("".join(reversed(lines)), "answers.yaml", words), as_of=DAY))
    assert once == again


@settings(max_examples=15)
@given(answers=ANSWERS, base=BASES)
def test_where_an_upstream_is_unknown_nothing_is_possible(answers: Answers, base: StatedUpstream) -> None:
    """Unknown terms are no permission, whatever else is known."""
    nobody = StatedUpstream("nobody/no-such-model", RelationKind.FINETUNE)
    part = ranking(more(answers, artifacts=("model",), bases=(base, nobody)))
    assert {choice.fit for choice in (*part.ranked, *part.impossible)} <= {Fit.UNKNOWN, Fit.IMPOSSIBLE}


def test_every_licence_of_one_licensor_has_a_record() -> None:
    """The list of what others cannot grant names only licences that are known here, each once."""
    knowledge = Knowledge.load()
    names = [name for row in knowledge.questions("licensors")["entries"] for name in row["licenses"]]
    assert sorted(set(names)) == sorted(names)
    assert [name for name in names if knowledge.license(name) is None] == []


def test_every_criterion_is_a_number_of_the_ranking_and_none_is_hidden() -> None:
    """What is printed as the order is the order."""
    report = choose(Answers(artifacts=("model",), bases=(), data=()), as_of=DAY)
    printed = [name for name, _ in report.criteria]
    assert [*report.parts[0].ranked[0].numbers, "id"] == printed


def test_every_rule_that_attach_refuses_by_is_asked() -> None:
    """What rail attach would refuse is never called possible here."""
    knowledge = Knowledge.load()
    (refusing,) = knowledge.patterns("attach-refusals")
    assert set(refusing["refusing_rules"]) - set(knowledge.questions("choose")["rules"]) == set()
