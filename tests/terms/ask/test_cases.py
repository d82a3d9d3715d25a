"""Every ``*.cases.yaml`` beside this file: a subject, a profile, the verdict and the clause that must come out.

A case is a mapping of ``subject`` and ``profile`` (as in a profile file), ``expect`` (the verdict), and, where they are
given, ``clause`` (id of a clause that decides, or that carries a duty), ``about`` (its word), ``duties`` (words that
must be among the duties), ``asks`` (a question that must be among the missing ones, with what its answers lead to),
``readings`` (what each reader said before they agreed), ``read_at`` (where) and ``why``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

from rail.cards.plain import load_plain
from rail.knowledge.store import Knowledge
from rail.model.verdict import Verdict
from rail.operations.profiles import profile_of
from rail.operations.subjects import instruments_of
from rail.terms.ask.engine import ask

if TYPE_CHECKING:
    from rail.terms.ask.answer import Answer

KEYS = {"subject", "profile", "expect", "clause", "about", "duties", "asks", "readings", "read_at", "why"}
FILES = sorted(Path(__file__).parent.glob("*.cases.yaml"))


def read(path: Path) -> list[dict[str, Any]]:
    """Return the cases of one file."""
    return cast("list[dict[str, Any]]", load_plain(path.read_text(encoding="utf-8"), path.name))


CASES = [(path, number, case) for path in FILES for number, case in enumerate(read(path), 1)]
NAMES = [f"{path.name.partition('.')[0]}-{number}-{case['subject']}" for path, number, case in CASES]


def answer(case: dict[str, Any]) -> Answer:
    """Ask the question of a case."""
    knowledge = Knowledge.load()
    instruments, _ = instruments_of(case["subject"], knowledge)
    vocabulary = knowledge.vocabulary()
    return ask(instruments, profile_of(case["profile"], vocabulary, case["subject"]), vocabulary)


@pytest.mark.parametrize("case", [case for _, _, case in CASES], ids=NAMES)
def test_case(case: dict[str, Any]) -> None:
    """Verdict, deciding clause, duties and missing facts are those of the table."""
    assert not case.keys() - KEYS
    found = answer(case)
    deciding = [reason for reason in found.reasons if reason.effect is found.verdict]
    assert case["expect"] == found.verdict.word, [reason.says for reason in deciding]
    if "clause" in case:
        assert case["clause"] in {reason.clause for reason in deciding} | {duty.clause for duty in found.duties}
    if "about" in case:
        assert case["about"] in {reason.about for reason in deciding} | {duty.term.about for duty in found.duties}
    assert set(case.get("duties", ())) <= {duty.term.about for duty in found.duties}
    asked = {item.question: {way: verdict.word for way, verdict in item.leads_to.items()} for item in found.missing}
    assert case.get("asks", {}).items() <= asked.items()


@pytest.mark.parametrize("case", [case for _, _, case in CASES], ids=NAMES)
def test_no_case_is_answered_with_more_than_a_reader_said(case: dict[str, Any]) -> None:
    """Where a reader said less than allowed, the tool does not say allowed; readers who differ end in writing."""
    readings = {Verdict[word.upper()] for word in case.get("readings", [case["expect"]])}
    assert answer(case).verdict < Verdict.ALLOWED or readings == {Verdict.ALLOWED}
    assert len(readings) == 1 or case.get("why")


def test_there_are_cases_of_every_verdict() -> None:
    """A table that expects one word only would prove nothing."""
    assert {case["expect"] for _, _, case in CASES} == {verdict.word for verdict in Verdict}


def test_the_table_of_two_readers_is_large_and_knows_doubt() -> None:
    """At least 120 cases with two readings each, at least 30 of which nobody can decide."""
    table = [case for _, _, case in CASES if "readings" in case]
    assert len(table) >= 120
    assert all(len(case["readings"]) == 2 for case in table)
    assert sum(case["expect"] == "unknown" for case in table) >= 30
