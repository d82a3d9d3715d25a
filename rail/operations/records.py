"""For people who encode licences: a first record for a text, and records held against their texts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rail.errors import InputError, UnknownIdError
from rail.knowledge.near_names import near_words
from rail.knowledge.own import OWN_FOLDER, RECORD_NAME, TEXT_NAME
from rail.operations.bounded import read_within
from rail.operations.today import as_of_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rail.encode.lint.problem import House, Problem
    from rail.knowledge.own import OwnRecord
    from rail.reports.lint import LintReport

Record = dict[str, Any]
LARGEST_TEXT = 2_000_000


def draft_license(text: str, license_id: str, as_of: str | None = None) -> str:
    """Return the YAML of a first record for the text in a file.

    Raises:
        InputError: the file cannot be read as a text or holds no words, or the id has the wrong form.
    """
    import re

    from rail.encode.draft import draft_record
    from rail.knowledge.store import Knowledge

    if not re.fullmatch(r"[a-z0-9][a-z0-9.+-]*", license_id):
        message = f"--id: {license_id!r}: expected lower-case letters, digits, dots and hyphens, as `gemma-2024-04-01`"
        raise InputError(message)
    words = _read_text(text)
    if not any(map(str.isalpha, words)):
        message = f"{text}: {'holds no words' if words else 'is empty'}"
        raise InputError(message, "name the file that holds the licence text")
    return draft_record(words, license_id, Knowledge.load(), as_of_date(as_of))


def record_of(license_id: str) -> str | None:
    """Return where a record with this id stands already, one of ours or of the working folder."""
    path = Path(OWN_FOLDER) / license_id / RECORD_NAME
    if path.is_file():
        return str(path)
    return f"the record {license_id} of this installation" if license_id in _our_records() else None


def own_problems(own: OwnRecord) -> tuple[Problem, ...]:
    """Return everything that is wrong with a record of a release's own."""
    from rail.encode.lint.record import lint_record

    return lint_record(own.record, _house(_our_records()), own.text)


def lint_records(
    names: Sequence[str], *, texts: str | None = None, due: bool = False, as_of: str | None = None
) -> LintReport:
    """Hold records against their texts, the vocabulary and each other.

    Args:
        names: record ids, or paths of ``license.yaml`` or its folder; none means every record of ours and those in
            ``.rail/licenses`` of the working folder.
        texts: a folder of ``<id>.txt`` for texts that the text pack does not hold.
        due: only tell which records are past their review date.
        as_of: the day that ``due`` compares with.

    Raises:
        UnknownIdError: there is no such record.
        InputError: a text or record cannot be read.
    """
    from rail.encode.lint.record import lint_record
    from rail.encode.lint.shape import is_due
    from rail.reports.lint import LintedRecord, LintReport

    ours = _our_records()
    chosen = [_find(name, ours) for name in names] or [*ours.values(), *_own_records()]
    today = as_of_date(as_of)
    house = None if due else _house(ours)
    linted = []
    for path in chosen:
        record = _read(path)
        if house is None:
            problem = is_due(record, today)
            linted.append(LintedRecord(record["id"], str(path), () if problem is None else (problem,), text_read=False))
            continue
        text = _text_of(record, path, None if texts is None else Path(texts))
        linted.append(LintedRecord(path.parent.name, str(path), lint_record(record, house, text), text_read=bool(text)))
    return LintReport(tuple(linted), today if due else None)


def _our_records() -> dict[str, Path]:
    from rail.resources import content_dir

    return {path.parent.name: path for path in sorted(content_dir("licenses").glob(f"*/{RECORD_NAME}"))}


def _own_records() -> list[Path]:
    return sorted(Path(OWN_FOLDER).glob(f"*/{RECORD_NAME}"))


def _find(name: str, ours: dict[str, Path]) -> Path:
    path = Path(name)
    for candidate in (path, path / RECORD_NAME, Path(OWN_FOLDER) / name / RECORD_NAME):
        if candidate.is_file():
            return candidate
    if name in ours:
        return ours[name]
    near = near_words(name, ours)
    message = f"{name!r}: no record has this id, and there is no such file"
    raise UnknownIdError(message, f"rail license lint {near[0]}" if near else "rail license list")


def _read(path: Path) -> Record:
    from rail.errors import DataError
    from rail.knowledge.records import read_record

    try:
        record = read_record(path)
    except (OSError, UnicodeError, DataError) as error:
        message = error.message if isinstance(error, DataError) else f"{path}: {error}"
        raise InputError(message) from error
    if not isinstance(record, dict) or not isinstance(record.get("id"), str):
        message = f"{path}: expected a mapping with an id, as in `rail license draft`"
        raise InputError(message)
    return record


def _house(ours: dict[str, Path]) -> House:
    from rail.encode.lint.problem import House
    from rail.knowledge.records import read_record
    from rail.resources import content_dir

    policy = content_dir("policy")
    words = {}
    for path in sorted((policy / "vocabulary").glob("*.yaml")):
        content = read_record(path)
        words[content["kind"]] = {entry["id"]: entry.get("parent") for entry in content["entries"]}
    records = {path.parent.name: read_record(path) for path in ours.values()}
    for path in _own_records():
        records[path.parent.name] = _read(path)
    schema = json.loads((policy / "schema" / "license.schema.json").read_text(encoding="utf-8"))
    return House(words, records, schema)


def _text_of(record: Record, path: Path, texts: Path | None) -> str | None:
    from rail.knowledge.textpack import TextPack

    reference = record.get("text")
    key = reference.get("pack") if isinstance(reference, dict) else None
    if isinstance(key, str):
        return TextPack.load().text(key)
    for candidate in (path.parent / TEXT_NAME, *(() if texts is None else (texts / f"{record['id']}.txt",))):
        if candidate.is_file():
            return _read_text(candidate)
    return None


def _read_text(path: str | Path) -> str:
    try:
        return read_within(path, LARGEST_TEXT, "licence text").decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"{path}: not UTF-8 at byte {error.start}; places are counted in a UTF-8 text: convert a copy of it"
        raise InputError(message) from error
