"""The text pack: verbatim licence texts of ``licensedcode-data``, in chunks that open in milliseconds."""

from __future__ import annotations

import json
from functools import lru_cache
from os import getpid
from typing import TYPE_CHECKING

from rail.resources import pack_path

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PACK_NAME = "texts.pack"
NOTICE_NAME = "texts.NOTICE"
_CHUNK_TEXTS = 32
_CHUNK_CHARS = 400_000
_NOTICE = """\
The file texts.pack beside this notice holds licence texts, unchanged, as collected in the PyPI package
licensedcode-data 32.1.0 (https://github.com/aboutcode-org/scancode-toolkit, https://scancode-licensedb.aboutcode.org).
Copyright (c) nexB Inc. and others. The collection is licensed under CC-BY-4.0
(https://creativecommons.org/licenses/by/4.0/legalcode); every text remains its steward's own.
Changes: front matter was removed; texts were put together and compressed.
"""


class TextPack:
    """The canonical texts that this installation holds, by record id or LicenseDB key."""

    def __init__(self, path: Path) -> None:
        """Read the table of contents."""
        self._path = path
        with path.open("rb") as file:
            head = file.readline()
            self._start = file.tell()
        table = json.loads(head)
        self._keys: dict[str, list[int]] = table["keys"]
        self._chunks: list[list[int]] = table["chunks"]
        self._open: tuple[int, str] = (-1, "")

    @staticmethod
    def load() -> TextPack:
        """Return the pack of this installation, the same object as long as the file stays.

        Raises:
            NotBuiltError: the packs were never compiled.
        """
        path = pack_path(PACK_NAME)
        return _load(path, path.stat().st_mtime_ns)

    def keys(self) -> tuple[str, ...]:
        """Return every name under which a text is held, sorted."""
        return tuple(sorted(self._keys))

    def text(self, key: str) -> str | None:
        """Return the canonical text of a record id or LicenseDB key, or ``None`` where the pack has none."""
        place = self._keys.get(key)
        if place is None:
            return None
        chunk, start, end = place
        if self._open[0] != chunk:
            self._open = (chunk, self._chunk(chunk))
        return self._open[1][start:end]

    def _chunk(self, number: int) -> str:
        import lzma

        offset, length = self._chunks[number]
        with self._path.open("rb") as file:
            file.seek(self._start + offset)
            return lzma.decompress(file.read(length)).decode("utf-8")


@lru_cache(maxsize=1)
def _load(path: Path, _changed: int) -> TextPack:
    return TextPack(path)


def write_texts(target: Path, texts: Mapping[tuple[str, ...], str]) -> None:
    """Write the pack and its notice; texts that begin alike share a chunk.

    Args:
        target: the folder of compiled packs.
        texts: each text under all the names it answers to.
    """
    import lzma

    keys: dict[str, list[int]] = {}
    chunks: list[list[int]] = []
    bodies: list[bytes] = []
    for group in _groups(texts):
        start = 0
        for names in group:
            end = start + len(texts[names])
            keys.update({name: [len(chunks), start, end] for name in names})
            start = end
        text = "".join(texts[names] for names in group).encode("utf-8")
        # A dictionary as large as a chunk packs as well as the largest, in half the time.
        body = lzma.compress(text, filters=[{"id": lzma.FILTER_LZMA2, "preset": 8, "dict_size": 1 << 20}])
        chunks.append([sum(map(len, bodies)), len(body)])
        bodies.append(body)
    head = json.dumps({"keys": keys, "chunks": chunks}, sort_keys=True, separators=(",", ":"))
    # Moved into place as a whole: another process may be reading the old pack.
    fresh = target / f"{PACK_NAME}.{getpid()}"
    fresh.write_bytes(head.encode() + b"\n" + b"".join(bodies))
    fresh.replace(target / PACK_NAME)
    (target / NOTICE_NAME).write_text(_NOTICE, encoding="utf-8")


def _groups(texts: Mapping[tuple[str, ...], str]) -> list[list[tuple[str, ...]]]:
    groups: list[list[tuple[str, ...]]] = [[]]
    size = 0
    for names in sorted(texts, key=lambda item: item[-1]):
        if groups[-1] and (len(groups[-1]) >= _CHUNK_TEXTS or size + len(texts[names]) > _CHUNK_CHARS):
            groups.append([])
            size = 0
        groups[-1].append(names)
        size += len(texts[names])
    return groups
