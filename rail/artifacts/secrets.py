"""Keys and tokens in the text files of a release, found by how they begin (``policy/patterns/secrets.yaml``).

What is found is told by its kind, its place, its first four characters and its length; the rest is kept nowhere.
Data, weights and word lists are not looked into; what else was not is told.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rail.artifacts.kinds import CODE_SUFFIXES
from rail.model.contents import Secret
from rail.model.facts import ComponentKind, Problem
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rail.artifacts.sources.interface import FileEntry
    from rail.knowledge.store import Knowledge

MAX_FILE = 4 << 20
_MAX_ALL = 256 << 20
_MAX_SECRETS = 200
_MAX_UNSEARCHED = 50
_SMALL = 1 << 16  # a file without an ending is looked into when it is no larger
_BEGINS = 4
# A plain document of this size is data, whatever its name says; source code and notebooks are still looked into.
_DATA_BY_SIZE = frozenset({".json", ".txt", ".xml", ".yaml", ".yml", ".log"})
_WORD = re.compile(rb"[A-Za-z0-9_+]")
_ESCAPE = re.compile(rb"\\[nrt]\Z")
_RUN = re.compile(rb"(.)\1{6}")


# Most secrets are one row of such characters. A table turns them into one byte, and a row of it is found at once.
_TOKEN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
_TABLE = bytes(1 if byte in _TOKEN else 0 for byte in range(256))
_ROW = b"\1" * 36


class _Kind:
    """One kind of secret; its pattern is compiled when its prefix is met, which is seldom."""

    def __init__(self, row: Mapping[str, object]) -> None:
        self.name = str(row["secret"])
        self.prefix = str(row["prefix"]).encode()
        self.least = int(str(row["least"]))
        self._match = str(row["match"]).encode()

    def matches(self, data: bytes) -> Iterator[tuple[re.Match[bytes], bytes]]:
        """Yield what has this form, each with the part that differs from secret to secret."""
        pattern = re.compile(self._match)
        for match in pattern.finditer(data):
            yield match, match.group(1) if pattern.groups else match.group()[len(self.prefix) :]


class _Forms(NamedTuple):
    """What ``policy/patterns/secrets.yaml`` says, the same for every release; the long kinds stand apart."""

    kinds: tuple[dict[bytes, list[_Kind]], dict[bytes, list[_Kind]]]
    placeholders: tuple[bytes, ...]
    suffixes: frozenset[str]
    names: frozenset[str]
    vocabularies: frozenset[str]


@lru_cache(maxsize=4)
def _forms(knowledge: Knowledge) -> _Forms:
    rows: list[Mapping[str, object]] = knowledge.patterns("secrets")
    kinds: tuple[dict[bytes, list[_Kind]], dict[bytes, list[_Kind]]] = ({}, {})
    for row in rows:
        if "secret" in row:
            kind = _Kind(row)
            kinds["long" in row].setdefault(kind.prefix, []).append(kind)
    return _Forms(
        kinds=kinds,
        placeholders=tuple(word.encode() for word in _listed(rows, "placeholders", "placeholders")),
        suffixes=frozenset(_listed(rows, "searched", "searched")) | CODE_SUFFIXES,
        names=frozenset(_listed(rows, "searched", "names")),
        vocabularies=frozenset(_listed(rows, "searched", "vocabularies")),
    )


class SecretReader:
    """Looks for secrets in one file after the other."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Prepare the patterns."""
        forms = _forms(knowledge)
        self._kinds = forms.kinds
        self._placeholders = forms.placeholders
        self._suffixes = forms.suffixes
        self._names = forms.names
        self._vocabularies = forms.vocabularies
        self._left = _MAX_ALL
        self._unlisted = 0
        self.found: list[Secret] = []
        self._unsearched: list[Problem] = []

    def wants(self, entry: FileEntry, name: str, suffix: str, kind: ComponentKind | None) -> int:
        """Return how many bytes of a file to look into; 0 for data, weights, word lists and pictures."""
        if kind in {ComponentKind.WEIGHTS, ComponentKind.DATA} or name in self._vocabularies:
            return 0
        bare = "." not in name.lstrip(".")
        if suffix not in self._suffixes and name not in self._names and not name.startswith(".env"):
            return entry.size if bare and entry.size <= _SMALL else 0
        if entry.size <= MAX_FILE:
            return entry.size
        if suffix in _DATA_BY_SIZE:
            return 0
        self._miss(entry.path, f"{entry.size:,} bytes; only the first {MAX_FILE:,} were looked into")
        return MAX_FILE

    def may_take(self, path: str, size: int) -> bool:
        """Tell whether the share of one release leaves room for so many bytes more."""
        if size > self._left:
            self._miss(path, f"more than {_MAX_ALL >> 20} MB of text; this file was not looked into")
            return False
        self._left -= size
        return True

    def search(self, path: str, data: bytes, *, vendored: bool) -> None:
        """Look into the bytes of one file."""
        short, long = self._kinds
        for kinds in (short, long if _ROW in data.translate(_TABLE) else {}):
            for prefix, those in kinds.items():
                if prefix in data:
                    for kind in those:
                        self._search(kind, path, data, vendored=vendored)

    def unsearched(self) -> tuple[Problem, ...]:
        """Return what was not looked into, and why."""
        if not self._unlisted:
            return tuple(self._unsearched)
        rest = Problem(Location(""), "not-searched", f"and {self._unlisted:,} more files")
        return (*self._unsearched, rest)

    def _search(self, kind: _Kind, path: str, data: bytes, *, vendored: bool) -> None:
        for match, rest in kind.matches(data):
            if self._is_example(rest, kind) or not _stands_alone(data, match.start()):
                continue
            if len(self.found) >= _MAX_SECRETS:
                self._miss(path, f"more than {_MAX_SECRETS} keys and tokens; the rest was not looked for")
                return
            line = data.count(b"\n", 0, match.start()) + 1
            whole = match.group()
            begins = whole[:_BEGINS].decode("ascii", "replace")
            self.found.append(Secret(kind.name, Location(path, line), begins, len(whole), vendored))

    def _is_example(self, rest: bytes, kind: _Kind) -> bool:
        low = rest.lower()
        few = len(set(rest)) < kind.least
        return few or _RUN.search(rest) is not None or any(word in low for word in self._placeholders)

    def _miss(self, path: str, why: str) -> None:
        if len(self._unsearched) < _MAX_UNSEARCHED:
            self._unsearched.append(Problem(Location(path), "not-searched", why))
        else:
            self._unlisted += 1


def _stands_alone(data: bytes, start: int) -> bool:
    r"""Tell whether what stands before is no part of the same word; ``\n`` in a JSON string is none."""
    return (
        _WORD.match(data, max(0, start - 1), start) is None
        or _ESCAPE.search(data[max(0, start - 2) : start]) is not None
    )


def _listed(rows: Sequence[Mapping[str, object]], entry: str, key: str) -> Iterator[str]:
    for row in rows:
        values = row.get(key) if entry in row else None
        if isinstance(values, list):
            yield from map(str, values)
