"""Compose a licence of one's own from the clause library, and keep one version for one text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rail.attach.compose.answers import read_answers
from rail.attach.compose.compose import compose
from rail.attach.compose.digests import changes, refuse_change
from rail.attach.compose.naming import check_name, record_id
from rail.errors import InputError
from rail.knowledge.own import OWN_FOLDER, RECORD_NAME
from rail.operations.bounded import read_within
from rail.operations.composed_files import with_files
from rail.operations.today import as_of_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rail.attach.compose.answers import Answers
    from rail.attach.compose.compose import Composed
    from rail.attach.compose.library import Library
    from rail.operations.composed_files import Proposal

Plain = dict[str, Any]
_LARGEST = 1 << 20


def installed_library() -> Library:
    """Return the clause library of this installation."""
    from rail.attach.compose.library import read_library
    from rail.knowledge.store import Knowledge

    knowledge = Knowledge.load()
    return read_library(knowledge.clauses(), knowledge.vocabulary().kinds["uses"])


def read_spec(path: str) -> Plain:
    """Return the answers in a file (``composition.schema.json``), not checked yet.

    Raises:
        InputError: it cannot be read, or is no mapping.
    """
    content = _read_yaml(path)
    if content.get("schema") != "composition/1":
        message = f"{path}: schema: expected composition/1"
        raise InputError(message, "rail schema composition")
    return content


def read_composed(name: str) -> tuple[Plain, str]:
    """Return the record that was composed, and its path.

    Args:
        name: a ``license.yaml``, its folder, or the id of a record in ``.rail/licenses``.

    Raises:
        InputError: there is none, or it was not composed.
    """
    for path in (Path(name), Path(name) / RECORD_NAME, Path(OWN_FOLDER) / name / RECORD_NAME):
        if path.is_file():
            record = _read_yaml(path)
            _check_shape(record, "license", str(path))
            if "composed" not in record:
                message = f"{path}: was not composed; it says nothing of how to compose it again"
                raise InputError(message)
            return record, str(path)
    message = f"{name}: there is no such record"
    raise InputError(message, "rail license list")


def propose(
    content: Plain, where: str, *, folder: str = OWN_FOLDER, as_of: str | None = None, record: Plain | None = None
) -> Proposal:
    """Compose a licence, and tell which files it makes; nothing is written.

    Args:
        content: the answers.
        where: where they come from, for messages.
        folder: the folder of records that it goes into.
        as_of: the day of composition, today if left out; a text that is there already keeps its own.
        record: the record that the answers come from; under its id nothing else is composed.

    Raises:
        InputError: the answers cannot be used, or the version that they name exists with other content.
    """
    answers, library, questions = _read(content, where)
    there = record if record is not None and record["id"] == record_id(answers) else _existing(answers, folder)
    day = as_of_date(as_of) if there is None else there["text"]["read_on"]
    composed = compose(answers, library, questions, day)
    _refuse_faults(composed)
    if there is not None:
        _refuse_other_content(there, composed, where)
    return with_files(composed, folder)


def recompose(name: str) -> Composed:
    """Compose a licence again from its record, on the day that the record names.

    Raises:
        InputError: there is no such record, or the clause library has changed since.
    """
    record, path = read_composed(name)
    answers, library, questions = _read(record["composed"]["answers"], path)
    composed = compose(answers, library, questions, record["text"]["read_on"])
    _refuse_other_content(record, composed, path)
    return composed


def _read(content: Plain, where: str) -> tuple[Answers, Library, list[str]]:
    from rail.knowledge.store import Knowledge

    _check_shape(content, "composition", where)
    library = installed_library()
    answers = read_answers(content, library, where)
    knowledge = Knowledge.load()
    check_name(answers, knowledge)
    questions = [entry.id for entry in knowledge.vocabulary().kinds["provisions"].values() if entry.parent is None]
    return answers, library, questions


def _read_yaml(path: str | Path) -> Plain:
    from rail.cards.plain import load_plain

    try:
        text = read_within(path, _LARGEST, "composition").decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{path}: is not in UTF-8, at byte {error.start}"
        raise InputError(message) from error
    content = load_plain(text, str(path))
    if not isinstance(content, dict):
        message = f"{path}: a mapping was expected"
        raise InputError(message, "rail schema composition")
    return content


def _check_shape(content: Mapping[str, object], schema: str, where: str) -> None:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match

    error = best_match(Draft202012Validator(_schema(schema)).iter_errors(content))
    if error is not None:
        place = error.json_path.removeprefix("$").removeprefix(".")
        message = f"{where}:{f' {place}:' if place else ''} {error.message[:300]}"
        raise InputError(message, f"rail schema {schema}")


def _schema(name: str) -> Plain:
    from rail.operations.schemas import schema_text

    found: Plain = json.loads(schema_text(name))
    return found


def _existing(answers: Answers, folder: str) -> Plain | None:
    """Return the record that stands where this one would, or ``None``.

    Raises:
        InputError: it was not composed.
    """
    path = Path(folder) / record_id(answers) / RECORD_NAME
    return read_composed(str(path))[0] if path.is_file() else None


def _refuse_other_content(there: Plain, composed: Composed, where: str) -> None:
    """Refuse to give a version other content than it has.

    Raises:
        InputError: what changed, and the version to give.
    """
    before, after = there["composed"], composed.record["composed"]
    told = [*_other_answers(before["answers"], after["answers"]), *changes(before["clauses"], after["clauses"])]
    if not told and there["text"]["sha256"] != composed.record["text"]["sha256"]:
        told = ["the program makes another text of the same answers"]
    if told:
        answers = after["answers"]
        command = f"rail compose --from {where}" if where.endswith(RECORD_NAME) else "rail compose (the same options)"
        raise refuse_change(answers["name"], answers["version"], told, command)


def _other_answers(before: Plain, after: Plain) -> Iterator[str]:
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            yield f"the answer to {name!r} is another"


def _refuse_faults(composed: Composed) -> None:
    """Hold the record against the text before anything is written.

    Raises:
        InputError: an answer makes the text such that the record does not fit it.
    """
    from rail.encode.lint.passages import list_problems, passage_problems

    found = (*passage_problems(composed.record, composed.text), *list_problems(composed.record, composed.text))
    problem = next(iter(found), None)
    if problem is not None:
        message = f"{composed.license_ref}: {problem.where}: {problem.message}"
        raise InputError(message, "an answer reads like a list of restrictions of its own; say it in other words")
