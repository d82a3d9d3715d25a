"""Compile the known texts: the table of identities (``identify.pack``) and the verbatim texts (``texts.pack``)."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from struct import pack as pack_struct
from typing import TYPE_CHECKING, Any, NamedTuple

from rail.errors import DataError
from rail.identify.free import free_passages
from rail.identify.index import DIGEST
from rail.identify.known import KnownText, known_texts
from rail.identify.normalise import VERSION, lines_of, prepare, stream, tokens, without_copyright, words_of
from rail.identify.packfile import lines_sections, write_pack
from rail.identify.windows import anchors, window_hash
from rail.knowledge.records import read_record
from rail.knowledge.textpack import write_texts
from rail.resources import content_dir

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rail.identify.reference import Border

_POSITION_BITS = 14
_MIN_WORDS = 8
_FIRST_CODE = 32
_SURROGATES = 0xD800
_MAX_OPTIONAL = 4


class Row(NamedTuple):
    """One text on its way into the pack."""

    known: KnownText
    words: list[str]
    marks: str
    free: list[tuple[int, int]]
    clauses: list[Border]
    digests: dict[bytes, tuple[tuple[int, int], ...]]
    sampled: list[tuple[int, int]]


def build_packs(records: list[dict[str, Any]], target: Path) -> None:
    """Write ``identify.pack``, ``texts.pack`` and the notice of the texts' source into ``target``.

    Args:
        records: the parsed ``license.yaml`` files.
        target: the folder of compiled packs.

    Raises:
        DataError: a text is not the one its record speaks of, or a fingerprint is missing.
    """
    target.mkdir(parents=True, exist_ok=True)
    texts = list(known_texts(records))
    write_pack(target / "identify.pack", identify_sections(texts))
    write_texts(target, {text.keys: text.text for text in texts if text.text is not None})


def identify_sections(texts: list[KnownText]) -> dict[str, bytes]:
    """Return the sections of the table of identities."""
    rows = [row for row in map(read_row, texts) if len(row.words) >= _MIN_WORDS or row.known.fingerprint]
    return {
        "version": str(VERSION).encode(),
        **_digest_sections(rows),
        **lines_sections("names", [_names_line(row) for row in rows]),
        **_text_sections(rows),
        **_window_sections(rows),
        "mentions": _mentions().encode(),
    }


def _mentions() -> str:
    """Return ``licenses/mentions.yaml`` as four lines of tab-separated items."""
    data = read_record(content_dir("licenses") / "mentions.yaml")
    addresses = (f"{item['begins']} {item.get('license', '')} {item.get('family', '')}" for item in data["addresses"])
    rows = (data["before_name"], data["labels"], addresses, data["legal_words"])
    return "\n".join("\t".join(row) for row in rows)


def read_row(known: KnownText) -> Row:
    """Return one text as the pack has it."""
    if known.fingerprint is not None:
        return _fingerprint_row(known, known.fingerprint)
    prepared = prepare(known.text or "")
    words, marks = stream(tokens(prepared))
    free = free_passages(prepared, words, known)
    short = words_of(tokens(without_copyright(prepared)))
    digests: dict[bytes, tuple[tuple[int, int], ...]] = {}
    for left_out in _variants(known.optional, len(words)):
        digests.setdefault(_digest(_cut(words, left_out)), left_out)
    if len(short) < len(words):
        ranges = tuple(_dropped(prepared))
        digests.setdefault(_digest(short), ranges)
        for left_out in _variants(known.optional, len(words)):
            merged = tuple(_merge([*left_out, *ranges]))
            digests.setdefault(_digest(_cut(words, merged)), merged)
    packed = " ".join(f"{mark.place}:{'l' if mark.is_label else 'f'}:{mark.value}" for mark in marks)
    sampled = [(window_hash(words, start), start) for start in anchors(words)]
    return Row(known, words, packed, free, known.clauses, digests, sampled)


def _fingerprint_row(known: KnownText, data: dict[str, Any]) -> Row:
    digests = {
        bytes.fromhex(digest): tuple((low, high) for low, high in left_out) for digest, left_out in data["digests"]
    }
    free = [(low, high) for low, high in data["free"]]
    sampled = [(known.hashes[start], start) for start in data["anchors"]]
    return Row(known, [], data["marks"], free, known.clauses, digests, sampled)


def _variants(optional: list[tuple[int, int]], size: int) -> Iterator[tuple[tuple[int, int], ...]]:
    yield ()
    spans = optional[:_MAX_OPTIONAL]
    for choice in range(1, 1 << len(spans)):
        left_out = _merge([span for bit, span in enumerate(spans) if choice >> bit & 1])
        if sum(end - start for start, end in left_out) * 2 < size:
            yield tuple(left_out)


def _merge(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return merged


def _cut(words: list[str], left_out: tuple[tuple[int, int], ...]) -> list[str]:
    kept = []
    last = 0
    for start, end in left_out:
        kept += words[last:start]
        last = end
    return kept + words[last:]


def _dropped(prepared: str) -> list[tuple[int, int]]:
    """Return the word ranges of the copyright lines: the lines that the shorter stream does not have."""
    before, after = prepared.split("\n"), without_copyright(prepared).split("\n")
    gone = {number for number, (old, new) in enumerate(zip(before, after, strict=True), 1) if old != new}
    places = [index for index, line in enumerate(lines_of(prepared)) if line in gone]
    return _merge([(index, index + 1) for index in places])


def _digest(words: list[str]) -> bytes:
    return sha256(" ".join(words).encode("utf-8", "replace")).digest()[:DIGEST]


def _digest_sections(rows: list[Row]) -> dict[str, bytes]:
    entries = sorted(
        {
            (digest, number, " ".join(f"{start}-{end}" for start, end in left_out))
            for number, row in enumerate(rows)
            for digest, left_out in row.digests.items()
        }
    )
    return {
        "digests": b"".join(entry[0] for entry in entries),
        **lines_sections("variants", [f"{number}\t{ranges}" for _, number, ranges in entries]),
    }


def _names_line(row: Row) -> str:
    known = row.known
    fields = (known.id, known.spdx or "", known.hub or "", known.licensedb or "", known.title, row.marks)
    return "\t".join(field.replace("\t", " ") for field in fields)


def _text_sections(rows: list[Row]) -> dict[str, bytes]:
    counts = Counter(word for row in rows for word in row.words)
    vocabulary = sorted(counts, key=lambda word: (-counts[word], word))
    if len(vocabulary) + _FIRST_CODE > _SURROGATES:
        message = f"identify.pack: {len(vocabulary)} different words do not fit into 16 bits"
        raise DataError(message)
    code = {word: chr(_FIRST_CODE + number) for number, word in enumerate(vocabulary)}
    words: list[str] = []
    hashes: list[int] = []
    details = []
    position = 0
    for row in rows:
        free = " ".join(f"{start}-{end}" for start, end in row.free)
        clauses = "\x1e".join(
            "\x1f".join((str(c.start), str(c.end), c.label, c.id, " ".join(c.categories))) for c in row.clauses
        )
        if row.known.fingerprint is not None:
            size, width, start = row.known.fingerprint["words"], 5, len(hashes)
            hashes += row.known.hashes
        else:
            size, width, start = len(row.words), 1, position
            position += size
            words.append("".join([code[word] for word in row.words]))
        details.append(f"{size}\t{width}\t{start}\t{free}\t{clauses}")
    return {
        "vocabulary": "\n".join(vocabulary).encode(),
        "words": "".join(words).encode("utf-16-le"),
        "hashes": pack_struct(f"<{len(hashes)}I", *hashes),
        **lines_sections("details", details),
    }


def _window_sections(rows: list[Row]) -> dict[str, bytes]:
    table: dict[int, list[int]] = {}
    counts = []
    for number, row in enumerate(rows):
        counts.append(len(row.sampled))
        for window, start in row.sampled:
            table.setdefault(window, []).append(number << _POSITION_BITS | start)
    keys = sorted(table)
    offsets = [0]
    postings: list[int] = []
    for key in keys:
        postings += table[key]
        offsets.append(len(postings))
    return {
        "anchors": pack_struct(f"<{len(counts)}I", *counts),
        "window.keys": pack_struct(f"<{len(keys)}I", *keys),
        "window.at": pack_struct(f"<{len(offsets)}I", *offsets),
        "window.posts": pack_struct(f"<{len(postings)}I", *postings),
    }
