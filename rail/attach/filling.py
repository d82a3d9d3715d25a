"""The parts of a licence text that its user fills in: fields of a template, and the copyright line above some texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.errors import InputError
from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rail.attach.text_sources import LicenseText
    from rail.model.license import License

_ASKS_FOR_LINE = re.compile(r"\babove copyright\b", re.IGNORECASE)
_LINE = re.compile(r"^[^\w\n(]{0,12}(?:copyright|\(c\)|©)[^\n]{0,240}$", re.IGNORECASE | re.MULTILINE)
_BRACKETED = re.compile(r"\s*[\[<{].{1,120}[\]>}]\s*", re.DOTALL)
_KINDS = (
    ("year", re.compile(r"\b(?:years?|yyyy)\b", re.IGNORECASE)),
    ("project", re.compile(r"\b(?:project|program(?:me)?|software|work)\b", re.IGNORECASE)),
    ("address", re.compile(r"\b(?:e-?mail|login|address|web site|url|number)\b", re.IGNORECASE)),
    (
        "holder",
        re.compile(
            r"\b(?:full ?name|names?|owners?|holders?|authors?|organi[sz]ation|company|licensor|entity|contributor)\b",
            re.IGNORECASE,
        ),
    ),
)
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class FilledText:
    """A licence text with its variable parts filled in.

    Attributes:
        data: the bytes; line ends, mark and every other character are those of the text.
        filled: what was written, in the order of the text: field and value.
        missing: fields that no value was given for: the value's name and the field.
        copyright_line: the line that was put above a text that speaks of it, or ``None``.
    """

    data: bytes
    filled: tuple[tuple[str, str], ...] = ()
    missing: tuple[tuple[str, str], ...] = ()
    copyright_line: str | None = None


def fill_text(text: LicenseText, record: License, values: Mapping[str, str]) -> FilledText:
    """Return a licence text with its fields filled in.

    Fields of an appendix on how to apply a licence are part of the text and stay. A text that asks to keep "the above
    copyright notice" and has none gets the line ``Copyright (c) YEAR HOLDER`` above it.

    Args:
        text: the text.
        record: its licence.
        values: ``year``, ``holder``, ``project``, ``address``; or a field as it stands, such as ``[yyyy]``.

    Raises:
        InputError: a value is empty, or holds what would make another field of it.
    """
    words = {name: _clean(name, value) for name, value in values.items()}
    old = text.data.decode("utf-8", "surrogateescape")
    pieces: list[str] = []
    filled: list[tuple[str, str]] = []
    missing: list[tuple[str, str]] = []
    last = 0
    for start, end in _fields(old, text, record):
        field = old[start:end]
        kind = next((name for name, pattern in _KINDS if pattern.search(field)), "address")
        value = words.get(field) or words.get(kind)
        if value is None:
            missing.append((kind, field))
            continue
        pieces += [old[last:start], value]
        filled.append((field, value))
        last = end
    new = "".join([*pieces, old[last:]])
    line = None
    if needs_copyright_line(old):
        wanted = [name for name in ("year", "holder") if name not in words]
        missing += [(name, "the copyright line above the text") for name in wanted]
        if not wanted:
            line = f"Copyright (c) {words['year']} {words['holder']}"
            new = _with_line(new, line)
    return FilledText(new.encode("utf-8", "surrogateescape"), tuple(filled), tuple(dict.fromkeys(missing)), line)


def needs_copyright_line(text: str) -> bool:
    """Tell whether a text speaks of the copyright notice above it and has none there."""
    asks = _ASKS_FOR_LINE.search(text)
    return asks is not None and _LINE.search(text, 0, asks.start()) is None


def _fields(old: str, text: LicenseText, record: License) -> Iterator[tuple[int, int]]:
    """Yield the places of unfilled fields: those that are known by their form, and those that the record names."""
    from rail.artifacts.placeholders import placeholder_spans
    from rail.identify.identify import identify

    spans = {
        _year(old, start, end)
        for start, end, _ in placeholder_spans(old, identify(text.data))
        # `copyright year` without brackets is prose, unless it is shouted.
        if old[start] in "[<{" or old[start:end].endswith(("YEAR", "YYYY"))
    }
    for part in record.variable:
        words = "" if part.optional or text.characters is None else text.characters[slice(*part.span)]
        if words and _BRACKETED.fullmatch(words) and old.count(words) == 1:
            start = old.index(words)
            spans.add((start, start + len(words)))
    last = 0
    for start, end in sorted(spans):
        if start >= last:
            yield start, end
            last = end


def _year(old: str, start: int, end: int) -> tuple[int, int]:
    """Return the place of the year alone in ``Copyright (c) YEAR``."""
    return (start, end) if old[start] in "[<{" else (end - 4, end)


def _with_line(text: str, line: str) -> str:
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    ending = "\r\n" if "\r\n" in text else "\n"
    return f"{mark}{line}{ending}{ending}{text.removeprefix(mark)}"


def _clean(name: str, value: str) -> str:
    """Return a value as one line.

    Raises:
        InputError: nothing is left of it, it is too long, or has brackets that a template has.
    """
    plain = " ".join("".join(char if char.isprintable() else " " for char in value).split())
    if not plain or len(plain) > _LONGEST:
        message = f"{name}: 1 to {_LONGEST} characters were expected"
        raise InputError(message)
    if re.search(r"[\[\]{}]|<[^@>]*>", plain):
        message = f"{name}: {plain!r} has brackets or markup; a plain name was expected"
        raise InputError(message)
    return plain
