"""A text as its words: decoding, markup, comment leaders, list labels and spelling are taken away, no word is.

Everything here looks across line breaks, so that a text wrapped in another way has the same words.
List labels cannot always be told from numbers (``within 30.`` and ``30. Definitions``): what has the form of a label
leaves the word stream and is kept beside it as a :class:`Mark`, which the comparison with a known text judges: there,
a label may change, and a number of a sentence (``paragraph 4.a``, ``version 2.0``) may not.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from rail.identify.markup import strip_markup
from rail.identify.spelling import SPELLINGS

VERSION = 1
MAX_CHARS = 8_000_000
_HEAD = 4_000
_MARK = "\x01"
_JOINT = "\x1f"  # a line break inside a hyphenated word: no border of words, but a border of lines

# Typographic characters by what they do to words; a chain of str.replace is ten times faster than str.translate.
_TYPOGRAPHY = (
    *((char, "") for char in "\u2019\u2018\u02bc\u00ad\u200b\u200c\u200d\u2060\ufeff"),
    *((char, '"') for char in "\u201c\u201d\u201e\u00ab\u00bb"),
    *((char, " - ") for char in "\u2013\u2014\u2015\u2022\u00b7\u25cf"),
    *((char, "-") for char in "\u2010\u2011"),
    *((char, "\n") for char in "\u2028\u2029\x85"),
    ("\u00a0", " "),
    ("\u00a9", " (c) "),
)

# Two lines, one word; "pre- and post-training" keeps its hanging hyphen.
_LINE_END = re.compile(r"-(?<=[^\W\d_]-)[ \t]*\n[ \t>*#/;%|!-]{0,12}(?!(?:and|or|to)\b)(?=[^\W\d_])")
_INNER = re.compile(r"-(?<=[^\W\d_]-)(?=[^\W\d_])")
_RESERVED = re.compile(r"all(?<!\wall)\W{1,9}rights\W{1,9}reserved\b")
_COPYRIGHT = re.compile(r"^[^\w\n(]{0,12}(?:portions\W{1,3})?(?:copyright\b|\(c\)|©)[^\n]{0,240}$", re.MULTILINE)
_DATED = r"\d{4}|\(c\)|©|\byyyy\b|\byear\b|[\[<{]"
# The third item of a list begins as a copyright line does, but names neither year nor holder at once.
_ITEM_C = r"\W*\(c\)(?![^\n]{0,60}?(?:copyright|\d{4}|\byyyy\b|\byears?\b|[\[<{]))"
_LIMITING_LINE = r"\b(?:shall|must|not|only|solely|prohibited|except|may|permission|notice|license)\b"

# Every alternative begins with one character of a set, which the regex engine looks for quickly.
_LABEL = re.compile(
    r"[(\s>*#/;%|!-](?:"
    r"(?<=\()(?<![^\W_]\()\s?(?P<paren>\d{1,3}|(?P<twin>[a-z])(?P=twin)?|[ivxl]{2,6})\s?\)"
    r"|(?<!\()(?P<bare>\d{1,3}(?:\.\d{1,3}){0,4}(?:\.[a-z])?|[a-z]|[ivxl]{2,6})"
    r"(?P<end>\.\)|[.)](?=[\s*_]|$)|(?:(?<=\.\d)|(?<=\.\d\d)|(?<=\.[a-z]))(?=[\s*_]|$)))"
)
_IDEOGRAPH = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # scripts without blanks: every character is a word
_WORD = f"\x01[^\x02]*\x02|[{_IDEOGRAPH}]|(?:(?![{_IDEOGRAPH}])[^\\W_]|\x1f)+"
_ASCII_WORD = re.compile("\x01[^\x02]*\x02|[a-z0-9\x1f]+")


class Mark(NamedTuple):
    """A number or letter in the form of a list label: the number of words before it, its value, where it stands."""

    place: int
    value: str
    start: int


class WordStream(NamedTuple):
    """The words of one text in order, with the labels that were taken out of it."""

    words: list[str]
    marks: list[Mark]


def decode(data: bytes) -> str:
    """Return the bytes as text, whatever they are: UTF-8, UTF-16 or UTF-32 with a mark, UTF-16 without, else cp1252."""
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return data.decode("utf-32", "replace")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if b"\x00" in data[:_HEAD] and (encoding := _unmarked_utf16(data[:_HEAD])):
        return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _unmarked_utf16(head: bytes) -> str | None:
    """Return the byte order of UTF-16 without a mark: its blanks and line ends have a zero on one side."""
    blanks = (b" ", b"\n", b"\r")
    pairs = [head[place : place + 2] for place in range(0, len(head) - 1, 2)]
    little = sum(pair[1:] == b"\0" and pair[:1] in blanks for pair in pairs)
    big = sum(pair[:1] == b"\0" and pair[1:] in blanks for pair in pairs)
    zeros = sum(b"\0" in pair for pair in pairs)
    if max(little, big) * 200 < len(pairs) or (b"\0\0" in pairs and zeros * 3 < len(pairs)):
        return None
    return "utf-16-le" if little >= big else "utf-16-be"


def prepare(text: str) -> str:
    """Return the text folded, freed of markup and of "all rights reserved", with as many lines as before."""
    text = fold(text)
    return _RESERVED.sub(_blank, text) if "reserved" in text else text


def fold(text: str) -> str:
    """Return the text folded and freed of markup, with as many lines as before; words can be read off it."""
    text = text[:MAX_CHARS]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = strip_markup(text)
    if not text.isascii():
        for char, plain in _TYPOGRAPHY:
            text = text.replace(char, plain)
    text = text.replace("'", "").replace("\x00", "")
    text = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    if "\x01" in text or "\x1f" in text:
        text = text.replace(_MARK, " ").replace(_JOINT, " ").replace("\x02", " ")
    if "-" in text:
        text = _INNER.sub("", _LINE_END.sub(_JOINT, text))
    return text


def copyright_lines(prepared: str) -> set[int]:
    """Return the 1-based numbers of the lines that name holders and years and nothing else."""
    if "copyright" not in prepared and "(c)" not in prepared:
        return set()
    found = set()
    line, last = 1, 0
    for match in _COPYRIGHT.finditer(prepared):
        line += prepared.count("\n", last, match.start()) + prepared.count(_JOINT, last, match.start())
        last = match.start()
        if not _copyright_line(match):
            found.add(line)
    return found


def without_copyright(text: str) -> str:
    """Return a prepared text without its copyright lines, which name holders and years and nothing else."""
    if "copyright" in text or "(c)" in text:
        return _COPYRIGHT.sub(_copyright_line, text)
    return text


def tokens(prepared: str) -> list[str]:
    r"""Return the words of a prepared text in order; an item that begins with ``\\x01`` is a possible list label."""
    marked = _LABEL.sub(_label, f"\n{prepared}")
    found = re.findall(_ASCII_WORD if marked.isascii() else _WORD, marked)
    if _JOINT in prepared:
        found = [word.replace(_JOINT, "") for word in found]
    return [SPELLINGS.get(word, word) for word in found if word]


def words_of(found: list[str]) -> list[str]:
    """Return the words alone."""
    return [word for word in found if word[0] != _MARK]


def stream(found: list[str]) -> WordStream:
    """Return words and marks apart."""
    words: list[str] = []
    marks = []
    for word in found:
        if word[0] == _MARK:
            start, _, value = word[1:-1].partition(":")
            marks.append(Mark(len(words), value, int(start)))
        else:
            words.append(word)
    return WordStream(words, marks)


def lines_of(prepared: str) -> list[int]:
    """Return the 1-based line of every word of a prepared text, in the order of :func:`stream`."""
    marked = _LABEL.sub(_label, f"\n{prepared}")
    pattern = _ASCII_WORD if marked.isascii() else _WORD
    lines: list[int] = []
    number = 0
    for chunk in marked.split("\n"):
        for found in re.findall(pattern, chunk) if chunk else ():
            if found[0] != _MARK and found != _JOINT:
                lines.append(number)
            number += found.count(_JOINT)
        number += 1
    return lines


def normalise(text: str) -> WordStream:
    """Return all words of a text, copyright lines included."""
    return stream(tokens(prepare(text)))


def phrase_words(text: str) -> list[str]:
    """Return all words of a text: in a fixed phrase ``3.1`` is no list label, and "all rights reserved" counts too."""
    words, marks = stream(tokens(fold(text)))
    for mark in reversed(marks):
        words[mark.place : mark.place] = mark.value.split(".")
    return words


def _blank(match: re.Match[str]) -> str:
    return " " + "\n" * match[0].count("\n") + " "


def _copyright_line(match: re.Match[str]) -> str:
    line = match[0]
    if re.match(_ITEM_C, line):
        return line
    return "" if re.search(_DATED, line) and not re.search(_LIMITING_LINE, line) else line


def is_label(prepared: str, mark: Mark) -> bool:
    """Tell from what stands before a number or letter whether it labels an item; if not, it belongs to a sentence."""
    from rail.identify.labels import labels_item

    start = mark.start - 1  # the text is read with a line break before it
    if prepared[max(0, start) : start + 1] == "(":
        return labels_item(prepared[max(0, start - 200) : start], in_list=True)
    end = mark.start + len(mark.value)
    return labels_item(prepared[max(0, start - 200) : start + 1], in_list=prepared[end : end + 1] == ")")


def _label(match: re.Match[str]) -> str:
    text, start = match.string, match.start()
    value = match["paren"]
    if value == "c":
        following = text[match.end() : match.end() + 12].lstrip()
        before = text[max(0, start - 20) : start].rstrip()
        if before.endswith("copyright") or following[:4].isdigit() or following.startswith("copyright"):
            return " "
    return f"{match[0][0]}{_MARK}{start}:{value or match['bare']}\x02"
