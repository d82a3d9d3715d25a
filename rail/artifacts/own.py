"""``.rail`` of a release: licence records and curations of its own, read as data and kept as claims."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rail.artifacts.whole import read_whole
from rail.cards.plain import load_plain
from rail.errors import InputError
from rail.knowledge.own import MOST_RECORDS, OWN_FOLDER, RECORD_NAME, TEXT_NAME, own_record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rail.artifacts.sources.interface import FileEntry, Source
    from rail.knowledge.own import OwnRecord

_CAP = 1 << 20


def is_own(path: str) -> bool:
    """Tell whether a file lies in ``.rail``: it speaks about the release and is no part of it."""
    return path.startswith(".rail/")


def read_own_records(source: Source, entries: Sequence[FileEntry]) -> tuple[OwnRecord, ...]:
    """Return the licence records of a release.

    Args:
        source: where the release is read from.
        entries: its files in ``.rail``.

    Raises:
        InputError: a record cannot be used; the message says which and why.
    """
    by_path = {entry.path: entry for entry in entries}
    paths = sorted(path for path in by_path if path.startswith(f"{OWN_FOLDER}/") and path.endswith(f"/{RECORD_NAME}"))
    if len(paths) > MOST_RECORDS:
        message = f"{OWN_FOLDER}: {len(paths)} records; at most {MOST_RECORDS} are read"
        raise InputError(message)
    return tuple(_records(source, by_path, paths)) if paths else ()


def _records(source: Source, by_path: dict[str, FileEntry], paths: list[str]) -> Iterator[OwnRecord]:
    from rail.resources import content_dir

    schema = json.loads((content_dir("policy") / "schema" / "license.schema.json").read_text(encoding="utf-8"))
    for path in paths:
        content = load_plain(_text(source, by_path[path]), path)
        beside = by_path.get(path.replace(RECORD_NAME, TEXT_NAME))
        yield own_record(path, content, None if beside is None else _text(source, beside), schema)


def _text(source: Source, entry: FileEntry) -> str:
    try:
        return read_whole(source, entry, _CAP).decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"{entry.path}: not UTF-8 at byte {error.start}"
        raise InputError(message) from error
