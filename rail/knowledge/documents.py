"""JSON documents of our own kinds, read back: within a size, and against their schema in ``policy/schema``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rail.errors import InputError
from rail.resources import content_dir

LARGEST = 64 << 20


def read_document(path: str, hint: str) -> object:
    """Return the JSON value in a file.

    Raises:
        InputError: the file cannot be read, is too large, or is no JSON.
    """
    try:
        with Path(path).open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        message = f"{path}: cannot be read: {error.strerror or error}"
        raise InputError(message, hint) from error
    return parse_json(data, path, hint)


def parse_json(data: bytes, path: str, hint: str) -> object:
    """Return the JSON value in some bytes.

    Raises:
        InputError: they are too many, or no JSON.
    """
    if len(data) > LARGEST:
        message = f"{path}: larger than {LARGEST >> 20} MB"
        raise InputError(message, hint)
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        message = f"{path}: is no JSON: {error}"
        raise InputError(message, hint) from error


def checked(document: object, path: str, schema: str, hint: str) -> dict[str, Any]:
    """Return a document that fits the schema of this name.

    Raises:
        InputError: it does not; the message has the place that is most wrong.
    """
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match

    rules = json.loads((content_dir("policy") / "schema" / f"{schema}.schema.json").read_text(encoding="utf-8"))
    problem = best_match(Draft202012Validator(rules).iter_errors(document))
    if problem is not None:
        message = f"{path}: {problem.json_path}: {problem.message[:200]}"
        raise InputError(message, hint)
    return dict(document)  # type: ignore[call-overload, no-any-return] # every schema of ours wants an object
