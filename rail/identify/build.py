"""Compile the known texts: the table of identities (``identify.pack``) and the verbatim texts (``texts.pack``)."""

from __future__ import annotations

from collections import Counter
from struct import pack as pack_struct
from typing import TYPE_CHECKING, Any, NamedTuple

from rail.identify.free import free_passages
from rail.identify.known import KnownText, known_texts
from rail.identify.normalise import VERSION, prepare, stream, tokens
from rail.identify.packfile import lines_sections, write_pack
from rail.identify.variants import Form, forms_of, pack_marks
from rail.identify.vocabulary import vocabulary_sections
from rail.identify.windows import SIZE, anchors, window_hash
from rail.knowledge.records import read_record
from rail.knowledge.textpack import write_texts
from rail.resources import content_dir

if TYPE_CHECKING:
    from pathlib import Path

    from rail.identify.reference import Border

_POSITION_BITS = 14
_MIN_WORDS = 8


class Row(NamedTuple):
    """One text on its way into the pack."""

    known: KnownText
    words: list[str]
    marks: str
    free: list[tuple[int, int]]
    clauses: list[Border]
    forms: dict[bytes, Form]
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
        "languages": "\n".join(_languages(rows)).encode(),
        "additions": "\n".join(_additions(rows)).encode(),
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
    whole = stream(tokens(prepared))
    words = whole.words
    free = free_passages(prepared, words, known)
    sampled = [(window_hash(words, start), start) for start in anchors(words)]
    return Row(
        known,
        words,
        pack_marks(prepared, whole.marks),
        free,
        known.clauses,
        forms_of(prepared, whole, known.optional),
        sampled,
    )


def _fingerprint_row(known: KnownText, data: dict[str, Any]) -> Row:
    forms = {bytes.fromhex(digest): Form(left_out, marks) for digest, left_out, marks in data["forms"]}
    free = [(low, high) for low, high in data["free"]]
    sampled = [(known.hashes[start], start) for start in data["anchors"]]
    return Row(known, [], data["marks"], free, known.clauses, forms, sampled)


def _digest_sections(rows: list[Row]) -> dict[str, bytes]:
    entries = sorted(
        {
            (digest, number, form.left_out, form.marks)
            for number, row in enumerate(rows)
            for digest, form in row.forms.items()
        }
    )
    lines = [f"{number}\t{left_out}\t{marks if left_out else ''}" for _, number, left_out, marks in entries]
    return {"digests": b"".join(entry[0] for entry in entries), **lines_sections("variants", lines)}


def _names_line(row: Row) -> str:
    known = row.known
    fields = (known.id, known.spdx or "", known.hub or "", known.licensedb or "", known.title, row.marks)
    return "\t".join(field.replace("\t", " ") for field in fields)


def _languages(rows: list[Row]) -> list[str]:
    """Return a line for each text that is not English, or translates another text."""
    return [
        f"{row.known.id}\t{row.known.language}\t{row.known.translation_of or ''}"
        for row in rows
        if row.known.language != "en" or row.known.translation_of
    ]


def _additions(rows: list[Row]) -> list[str]:
    """Return a line for each passage that may follow a text."""
    return [f"{row.known.id}\t{count}\t{digest}" for row in rows for count, digest in row.known.additions]


def _text_sections(rows: list[Row]) -> dict[str, bytes]:
    counts = Counter(word for row in rows for word in row.words)
    sections, code = vocabulary_sections(counts)
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
        **sections,
        "words": "".join(words).encode("utf-16-le"),
        "hashes": pack_struct(f"<{len(hashes)}I", *hashes),
        **lines_sections("details", details),
    }


def _window_sections(rows: list[Row]) -> dict[str, bytes]:
    table: dict[int, list[int]] = {}
    counts = []
    halves = []
    for number, row in enumerate(rows):
        sampled = _outside_free(row)
        counts.append(len(sampled))
        halves.append(sum(1 for window, _ in sampled if window & 1))
        for window, start in sampled:
            table.setdefault(window, []).append(number << _POSITION_BITS | start)
    keys = sorted(table)
    offsets = [0]
    postings: list[int] = []
    for key in keys:
        postings += table[key]
        offsets.append(len(postings))
    return {
        "anchors": pack_struct(f"<{len(counts)}I", *counts),
        "anchors.odd": pack_struct(f"<{len(halves)}I", *halves),
        "window.keys": pack_struct(f"<{len(keys)}I", *keys),
        "window.at": pack_struct(f"<{len(offsets)}I", *offsets),
        "window.posts": pack_struct(f"<{len(postings)}I", *postings),
    }


def _outside_free(row: Row) -> list[tuple[int, int]]:
    """Return the sampled windows that every copy of the text has; of a text that is free almost everywhere, all."""
    fixed = [
        (window, start)
        for window, start in row.sampled
        if not any(low < start + SIZE and start < high for low, high in row.free)
    ]
    return fixed if len(fixed) > 2 else row.sampled  # noqa: PLR2004 # a text of a few words
