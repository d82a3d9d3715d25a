"""What is wrong with a record is named with its place; what is right is not."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest

from rail.encode.lint.record import lint_record
from rail.encode.lint.shape import is_due

if TYPE_CHECKING:
    from collections.abc import Callable

    from rail.encode.lint.problem import House

Record = dict[str, Any]
Change = "Callable[[Record], object]"


def told(record: Record, house: House, text: str | None) -> list[str]:
    """Return the problems as lines."""
    return [f"{item.severity}: {item.where}: {item.message}" for item in lint_record(record, house, text)]


def test_a_right_record_has_no_problems(record: Record, house: House, text: str) -> None:
    """Nothing is invented."""
    assert told(record, house, text) == []


CHANGES: dict[str, tuple[Callable[[Record], object], str]] = {
    "a detail without value": (
        lambda r: r["terms"]["items"][0].update(params={"and so on": None}),
        "error: terms[use].params: 'and so on' is no name of a detail",
    ),
    "a detail that YAML made a boolean": (
        lambda r: r["terms"]["items"][0].update(params={True: "x"}),
        "error: terms[use].params: True is no name of a detail",
    ),
    "a detail that is empty": (
        lambda r: r["terms"]["items"][0].update(params={"of": None}),
        "error: terms[use].params.of: has no value",
    ),
    "a notice that lies elsewhere": (
        lambda r: r["terms"]["items"][0].update(params={"span": [0, 7], "words": 1, "words_sha256": "0" * 64}),
        "error: terms[use].params: its hash is not that of the words at characters 0-7",
    ),
    "a key is gone": (lambda r: r.pop("name"), "error: record: 'name' is a required property"),
    "a todo": (lambda r: r["clauses"][1].update(summary="todo"), "error: clauses[1].summary: still 'todo'"),
    "no date": (lambda r: r.update(date=None), "error: date: is empty; write"),
    "no version": (lambda r: r.update(version=None), "error: version: is empty; write"),
    "no reading": (lambda r: r.update(readings=[]), "error: readings: nobody is recorded"),
    "review before reading": (lambda r: r.update(review_by="2026-11-24"), "error: review_by: 2026-11-24 is not after"),
    "text of tomorrow": (lambda r: r.update(date="2027-01-01"), "error: date: 2027-01-01 is after the day of reading"),
    "no OSI fact": (lambda r: r["facts"].pop("osi-approved"), "error: facts: osi-approved is missing"),
    "unknown use": (
        lambda r: r["terms"]["items"][3].update(about="medical-advise"),
        'error: terms[no-medical-advice].about: unknown id "medical-advise"; did you mean "medical-advice"?',
    ),
    "a limit that is a use": (
        lambda r: r["terms"]["items"][3].update(kind="limit"),
        'error: terms[no-medical-advice].about: unknown id "medical-advice"',
    ),
    "unknown action": (
        lambda r: r["terms"]["items"][0].update(when=["sail"]),
        'error: terms[use].when: unknown id "sail"',
    ),
    "qualifier of another dimension": (
        lambda r: r["terms"]["items"][1].update(qualifiers={"intent": ["consent"]}),
        'error: terms[no-steering].qualifiers.intent: "consent" is no value of intent',
    ),
    "term on no clause": (
        lambda r: r["terms"]["items"][0].update(clause="9"),
        "error: terms[use].clause: there is no clause '9'",
    ),
    "threshold without a number": (
        lambda r: r["terms"]["items"].append(dict(r["terms"]["items"][4], id="many", about="users-threshold")),
        "error: terms[many].params: a threshold needs metric, value and unit",
    ),
    "a question without an answer": (
        lambda r: r["provisions"].pop("territory"),
        "error: provisions: territory is missing",
    ),
    "a question that nobody read": (
        lambda r: r["provisions"].update(territory="unread"),
        "warning: provisions.territory: nobody read the text for this question",
    ),
    "an answer to another question": (
        lambda r: r["provisions"].update(territory={"value": "at-will"}),
        'error: provisions.territory: "at-will" is no answer to territory',
    ),
    "an answer on no clause": (
        lambda r: r["provisions"].update(territory={"value": "worldwide", "clause": "9"}),
        "error: provisions.territory: there is no clause '9'",
    ),
    "a companion that is not there": (
        lambda r: r.update(companions=["harbour-policy"]),
        "error: companions: there is no record 'harbour-policy'",
    ),
    "a companion that does not know": (
        lambda r: r.update(companions=["mit"]),
        "error: companions: mit does not name harbour-1.0 in turn",
    ),
    "a successor that does not know": (
        lambda r: r.update(successor="mit"),
        "error: successor: mit does not name harbour-1.0 as its predecessor",
    ),
    "a name of another": (
        lambda r: r.update(names=["MIT"]),
        "is also a name of mit; a shared name belongs to a family",
    ),
    "a span outside": (
        lambda r: r["clauses"][4].update(span=[10, 99999]),
        "error: text: clause 3: span 10-99999 is outside of",
    ),
    "a hash of other words": (lambda r: r["clauses"][0].update(sha256="0" * 64), "error: text: clause 1: sha256 000"),
    "words of another text": (
        lambda r: r["text"].update(words_sha256="0" * 64),
        "error: text.words_sha256: 000",
    ),
    "an item that no term stands on": (
        lambda r: r["terms"]["items"].pop(2),
        "error: clauses: item 2 of the restriction list that opens at character",
    ),
    "an item that no clause holds": (
        lambda r: (r["clauses"].pop(1), r["terms"]["items"].pop(1)),
        "error: clauses: item 1 of the restriction list",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_wrong_is_named(name: str, record: Record, house: House, text: str) -> None:
    """One change of a right record gives the problem that belongs to it."""
    change, expected = CHANGES[name]
    wrong = deepcopy(record)
    change(wrong)
    assert [line for line in told(wrong, house, text) if expected in line] != []


def test_an_item_may_be_marked_as_no_restriction(record: Record, house: House, text: str) -> None:
    """An item that forbids nothing says why."""
    record["terms"]["items"].pop(2)
    record["clauses"][2]["not_restriction"] = "It only describes."
    assert told(record, house, text) == []


def test_without_its_text_a_record_is_checked_for_the_rest(record: Record, house: House) -> None:
    """Places cannot be judged without the text, words can."""
    record["clauses"][0]["sha256"] = "0" * 64
    assert told(record, house, None) == []


@pytest.mark.parametrize(("today", "due"), [("2027-11-23", False), ("2027-11-24", False), ("2027-11-25", True)])
def test_a_record_is_due_once_its_date_has_passed(record: Record, today: str, due: bool) -> None:  # noqa: FBT001 # a table
    """The review date itself is still in time."""
    assert (is_due(record, today) is not None) == due
