"""``REUSE.toml``: which licence governs which files, where parts have licences of their own (REUSE 3.3).

Of the tables that match a file the last one counts: ours stand before those that people wrote, so that theirs win.
"""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING

from rail.artifacts.tally import kind_of_path
from rail.attach.setting import main_component
from rail.documents.expressions import license_expression
from rail.edits.document import Document, EditError
from rail.errors import InputError
from rail.model.attached import RELEASE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rail.attach.draft import Draft
    from rail.attach.setting import Setting

REUSE_FILE = "REUSE.toml"
_BEGIN = "# rail attach: begin"
_END = "# rail attach: end"
_TABLE = re.compile(r"[ \t]*\[")
_PLAIN_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,12}")


def write_reuse(draft: Draft, setting: Setting) -> None:
    """Draft the annotations; the rest of the file stays as it is.

    Raises:
        InputError: the file that is there cannot be read as TOML, or the release has a ``.reuse/dep5``.
    """
    if draft.read(".reuse/dep5") is not None:
        message = f".reuse/dep5: stands in the place of {REUSE_FILE}; the convention allows only one of them"
        raise InputError(message, "reuse convert-dep5 turns it into a REUSE.toml")
    block = "\n".join([_BEGIN, *_tables(setting, draft.paths()), _END])
    data = draft.read(REUSE_FILE)
    text = f"version = 1\n\n{block}\n" if data is None else _extended(data, block)
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = f"{REUSE_FILE}: {error}; it is left as it is"
        raise InputError(message, "mend it, then run the command again") from error
    draft.write(REUSE_FILE, text.encode(), "which licence governs which files")


def _extended(data: bytes, block: str) -> str:
    try:
        document = Document.of(data)
    except EditError as error:
        message = f"{REUSE_FILE}: {error.message}"
        raise InputError(message) from error
    lines = document.split()
    plain = [line.rstrip("\r\n") for line in lines]
    new = document.lines(block)
    if _BEGIN in plain:
        if _END not in plain[plain.index(_BEGIN) :]:
            message = f"{REUSE_FILE}: the line `{_END}` is missing after `{_BEGIN}`"
            raise InputError(message, "put it back after the tables that rail attach wrote, or delete both")
        first, last = plain.index(_BEGIN), plain.index(_END, plain.index(_BEGIN))
        return "".join([*lines[:first], new, *lines[last + 1 :]])
    place = next((number for number, line in enumerate(plain) if _TABLE.match(line)), len(lines))
    if place == len(lines):
        return document.appended(block).text
    return "".join([*lines[:place], new, document.ending, *lines[place:]])


def _tables(setting: Setting, paths: Sequence[str]) -> Iterator[str]:
    main = main_component(setting.facts)
    components = {holding.component for holding in setting.holdings}
    order = sorted(setting.holdings, key=lambda one: one.component not in {main, RELEASE})
    for number, holding in enumerate(order):
        covers = holding.component == RELEASE or (holding.component == main and RELEASE not in components)
        globs = ["**"] if covers else list(_globs(holding.component, paths))
        if not globs:
            continue
        attachment = holding.attachment
        yield from ([""] if number else [])
        yield "[[annotations]]"
        listed = [_string(glob) for glob in globs]
        yield f"path = [{', '.join(listed)}]" if len(listed) > 1 else f"path = {listed[0]}"
        yield f"SPDX-FileCopyrightText = {_string(f'{attachment.year} {attachment.licensor}')}"
        expression = license_expression(attachment.license, setting.knowledge)
        yield f"SPDX-License-Identifier = {_string(expression)}"


def _globs(component: str, paths: Sequence[str]) -> Iterator[str]:
    """Yield what matches the files of a component: their endings, else their paths."""
    suffixes, whole = set(), set()
    for path in paths:
        kind = kind_of_path(path)
        if kind is None or kind.value != component or path.startswith((".rail/", "LICENSES/")):
            continue
        name = path.rpartition("/")[2]
        dot = name.rfind(".")
        suffix = name[dot:] if dot > 0 else ""
        by_name = kind_of_path(f"x{suffix}")
        if _PLAIN_SUFFIX.fullmatch(suffix) and by_name is kind:
            suffixes.add(f"**{suffix}")
        else:
            whole.add(_escaped(path))
    yield from sorted(suffixes)
    yield from sorted(whole)


def _escaped(path: str) -> str:
    return path.replace("\\", "\\\\").replace("*", "\\*")


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
