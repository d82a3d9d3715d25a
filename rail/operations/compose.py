"""Compose a licence of one's own from the clause library, and keep one version for one text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rail.attach.compose.answers import plain_answers, read_answers
from rail.attach.compose.compose import Composed, compose
from rail.attach.compose.digests import changes, refuse_change
from rail.attach.compose.naming import check_name, full_name, record_id
from rail.errors import InputError
from rail.knowledge.own import OWN_FOLDER, RECORD_NAME, TEXT_NAME
from rail.model.late import dataclass
from rail.operations.bounded import read_within
from rail.operations.today import as_of_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rail.attach.compose.answers import Answers
    from rail.attach.compose.library import Library
    from rail.edits.plan import FileChange

Plain = dict[str, Any]
_LARGEST = 1 << 20
RENDERINGS = {"markdown": "license.md", "html": "license.html", "docx": "license.docx"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A licence that was composed, and the files that it makes in a folder.

    Attributes:
        composed: the licence.
        folder: of its files.
        changes: the files that are not there yet.
        left_out: renderings that could not be made, with the reason.
        edited: the record that is there says more than was composed; it is left as it is.
    """

    composed: Composed
    folder: str
    changes: tuple[FileChange, ...]
    left_out: tuple[tuple[str, str], ...]
    edited: bool


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


def propose(content: Plain, where: str, *, folder: str = OWN_FOLDER, as_of: str | None = None) -> Proposal:
    """Compose a licence, and tell which files it makes; nothing is written.

    Args:
        content: the answers.
        where: where they come from, for messages.
        folder: the folder of records that it goes into.
        as_of: the day of composition, today if left out; a text that is there already keeps its own.

    Raises:
        InputError: the answers cannot be used, or the version that they name exists with other content.
    """
    answers, library, questions = _read(content, where)
    there = _existing(answers, folder)
    day = as_of_date(as_of) if there is None else there["text"]["read_on"]
    composed = compose(answers, library, questions, day)
    _refuse_faults(composed)
    if there is not None:
        _refuse_other_content(there, composed, where)
    return _with_files(composed, folder)


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


def write_proposal(proposal: Proposal) -> None:
    """Write the files of a proposal, all or none.

    Raises:
        InputError: a path leads through a link, or a file is there that was not when the proposal was made.
        RailError: they cannot be written.
    """
    from rail.edits.apply import write_changes

    if proposal.changes:
        write_changes(".", proposal.changes)


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

    problem = next((*passage_problems(composed.record, composed.text), *list_problems(composed.record, composed.text)), None)
    if problem is not None:
        message = f"{composed.license_ref}: {problem.where}: {problem.message}"
        raise InputError(message, "an answer reads like a list of restrictions of its own; say it in other words")


def _with_files(composed: Composed, folder: str) -> Proposal:
    """Return the proposal with the files that are not there as they would be written.

    Raises:
        InputError: a file is there with other content.
    """
    from rail.edits.plan import FileChange

    base = f"{folder.rstrip('/')}/{composed.id}"
    files: dict[str, bytes] = {RECORD_NAME: composed.yaml.encode(), TEXT_NAME: composed.text.encode()}
    left_out = []
    for name, file in RENDERINGS.items():
        try:
            files[file] = rendering(composed, name)
        except InputError as error:
            left_out.append((file, f"{error.message}: {error.hint}"))
    made = []
    edited = False
    for file, data in files.items():
        path = Path(base, file)
        before = path.read_bytes() if path.is_file() else None
        if before is None:
            made.append(FileChange(f"{base}/{file}", None, data, ()))
        elif before != data and file == RECORD_NAME:
            edited = True
        elif before != data:
            message = f"{path}: is there with other content; it is not overwritten"
            raise InputError(message, "move it away, or give another version with --version")
    return Proposal(composed, base, tuple(made), tuple(left_out), edited)


def rendering(composed: Composed, name: str) -> bytes:
    """Return a licence in one format: ``text``, ``record``, ``markdown``, ``html`` or ``docx``.

    Raises:
        InputError: the package that the format needs is not installed.
    """
    match name:
        case "docx":
            from rail.documents.docx import write_docx

            return write_docx(composed.numbered, cover_lines(composed))
        case "markdown":
            return composed.markdown().encode()
        case "html":
            return composed.html().encode()
        case "record":
            return composed.yaml.encode()
        case _:
            return composed.text.encode()


def cover_lines(composed: Composed) -> tuple[str, ...]:
    """Return the cover page of the document for counsel: what it is, and what is to be done with it."""
    record = composed.record
    restrictions = len(record["composed"]["answers"]["restrictions"])
    return (
        f"Draft for review by counsel: {record['name']}, {composed.license_ref}",
        *composed.notice.lines,
        f"Composed by rail compose from edition {record['composed']['library']} of its clause library on "
        f"{record['text']['read_on']}, for {record['steward']}: {len(composed.numbered.blocks)} paragraphs, "
        f"{restrictions} restricted uses.",
        "All words are those of the clause library and of the licensor's answers; no text of another licence is in it. "
        "It is no version of a licence that somebody else publishes, and must not carry the name of one.",
        "Each clause has a comment with its id, and with its id, version and state of review in the library. The ids "
        "are those of the record license.yaml, which was made in the same step.",
        "A change in this document changes neither the licence nor its record. Changed wording belongs into the answers, "
        "and into a new version of the licence.",
    )


def answers_of(composed: Composed) -> Plain:
    """Return the answers of a licence, as ``--spec`` takes them."""
    found: Plain = composed.record["composed"]["answers"]
    return found


__all__ = [
    "Proposal",
    "answers_of",
    "cover_lines",
    "full_name",
    "installed_library",
    "plain_answers",
    "propose",
    "read_composed",
    "read_spec",
    "recompose",
    "rendering",
    "write_proposal",
]
