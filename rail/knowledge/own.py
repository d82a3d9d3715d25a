"""Licence records of a project's or organisation's own, in ``.rail/licenses``: claims of whoever wrote them.

``.rail/licenses/<id>/license.yaml`` has the shape of our records (``license.schema.json``), ``text.txt`` beside it is
the licence's text. They join the knowledge of one run and never replace a record of ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from rail.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

OWN_FOLDER = ".rail/licenses"
RECORD_NAME = "license.yaml"
TEXT_NAME = "text.txt"
MOST_RECORDS = 200

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class OwnRecord:
    """One record of one's own; two are the same only if they were read at once.

    Attributes:
        path: where it was read.
        record: its content, checked against the schema.
        text: the licence's text.
    """

    path: str
    record: Plain
    text: str


def own_record(path: str, content: object, text: str | None, schema: Mapping[str, Any]) -> OwnRecord:
    """Return one record of one's own, checked.

    Args:
        path: of its ``license.yaml``, for messages.
        content: the parsed YAML.
        text: the text beside it, or ``None``.
        schema: the JSON Schema of a record.

    Raises:
        InputError: it breaks the schema, its id is not its folder's name, or the text is not the one it speaks of.
    """
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match

    error = best_match(Draft202012Validator(schema).iter_errors(content))
    if error is not None or not isinstance(content, dict):
        place = "" if error is None else f" {error.json_path}: {error.message[:200]}"
        raise _refused(path, place or " a mapping was expected")
    folder = path.rsplit("/", 2)[-2] if path.count("/") > 1 else content["id"]
    if content["id"] != folder:
        raise _refused(path, f" id: {content['id']!r} is not the folder's name {folder!r}")
    if text is None:
        raise _refused(path, f" there is no {TEXT_NAME} beside it; its places cannot be checked without the text")
    for clause in content["clauses"]:
        start, end = clause["span"]
        if not 0 <= start < end <= len(text) or sha256(text[start:end].encode()).hexdigest() != clause["sha256"]:
            raise _refused(
                path, f" clause {clause['id']}: its hash is not that of characters {start}-{end} of {TEXT_NAME}"
            )
    return OwnRecord(path, content, text)


def check_ids(records: Collection[OwnRecord], taken: Collection[str]) -> None:
    """Refuse records with an id that another record has.

    Raises:
        InputError: an id is ours, or stands twice.
    """
    seen: dict[str, str] = dict.fromkeys(taken, "a record of railkit")
    for own in records:
        name = own.record["id"]
        if name in seen:
            raise _refused(own.path, f" id: {name!r} is the id of {seen[name]}; choose another")
        seen[name] = own.path


def _refused(path: str, problem: str) -> InputError:
    return InputError(f"{path}:{problem}", f"rail license lint {path}")
