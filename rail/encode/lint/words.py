"""The words of a record: every use, permission, duty, limit, qualifier, action and answer is in the vocabulary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.encode.lint.problem import error, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.encode.lint.problem import House, Problem, Record

KIND_OF = {"permission": "permissions", "prohibition": "uses", "duty": "duties", "limit": "limits"}
NOT_ANSWERED = ("not-stated", "unread")
_PARAM = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*")
_NUMBERS = ("users-threshold", "revenue-threshold")


def term_problems(record: Record, house: House) -> Iterator[Problem]:
    """Yield terms with unknown words, without a clause, with an id twice, or thresholds without numbers."""
    clauses = {clause["id"] for clause in record["clauses"]}
    seen: set[str] = set()
    for term in record["terms"]["items"]:
        where = f"terms[{term['id']}]"
        if term["id"] in seen:
            yield error(where, "stands twice")
        seen.add(term["id"])
        if term["clause"] not in clauses:
            yield error(f"{where}.clause", f"there is no clause {term['clause']!r}")
        kind = KIND_OF[term["kind"]]
        if term["about"] not in house.words[kind]:
            yield error(f"{where}.about", f'unknown id "{term["about"]}"{house.nearest(kind, term["about"])}')
        yield from _detail_problems(term, where, house)


def _detail_problems(term: Record, where: str, house: House) -> Iterator[Problem]:
    for action in term.get("when", ()):
        if action not in house.words["actions"]:
            yield error(f"{where}.when", f'unknown id "{action}"{house.nearest("actions", action)}')
    for dimension, values in term.get("qualifiers", {}).items():
        for value in values:
            if house.words["qualifiers"].get(value) != dimension:
                hint = house.nearest("qualifiers", value)
                yield error(f"{where}.qualifiers.{dimension}", f'"{value}" is no value of {dimension}{hint}')
    params = term.get("params", {})
    yield from _param_problems(params, f"{where}.params")
    if term["about"] in _NUMBERS and not {"metric", "value", "unit"} <= params.keys():
        yield error(f"{where}.params", "a threshold needs metric, value and unit")
    if term["about"] == "notice-text" and "span" in params and "words_sha256" not in params:
        yield error(f"{where}.params", "the notice has no hash; run `make fingerprints`")


def _param_problems(params: Record, where: str) -> Iterator[Problem]:
    for name, value in params.items():
        if not isinstance(name, str) or not _PARAM.fullmatch(name):
            yield error(where, f"{name!r} is no name of a detail; expected lower case with hyphens")
        elif value is None:
            yield error(f"{where}.{name}", "has no value")


def provision_problems(record: Record, house: House) -> Iterator[Problem]:
    """Yield questions without an answer, and answers that the vocabulary does not know."""
    answers = record.get("provisions", {})
    clauses = {clause["id"] for clause in record["clauses"]}
    questions = [word for word, parent in house.words["provisions"].items() if parent is None]
    for question in questions:
        if question not in answers:
            yield error("provisions", f"{question} is missing; write an answer, `not-stated` or `unread`")
    for question, answer in answers.items():
        where = f"provisions.{question}"
        if question not in questions:
            yield error(where, f"unknown question{house.nearest('provisions', question)}")
        elif answer == "unread":
            yield warning(where, "nobody read the text for this question")
        elif isinstance(answer, dict):
            yield from _answer_problems(answer, where, question, clauses, house)


def _answer_problems(answer: Record, where: str, question: str, clauses: set[str], house: House) -> Iterator[Problem]:
    for value in _listed(answer["value"]):
        if value not in NOT_ANSWERED and house.words["provisions"].get(value) != question:
            yield error(where, f'"{value}" is no answer to {question}{house.nearest("provisions", value)}')
    for clause in _listed(answer.get("clause", [])):
        if clause not in clauses:
            yield error(where, f"there is no clause {clause!r}")


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value
