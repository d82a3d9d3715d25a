"""The JSON Schemas of everything that people write for rail and that rail writes, for editors and programs."""

from __future__ import annotations

import json
from difflib import get_close_matches
from typing import TYPE_CHECKING

from rail.errors import UnknownIdError
from rail.resources import content_dir

if TYPE_CHECKING:
    from pathlib import Path

_ENDING = ".schema.json"


def schema_titles() -> tuple[tuple[str, str], ...]:
    """Return name and title of every schema, sorted by name."""
    found = ((path.name.removesuffix(_ENDING), json.loads(path.read_text(encoding="utf-8"))) for path in _files())
    return tuple((name, str(schema["title"])) for name, schema in found)


def schema_text(name: str) -> str:
    """Return one schema as JSON text.

    Raises:
        UnknownIdError: there is none of this name.
    """
    wanted = name.removesuffix(_ENDING)
    for path in _files():
        if path.name == f"{wanted}{_ENDING}":
            return path.read_text(encoding="utf-8")
    near = get_close_matches(wanted, [path.name.removesuffix(_ENDING) for path in _files()], n=1)
    message = f"{name}: there is no such schema{f'; did you mean {near[0]!r}?' if near else ''}"
    raise UnknownIdError(message, "`rail schema` lists them")


def _files() -> list[Path]:
    return sorted((content_dir("policy") / "schema").glob(f"*{_ENDING}"))
