"""The texts that are known at build time: our records first, then what else ``licensedcode-data`` holds."""

from __future__ import annotations

from base64 import b64decode
from hashlib import sha256
from json import loads
from struct import unpack
from typing import TYPE_CHECKING, Any, NamedTuple

from rail.errors import DataError
from rail.identify.normalise import normalise
from rail.identify.reference import Border
from rail.knowledge.licensedb import read_licensedb
from rail.knowledge.records import read_record
from rail.resources import content_dir

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rail.knowledge.licensedb import LicenseDbText

Record = dict[str, Any]


class KnownText(NamedTuple):
    """One text with what its record says of it, all places counted in words.

    Attributes:
        keys: the names under which the text pack holds it: our id and the LicenseDB key.
        text: the canonical text, or ``None`` where only its fingerprint is known.
        free: passages whose wording may differ.
        optional: passages that may be absent.
        language: BCP 47 tag.
        translation_of: the id of the text that this one translates.
        additions: passages that may follow: how many words, and their SHA-256.
    """

    id: str
    keys: tuple[str, ...]
    spdx: str | None
    hub: str | None
    licensedb: str | None
    title: str
    text: str | None
    free: list[tuple[int, int]]
    optional: list[tuple[int, int]]
    clauses: list[Border]
    fingerprint: Record | None = None
    hashes: tuple[int, ...] = ()
    language: str = "en"
    translation_of: str | None = None
    additions: tuple[tuple[int, str], ...] = ()


def known_texts(records: list[Record]) -> Iterator[KnownText]:
    """Yield every known text: records by id, then the other LicenseDB texts by key.

    Raises:
        DataError: a record names a text that is not there, or not that one.
    """
    held = {text.key: text for text in read_licensedb()}
    taken = set()
    for record in sorted(records, key=lambda item: str(item["id"])):
        key = record["text"]["pack"]
        if key is None:
            yield _from_fingerprint(record)
            continue
        taken.add(key)
        yield from_record(record, _checked(record, held.get(key)))
    hub_of = _hub_ids()
    for key, text in sorted(held.items()):
        if key not in taken and not text.deprecated and text.text.strip():
            ids = text.spdx, hub_of.get(key), key
            yield KnownText(key, (key,), *ids, text.name, text.text, [], [], [], language=text.language)


def from_record(record: Record, text: str) -> KnownText:
    """Return a text with the passages and clauses of its record, from characters to words."""
    ids = record["ids"]
    counter = WordCounter(text)
    passages = [(counter.span(item["span"]), bool(item.get("optional"))) for item in record.get("variable") or ()]
    pack = record["text"]["pack"]
    return KnownText(
        record["id"],
        tuple(dict.fromkeys(key for key in (record["id"], pack) if key)),
        ids["spdx"],
        ids["hub"],
        ids["licensedb"],
        record["name"],
        text,
        [span for span, _ in passages],
        [span for span, optional in passages if optional],
        clause_borders(record, counter.span),
        language=record.get("language") or "en",
        translation_of=record.get("translation_of"),
        additions=_additions(record),
    )


def clause_borders(record: Record, span_of: Callable[[list[int]], tuple[int, int]]) -> list[Border]:
    """Return the clauses of a record, their borders in words."""
    terms = record.get("terms") or {}
    categories: dict[str, list[str]] = {}
    for term in terms.get("items") or ():
        categories.setdefault(str(term["clause"]), []).append(term["about"])
    return [
        Border(
            span_of(clause["span"])[0],
            span_of(clause["span"])[1],
            str(clause["label"]),
            str(clause["id"]),
            tuple(dict.fromkeys(categories.get(str(clause["id"]), ()))),
        )
        for clause in record.get("clauses") or ()
    ]


class WordCounter:
    """How many words stand before a character of a text."""

    def __init__(self, text: str) -> None:
        """Count on demand."""
        self._text = text
        self._counts: dict[int, int] = {0: 0}

    def span(self, span: list[int]) -> tuple[int, int]:
        """Return a range of characters as a range of words."""
        return self._before(span[0]), self._before(span[1])

    def _before(self, place: int) -> int:
        if place not in self._counts:
            self._counts[place] = len(normalise(self._text[:place]).words)
        return self._counts[place]


def _checked(record: Record, text: LicenseDbText | None) -> str:
    where = f"licenses/{record['id']}/license.yaml: text"
    if text is None:
        message = f"{where}.pack: {record['text']['pack']!r} is no text of the installed licensedcode-data"
        raise DataError(message)
    expected = record["text"]["pack_sha256"]
    found = sha256(text.text.encode()).hexdigest()
    if expected != found:
        message = f"{where}.pack_sha256: {expected}, but the text of the installed licensedcode-data has {found}"
        raise DataError(message, "install the pinned licensedcode-data==32.1.0, or check the record")
    return text.text


def _from_fingerprint(record: Record) -> KnownText:
    path = content_dir("licenses") / record["id"] / "fingerprint.json"
    if not path.is_file():
        message = f"{path}: missing; the text of {record['id']} is in no pack, so its fingerprint must be committed"
        raise DataError(message, "python -m rail.identify.fingerprint --texts DIR")
    data = loads(path.read_text(encoding="utf-8"))
    ids = record["ids"]
    spans = {tuple(characters): tuple(words) for characters, words in data["spans"]}
    return KnownText(
        record["id"],
        (record["id"],),
        ids["spdx"],
        ids["hub"],
        ids["licensedb"],
        record["name"],
        None,
        [],
        [],
        clause_borders(record, lambda span: _words_span(record, spans, span)),
        data,
        hashes_of(data),
        record.get("language") or "en",
        record.get("translation_of"),
        _additions(record),
    )


def _additions(record: Record) -> tuple[tuple[int, str], ...]:
    return tuple((item["words"], item["words_sha256"]) for item in record.get("additions") or ())


def _hub_ids() -> dict[str, str]:
    path = content_dir("licenses") / "hub_ids.yaml"
    if not path.is_file():
        return {}
    rows = read_record(path)["ids"]
    return {
        row["licensedb"]: row["id"] for row in rows if row["licensedb"] and not row["placeholder"] and not row["family"]
    }


def hashes_of(fingerprint: Record) -> tuple[int, ...]:
    """Return the window hashes of a committed fingerprint."""
    raw = b64decode(fingerprint["windows"])
    return unpack(f"<{len(raw) // 4}I", raw)


def _words_span(record: Record, spans: dict[Any, Any], span: list[int]) -> tuple[int, int]:
    if tuple(span) not in spans:
        message = (
            f"licenses/{record['id']}/fingerprint.json: it knows no passage {span[0]}-{span[1]}, which the record has"
        )
        raise DataError(message, "python -m rail.identify.fingerprint --texts DIR")
    start, end = spans[tuple(span)]
    return start, end
