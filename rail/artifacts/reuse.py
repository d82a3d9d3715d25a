"""Annotations of files that cannot hold a header (REUSE 3.3): ``REUSE.toml``, ``.reuse/dep5``, ``NAME.license``."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from rail.artifacts.reading import folder_of, line_of
from rail.artifacts.sources.excludes import glob_pattern
from rail.artifacts.tally import kind_of_path
from rail.artifacts.toml import read_toml
from rail.cards.encoding import decode_card
from rail.model.facts import ClaimSource, ComponentKind
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rail.artifacts.reading import Reading
    from rail.artifacts.sources.interface import FileEntry
    from rail.artifacts.tally import Tally
    from rail.model.facts import LicenseClaim

_TAG = re.compile(r"SPDX-License-Identifier:[ \t]*([^\r\n]{1,200})", re.IGNORECASE)
_WILD = re.compile(r"[*?\\]")
_MAX_ANNOTATIONS = 1000
_ALL = "**"


def read_reuse_toml(reading: Reading, entry: FileEntry, tally: Tally, *, vendored: bool) -> Iterator[LicenseClaim]:
    """Yield one claim for each path of each annotation."""
    data = reading.bytes_of(entry)
    if data is None:
        return
    text = decode_card(data)[0]
    annotations = read_toml(reading, entry.path, text).get("annotations")
    pairs = (
        pair
        for annotation in (annotations if isinstance(annotations, list) else ())
        if isinstance(annotation, dict)
        for pair in product(_strings(annotation.get("path")), _strings(annotation.get("SPDX-License-Identifier")))
    )
    said = list(reading.limited(pairs, entry.path, _MAX_ANNOTATIONS))
    for place, (glob, value) in enumerate(said):
        line = line_of(text, re.escape(f'"{glob}"')) or line_of(text, re.escape(f"'{glob}'"))
        claim = _claim(reading, entry, (glob, value, line), tally, vendored=vendored)
        if glob == _ALL and not claim.scope:
            later = tuple(glob_pattern(one) for one, _ in said[place + 1 :] if one != _ALL)
            claim = replace(claim, governs=tuple(kind for kind in claim.governs if not _taken(kind, later, tally)))
        yield claim


def _taken(kind: ComponentKind, later: Sequence[re.Pattern[str]], tally: Tally) -> bool:
    """Tell whether later tables speak about the files of a kind: of those that match a file, the last one counts."""
    files = tally.kinds.get(kind)
    return files is not None and all(any(glob.fullmatch(path) for glob in later) for path in files.paths)


def read_dep5(reading: Reading, entry: FileEntry, tally: Tally) -> Iterator[LicenseClaim]:
    """Yield one claim for each ``Files`` pattern of a Debian copyright file, format 1.0."""
    data = reading.bytes_of(entry)
    if data is None:
        return
    stated = _dep5_statements(decode_card(data)[0])
    for glob, value, line in reading.limited(stated, entry.path, _MAX_ANNOTATIONS):
        yield _claim(reading, entry, (glob, value, line), tally, vendored=False)


def _dep5_statements(text: str) -> Iterator[tuple[str, str, int]]:
    globs: list[str] = []
    field = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            globs, field = [], ""
        elif line[0] in " \t":
            globs += line.split() if field == "files" else []
        else:
            name, _, value = line.partition(":")
            field = name.strip().lower()
            if field == "files":
                globs = value.split()
            elif field == "license":
                for glob in globs:  # in dep5 "*" crosses folders
                    yield glob.replace("*", "**"), value.strip(), number


def read_sidecar(reading: Reading, entry: FileEntry, *, vendored: bool) -> Iterator[LicenseClaim]:
    """Yield the claim of a ``NAME.license`` beside the file ``NAME``."""
    data = reading.bytes_of(entry)
    if data is None:
        return
    text = decode_card(data)[0]
    about = entry.path.removesuffix(".license")
    kind = kind_of_path(about)
    for match in reading.limited(_TAG.finditer(text), entry.path):
        yield reading.claim(
            ClaimSource.FILE_HEADER,
            match.group(1).strip(),
            Location(entry.path, text.count("\n", 0, match.start()) + 1),
            governs=() if kind is None else (kind,),
            scope=about,
            vendored=vendored,
        )


def glob_scope(base: str, glob: str) -> str:
    """Return the folder or file that a glob is certain to stay in."""
    match = _WILD.search(glob)
    sure = glob if match is None else glob[: match.start()].rpartition("/")[0]
    return "/".join(part for part in (base, sure.strip("/")) if part)


def _claim(
    reading: Reading, entry: FileEntry, said: tuple[str, str, int | None], tally: Tally, *, vendored: bool
) -> LicenseClaim:
    glob, value, line = said
    scope = glob_scope(folder_of(entry.path), glob)
    return reading.claim(
        ClaimSource.REUSE_TOML,
        value,
        Location(entry.path, line),
        governs=_governs(glob, scope, tally),
        scope=scope,
        vendored=vendored,
    )


def _governs(glob: str, scope: str, tally: Tally) -> tuple[ComponentKind, ...]:
    """Return the kinds of the files that a glob can match: by its ending, else by what the folder holds."""
    name = glob.rpartition("/")[2]
    if "." in name.lstrip("*") or (name and not _WILD.search(name)):
        kind = kind_of_path(glob.replace("*", "x"))
        if kind is not None:
            return (kind,)
        if _WILD.search(name) is None or "." in name:
            return ()
    return tally.kinds_below(scope)


def _strings(value: object) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, str)]
