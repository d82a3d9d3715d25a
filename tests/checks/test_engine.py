"""The engine: which rules run, what becomes of what they yield, and the verdict that follows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rail.checks.engine import run_checks
from rail.checks.outcome import verdict_of
from rail.errors import DataError, UnknownIdError
from rail.knowledge.pack import Pack, write_pack
from rail.knowledge.store import Knowledge
from rail.model.card import Card, Map, MapEntry, Scalar
from rail.model.facts import Component, ComponentKind, Facts, Problem
from rail.model.finding import Finding, Severity, SkippedRule
from rail.model.location import Location
from rail.model.verdict import Verdict

if TYPE_CHECKING:
    from pathlib import Path

EMPTY = Facts("folder", ".", None, "release", "unknown", hub_style=False, files=0, bytes=0)


def rule(name: str, function: str, **more: object) -> dict[str, Any]:
    """Return the file of a rule as plain data."""
    row: dict[str, Any] = {
        "id": name,
        "title": "t",
        "severity": "error",
        "why": "w",
        "fix": "f",
        "sources": ["s"],
        "since": "0.1.0",
        "group": "card",
        "example": {"before": "b", "after": "a"},
        "function": function,
        "params": {},
    }
    return {**row, **more}


def knowledge_of(tmp_path: Path, **packs: list[dict[str, Any]]) -> Knowledge:
    """Return real knowledge that holds these rule packs and nothing else."""
    path = tmp_path / "knowledge.pack"
    write_pack(path, {f"rules/{name}": rows for name, rows in packs.items()})
    return Knowledge(Pack(path.read_bytes()))


def card(*entries: tuple[str, str, int]) -> Card:
    """Return a card with these keys, values and lines."""
    rows = tuple(MapEntry(key, line, Scalar(value, line, quoted=False, reads_as="str")) for key, value, line in entries)
    return Card("README.md", "model", Map(rows, 2), has_fence=True, body_line=9)


def repeated(line: int) -> Facts:
    """Return a release whose card repeats a key at a line."""
    return replace(EMPTY, hub_style=True, cards=(card(("license", "mit", 2), ("license", "isc", line)),))


def test_an_id_does_not_depend_on_line_numbers(tmp_path: Path) -> None:
    """A finding keeps its id when the file above it grows."""
    knowledge = knowledge_of(tmp_path, default=[rule("card-key-duplicated", "card_key_duplicated")])
    early, late = (run_checks(repeated(line), knowledge).findings[0] for line in (3, 33))
    assert early.location != late.location
    assert early.id == late.id
    assert early.id.startswith("card-key-duplicated:")


def test_a_path_that_is_no_text_has_an_id_too(tmp_path: Path) -> None:
    """Names of files may hold bytes that are no letters."""
    knowledge = knowledge_of(tmp_path, default=[rule("card-key-duplicated", "card_key_duplicated")])
    facts = replace(repeated(3), cards=(replace(repeated(3).cards[0], path="\udcff.md"),))
    assert run_checks(facts, knowledge).findings[0].id.startswith("card-key-duplicated:")


def test_two_findings_of_the_same_words_have_two_ids(tmp_path: Path) -> None:
    """A third repetition is another finding than the second."""
    knowledge = knowledge_of(tmp_path, default=[rule("card-key-duplicated", "card_key_duplicated")])
    thrice = card(("license", "mit", 2), ("license", "mit", 3), ("license", "mit", 4))
    findings = run_checks(replace(EMPTY, hub_style=True, cards=(thrice,)), knowledge).findings
    assert len({finding.id for finding in findings}) == 2


def test_what_a_rule_cannot_do_is_skipped_with_its_reason(tmp_path: Path) -> None:
    """A rule that raises an error of ours is listed as skipped, and the verdict is unknown."""
    broken = rule("card-section-missing", "card_section_missing", params={"sections": "all"})
    facts = replace(EMPTY, cards=(card(("license", "mit", 2)),))
    outcome = run_checks(facts, knowledge_of(tmp_path, default=[broken]))
    assert [skip.rule for skip in outcome.skipped] == ["card-section-missing"]
    assert "params.sections" in outcome.skipped[0].reason
    assert outcome.verdict is Verdict.UNKNOWN


def test_findings_of_one_rule_are_limited(tmp_path: Path) -> None:
    """A card of a hundred thousand faults gives a thousand findings, and says that there are more."""
    knowledge = knowledge_of(tmp_path, default=[rule("card-key-duplicated", "card_key_duplicated")])
    many = card(*(("license", "mit", line) for line in range(100_000)))
    outcome = run_checks(replace(EMPTY, hub_style=True, cards=(many,)), knowledge)
    assert len(outcome.findings) == 1000
    assert [skip.reason for skip in outcome.skipped] == ["more than 1,000 findings; the rest was not looked for"]


def test_a_fault_of_ours_is_not_swallowed(tmp_path: Path) -> None:
    """Any other exception ends the run."""
    knowledge = knowledge_of(tmp_path, default=[rule("link-broken", "link_broken")])
    with pytest.raises(TypeError):
        run_checks(replace(EMPTY, links=None), knowledge)  # type: ignore[arg-type] # the fault is the point


def test_front_matter_rules_do_not_run_without_front_matter(tmp_path: Path) -> None:
    """They are not applicable: neither passed nor skipped."""
    rows = [rule("card-key-duplicated", "card_key_duplicated", hub_only=True), rule("link-broken", "link_broken")]
    outcome = run_checks(EMPTY, knowledge_of(tmp_path, default=rows))
    assert outcome.ran == ("link-broken",)
    assert outcome.not_applicable == ("card-key-duplicated",)
    assert outcome.skipped == ()


def test_an_unknown_pack_is_an_error(tmp_path: Path) -> None:
    """A pack that does not exist is named, with those that do."""
    with pytest.raises(UnknownIdError) as caught:
        run_checks(EMPTY, knowledge_of(tmp_path, default=[rule("link-broken", "link_broken")]), ("bank",))
    assert caught.value.hint == "packs: default; one of your own is named by its path, such as ./bank"


@pytest.mark.parametrize("name", ["os", "..engine", "no_such_rule", "__init__", "link_broken.find"])
def test_a_pack_can_only_name_rule_modules(tmp_path: Path, name: str) -> None:
    """A pack is data: it cannot make another module run."""
    with pytest.raises(DataError, match=r"^default/link-broken.yaml: function: .*: there is no such module under rail"):
        run_checks(EMPTY, knowledge_of(tmp_path, default=[rule("link-broken", name)]))


def test_a_rule_stands_in_one_pack(tmp_path: Path) -> None:
    """Two packs with a rule of one id are refused."""
    row = rule("link-broken", "link_broken")
    with pytest.raises(DataError, match=r"^link-broken: stands in the packs one and two$") as caught:
        run_checks(EMPTY, knowledge_of(tmp_path, one=[row], two=[row]), ("one", "two"))
    assert caught.value.hint


def test_the_order_of_packs_does_not_matter(tmp_path: Path) -> None:
    """The same packs give the same outcome in any order."""
    knowledge = knowledge_of(
        tmp_path,
        one=[rule("card-key-duplicated", "card_key_duplicated")],
        two=[rule("card-value-mistyped", "card_value_mistyped", params={"text_keys": ["license"]})],
    )
    assert run_checks(repeated(3), knowledge, ("one", "two")) == run_checks(repeated(3), knowledge, ("two", "one"))


def finding(severity: Severity, *, waived: bool = False) -> Finding:
    """Return a finding that only its severity matters of."""
    return Finding("r:1", "r", severity, "high", Location("README.md"), "m", "w", "f", waived=waived)


RULES = {
    "an-error": Severity.ERROR,
    "a-review": Severity.REVIEW,
    "a-warning": Severity.WARNING,
    "an-info": Severity.INFO,
}
findings_of = st.lists(st.builds(finding, st.sampled_from(Severity), waived=st.booleans()), max_size=4)
skips_of = st.lists(st.builds(SkippedRule, st.sampled_from(sorted(RULES)), st.just("because")), max_size=3)


@pytest.mark.parametrize(
    ("severity", "verdict"),
    [
        (Severity.ERROR, Verdict.DENIED),
        (Severity.REVIEW, Verdict.UNKNOWN),
        (Severity.WARNING, Verdict.CONDITIONAL),
        (Severity.INFO, Verdict.ALLOWED),
    ],
)
def test_the_heaviest_finding_decides(severity: Severity, verdict: Verdict) -> None:
    """Each severity has its verdict; a waived finding has none."""
    assert verdict_of([finding(severity)], [], [], RULES) is verdict
    assert verdict_of([finding(severity, waived=True)], [], [], RULES) is Verdict.ALLOWED


@given(findings_of, skips_of, st.builds(finding, st.sampled_from(Severity)))
def test_nothing_more_raises_a_verdict(findings: list[Finding], skips: list[SkippedRule], extra: Finding) -> None:
    """Another finding, skip or unreadable file never gives a better verdict."""
    before = verdict_of(findings, skips, [], RULES)
    assert verdict_of([*findings, extra], skips, [], RULES) <= before
    assert verdict_of(findings, [*skips, SkippedRule("an-error", "r")], [], RULES) <= min(before, Verdict.UNKNOWN)
    unreadable = Problem(Location("LICENSE"), "unreadable", "permission denied")
    assert verdict_of(findings, skips, [unreadable], RULES) <= min(before, Verdict.UNKNOWN)


def test_without_rules_nothing_is_known() -> None:
    """An empty run allows nothing."""
    assert verdict_of([], [], [], {}) is Verdict.UNKNOWN


def test_a_skipped_warning_leaves_a_condition() -> None:
    """A rule that can only warn could not have made it worse than conditional."""
    assert verdict_of([], [SkippedRule("a-warning", "r")], [], RULES) is Verdict.CONDITIONAL


@pytest.mark.parametrize(
    ("path", "kind", "verdict"),
    [
        ("LICENSE", "link-outside", Verdict.UNKNOWN),
        ("README.md", "link-dangling", Verdict.UNKNOWN),
        ("adapter_config.json", "link-dangling", Verdict.UNKNOWN),
        ("tests/data/sample.txt", "link-dangling", Verdict.ALLOWED),
        ("third_party/thing/LICENSE", "link-dangling", Verdict.ALLOWED),
        ("tests/data/sample.txt", "unreadable", Verdict.UNKNOWN),
    ],
)
def test_an_unread_file_matters_where_it_may_say_something(path: str, kind: str, verdict: Verdict) -> None:
    """A dangling link among test data hides no statement; a licence, card or configuration may, and so may content."""
    assert verdict_of([], [], [Problem(Location(path), kind, "m")], RULES) is verdict


@pytest.mark.parametrize(
    ("kind", "license_id", "verdict"),
    [
        (ComponentKind.WEIGHTS, None, Verdict.UNKNOWN),
        (ComponentKind.DATA, None, Verdict.UNKNOWN),
        (ComponentKind.WEIGHTS, "mit", Verdict.ALLOWED),
        (ComponentKind.DOCS, None, Verdict.ALLOWED),
    ],
)
def test_a_part_whose_license_is_unknown_leaves_the_verdict_unknown(
    kind: ComponentKind, license_id: str | None, verdict: Verdict
) -> None:
    """Weights, code or data that nothing names a licence for are no permission; a README without one is no matter."""
    part = Component(kind, ("a",), 1, (), license_id, "")

    assert verdict_of([], [], [], RULES, [part]) is verdict
