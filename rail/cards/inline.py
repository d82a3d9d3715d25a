"""What people read in a line of Markdown or HTML: its words without the marks, its links and its badges.

CommonMark 6 is followed as far as cards need it; a link or a tag does not run over the end of a line here.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus

from rail.model.card import Badge, MarkdownLink

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rail.cards.blocks import Block

MAX_LINKS = 5000
MAX_LINE = 20_000
_ADDRESS = r"[^\s<>()]{0,2000}(?:\([^\s<>()]{0,500}\)[^\s<>()]{0,500}){0,4}"
_TARGET = rf"\(\s{{0,9}}<?({_ADDRESS})>?(?:\s+[\"'(][^\n]{{0,300}}?[\"')])?\s{{0,9}}\)"
_IMAGE = re.compile(rf"!\[([^\[\]\n]{{0,500}})\]{_TARGET}")
_LINK = re.compile(rf"\[([^\[\]\n]{{0,500}}(?:\[[^\[\]\n]{{0,200}}\][^\[\]\n]{{0,200}}){{0,3}})\]{_TARGET}")
_REFERENCE = re.compile(r"^ {0,3}\[([^\[\]\n]{1,300})\]:\s{0,9}<?([^\s<>]{1,2000})>?")
_ANCHOR = re.compile(r"<a\s[^<>]{0,500}?href\s?=\s?[\"']?([^\s\"'<>]{1,2000})[\"']?[^<>]{0,500}>", re.IGNORECASE)
_IMG = re.compile(r"<img\s[^<>]{0,1000}?src\s?=\s?[\"']?([^\s\"'<>][^\"'<>]{0,2000})[^<>]{0,1000}>", re.IGNORECASE)
_ALT = re.compile(r"\balt\s?=\s?[\"']([^\"'<>]{0,300})", re.IGNORECASE)
_AUTOLINK = re.compile(r"<(https?://[^\s<>]{1,2000})>")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>")
_BREAK = re.compile(r"<br\s?/?>", re.IGNORECASE)
_MARKS = re.compile(r"[*`]+|(?<![A-Za-z0-9])_+|_+(?![A-Za-z0-9])|\\(?=[^A-Za-z0-9\s])")
_LICENSE_URL = re.compile(
    r"creativecommons\.org/(?:licenses|publicdomain)/|opensource\.org/licen|apache\.org/licenses/|opendatacommons\.org/|gnu\.org/licen",
    re.IGNORECASE,
)
_WORD = re.compile(r"licen[sc]e", re.IGNORECASE)


def read_line(line: str) -> str:
    """Return the words of one line without Markdown marks and tags; links to licence stewards keep their address."""
    if len(line) > MAX_LINE:
        line = line[:MAX_LINE]
    if "](" in line:
        line = _IMAGE.sub("", line)
        line = _LINK.sub(lambda match: _shown_link(match[1], match[2]), line)
    if "<" in line:
        line = _AUTOLINK.sub(r"\1", _BREAK.sub(" \u2028 ", line))
        line = _ANCHOR.sub(lambda match: _shown_link("", match[1]), line)
        line = _TAG.sub("", line)
    if "&" in line:
        line = unescape(line)
    return _MARKS.sub("", line)


def find_links(blocks: Iterable[Block]) -> tuple[MarkdownLink, ...]:
    """Return the links of a body in order, at most ``MAX_LINKS``; code holds none."""
    found: list[MarkdownLink] = []
    for number, line in _lines(blocks):
        if "](" in line or "]:" in line or "<" in line:
            found.extend(MarkdownLink(text, target, number) for text, target in _links(line))
        if len(found) >= MAX_LINKS:
            break
    return tuple(found[:MAX_LINKS])


def find_badges(blocks: Iterable[Block]) -> tuple[Badge, ...]:
    """Return the images whose text or address shows a licence, with the target that they link to."""
    found: list[Badge] = []
    for number, line in _lines(blocks):
        if ("![" in line or "<img" in line.lower()) and _WORD.search(line):
            found.extend(Badge(value, target, number) for value, target in _badges(line))
    return tuple(found)


def _lines(blocks: Iterable[Block]) -> Iterator[tuple[int, str]]:
    for block in blocks:
        if block.kind != "code":
            for offset, line in enumerate(block.text.split("\n")):
                yield block.line + offset, line[:MAX_LINE]


def _links(line: str) -> Iterator[tuple[str, str]]:
    plain = _IMAGE.sub(lambda match: match[1].replace("[", "").replace("]", ""), line)
    for match in _LINK.finditer(plain):
        if match[2]:
            yield read_line(match[1]).strip(), match[2]
    reference = _REFERENCE.match(line)
    if reference:
        yield reference[1], reference[2]
    for match in _ANCHOR.finditer(line):
        text, closed, _ = line[match.end() :].partition("</a")
        yield read_line(text).strip() if closed else "", unescape(match[1])
    for match in _AUTOLINK.finditer(line):
        yield match[1], match[1]


def _badges(line: str) -> Iterator[tuple[str, str]]:
    targets = [target for _, target in _links(line)]
    target = targets[0] if len(targets) == 1 else ""
    for match in _IMAGE.finditer(line):
        value = _badge_value(match[1], match[2])
        after = re.match(rf"\]{_TARGET}", line[match.end() :])
        if value:
            yield value, after[1] if after else target
    for match in _IMG.finditer(line):
        alt = _ALT.search(match[0])
        value = _badge_value(alt[1] if alt else "", match[1])
        if value:
            yield value, target


def _badge_value(alt: str, source: str) -> str:
    """Return what a badge says, as ``label: message``, or empty where it shows no licence."""
    words = _shields_words(source)
    if words and _WORD.search(words):
        return words
    if _WORD.search(alt):
        return alt.strip()
    return ""


def _shields_words(source: str) -> str:
    path = unescape(source).partition("//")[2]
    if "label=" in path and "message=" in path:
        query = dict(part.partition("=")[::2] for part in path.partition("?")[2].split("&"))
        return f"{unquote_plus(query.get('label', ''))}: {unquote_plus(query.get('message', ''))}"
    if "/badge/" not in path:
        return ""
    name = path.partition("/badge/")[2].partition("?")[0]
    parts = name.replace("--", "\0").replace("__", "\1").split("-")
    words = [unquote_plus(part.replace("_", " ")).replace("\0", "-").replace("\1", "_") for part in parts[:2]]
    return ": ".join(word.strip().removesuffix(".svg") for word in words)


def _shown_link(text: str, target: str) -> str:
    return f"{text} {target} " if _LICENSE_URL.search(target) and target not in text else text
