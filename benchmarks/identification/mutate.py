"""Single edits of meaning and reformattings of a text, for measuring what identification sees and what it ignores."""

from __future__ import annotations

import html
import re
import textwrap
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from random import Random

_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
_LABEL = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t]+)?(?:[-*\u2022][ \t]+)?(?:\*\*)?"
    r"\(?(?:[0-9]{1,3}(?:\.[0-9]{1,3})*|[a-zA-Z]|[ivxIVX]{1,5})(?:\\?[.)]{1,2}|(?<=\.[0-9])|(?<=\.[0-9][0-9]))"
    r"(?:\*\*)?(?:[ \t]|$)",
    re.MULTILINE,
)
# A label that may get another form: behind an empty line or a finished item, and no reference that a line break cut.
_FREE_LABEL = re.compile(r"(?:(?<=\n\n)|(?<=[.;:]\n))" + _LABEL.pattern, re.MULTILINE)
_INLINE_LABEL = re.compile(
    r"(?:[.;:,]|\b(?:and|or|AND|OR))\s+\(?(?:[0-9]{1,3}|[a-zA-Z]|[ivx]{1,5})\)\s|[.;:]\s+[0-9]{1,2}[.)]\s"
)
_COPYRIGHT = re.compile(r"^.*(?:copyright|\(c\)|\u00a9|all rights reserved).*$", re.IGNORECASE | re.MULTILINE)
_ITEM = re.compile(r"^[ \t]*(?:[-*\u2022]|\(?[a-z0-9]{1,3}[.)])[ \t]+\S[^\n]{30,}(?:\n[ \t]+\S[^\n]*)*", re.MULTILINE)
_SENTENCE = re.compile(r"(?<=[.;]\s)[A-Z][^.;]{40,400}[.;]")
_NUMBER = re.compile(r"(?<![^\W_])\d+(?![^\W_])")
_MODAL = re.compile(r"\b(may|shall|must|will|can)\b(?! not)")
_NOT = re.compile(r"\b(?:not|only|solely)[ \t]+(?=\w)")
STRANGE = ("weasel", "lantern", "granite", "orchard", "thimble", "copper", "harbour", "violin", "pepper", "glacier")
ADDED = (
    " You must not use it for military purposes.",
    " Commercial use is prohibited.",
    " Use is permitted solely for non-commercial research.",
    " You may not sell it.",
)


class Mutant(NamedTuple):
    """A text with one edit of meaning: what kind of edit, where, and the text."""

    kind: str
    place: int
    text: str


def mutants(text: str, spared: Sequence[tuple[int, int]], random: Random, count: int) -> Iterator[Mutant]:
    """Yield mutants of a text, the kinds in turn.

    Args:
        text: the text.
        spared: ranges of characters that must stay, such as declared variable parts; title, copyright lines and list
            labels are spared anyway.
        random: the source of chance.
        count: how many.
    """
    fixed = [*spared, *spared_by_form(text)]
    kinds = list(_KINDS.items())
    made = 0
    for turn in range(count * 3):
        kind, mutate = kinds[turn % len(kinds)]
        mutant = mutate(text, fixed, random)
        if mutant is not None and mutant[1] != text:
            yield Mutant(kind, *mutant)
            made += 1
            if made == count:
                return


def reformattings(text: str) -> Iterator[tuple[str, bytes]]:
    """Yield the text in other forms, with every word."""
    for name, change in _FORMS.items():
        yield name, change(text).encode("utf-8")
    yield "crlf", text.replace("\n", "\r\n").encode("utf-8")
    yield "utf-8 with mark", text.encode("utf-8-sig")
    yield "utf-16", text.encode("utf-16")
    yield "utf-16 without mark", text.encode("utf-16-le")
    if text.isascii():
        yield "cp1252 quotes", text.replace('"', "\u201c").replace("'", "\u2019").encode("cp1252")


def spared_by_form(text: str) -> list[tuple[int, int]]:
    """Return the ranges of characters that are form: title, tags, list labels and copyright lines."""
    title = re.match(r"\s*[^\n]*", text)
    spans = [title.span()] if title and len(title[0].split()) <= 16 else []  # noqa: PLR2004 # a title is short
    spans += [match.span() for match in re.finditer(r"<[^<>]{1,300}>", text)]
    return spans + [match.span() for pattern in (_LABEL, _INLINE_LABEL, _COPYRIGHT) for match in pattern.finditer(text)]


def _pick(pattern: re.Pattern[str], text: str, fixed: list[tuple[int, int]], random: Random) -> re.Match[str] | None:
    found = [
        match
        for match in pattern.finditer(text)
        if not any(low < match.end() and match.start() < high for low, high in fixed)
    ]
    return random.choice(found) if found else None


def _replace(text: str, fixed: list[tuple[int, int]], random: Random) -> tuple[int, str] | None:
    match = _pick(_WORD, text, fixed, random)
    if match is None:
        return None
    return match.start(), text[: match.start()] + random.choice(STRANGE) + text[match.end() :]


def _delete(text: str, fixed: list[tuple[int, int]], random: Random) -> tuple[int, str] | None:
    match = _pick(_WORD, text, fixed, random)
    if match is None:
        return None
    return match.start(), text[: match.start()] + text[match.end() :]


def _insert(text: str, fixed: list[tuple[int, int]], random: Random) -> tuple[int, str] | None:
    match = _pick(_WORD, text, fixed, random)
    if match is None or not _WORD.search(text, match.end()):  # behind the last word the text is over
        return None
    return match.end(), text[: match.end()] + " " + random.choice(STRANGE) + text[match.end() :]


def _swap(text: str, fixed: list[tuple[int, int]], random: Random) -> tuple[int, str] | None:
    match = _pick(re.compile(r"\b([a-zA-Z]{2,})[ \t]([a-zA-Z]{2,})\b"), text, fixed, random)
    if match is None or match[1].lower() == match[2].lower():
        return None
    return match.start(), f"{text[: match.start()]}{match[2]} {match[1]}{text[match.end() :]}"


def _drop_item(text: str, fixed: list[tuple[int, int]], random: Random) -> tuple[int, str] | None:
    title = [span for span in fixed if span[0] == 0]
    match = _pick(_ITEM, text, title, random) or _pick(_SENTENCE, text, fixed, random)
    if match is None:
        return None
    if not _WORD.search(match[0]):
        return None
    return match.start(), text[: match.start()] + text[match.end() :]


def _add_restriction(text: str, fixed: list[tuple[int, int]], random: Random) -> tuple[int, str] | None:
    match = _pick(_SENTENCE, text, fixed, random)
    place = match.end() if match else len(text.rstrip())
    return place, text[:place] + random.choice(ADDED) + text[place:]


def _negate(text: str, fixed: list[tuple[int, int]], random: Random) -> tuple[int, str] | None:
    match = _pick(random.choice((_MODAL, _NOT)), text, fixed, random)
    if match is None:
        return None
    new = f"{match[0]} not" if match.re is _MODAL else ""
    return match.start(), text[: match.start()] + new + text[match.end() :]


def _renumber_sentence(text: str, fixed: list[tuple[int, int]], random: Random) -> tuple[int, str] | None:
    match = _pick(_NUMBER, text, fixed, random)
    if match is None:
        return None
    return match.start(), text[: match.start()] + str(int(match[0]) + random.randint(1, 7)) + text[match.end() :]


_KINDS: dict[str, Callable[[str, list[tuple[int, int]], Random], tuple[int, str] | None]] = {
    "word replaced": _replace,
    "number changed": _renumber_sentence,
    "word deleted": _delete,
    "restriction dropped": _drop_item,
    "word inserted": _insert,
    "negated": _negate,
    "words swapped": _swap,
    "restriction added": _add_restriction,
}


def _rewrap(width: int) -> Callable[[str], str]:
    def change(text: str) -> str:
        paragraphs = re.split(r"\n\s*\n", text)
        return "\n\n".join(textwrap.fill(" ".join(part.split()), width) for part in paragraphs)

    return change


def _wrap_lines(text: str) -> str:
    lines = (
        textwrap.fill(line.strip(), 58, initial_indent="   ", subsequent_indent="     ") for line in text.split("\n")
    )
    return "\n".join(lines)


def _markdown(text: str) -> str:
    lines = []
    for number, line in enumerate(text.split("\n")):
        if number == 0 or (line.isupper() and line.strip()):
            lines.append(f"## **{line.strip()}**" if line.strip() else line)
        else:
            lines.append(re.sub(r"^(\s*)(\d+)\. ", r"\1\2\\. ", line).replace("*", r"\*"))
    return "\n".join(lines)


def _html(text: str) -> str:
    parts = re.split(r"\n\s*\n", text)
    body = "\n".join(f'<p class="text">{html.escape(part)}</p>' for part in parts)
    return f"<!DOCTYPE html>\n<html><head><meta charset='utf-8'></head><body>\n{body}\n</body></html>\n"


def _commented(leader: str) -> Callable[[str], str]:
    return lambda text: "\n".join(f"{leader} {line}".rstrip() for line in text.split("\n"))


def _relabelled(text: str) -> str:
    def change(match: re.Match[str]) -> str:
        label = match[0]
        inner = re.sub(r"[^0-9a-zA-Z.]", "", label).strip(".")
        new = f"({ord(inner.lower()) - 96})" if len(inner) == 1 and inner.isalpha() else f"{inner})"
        return label.replace(label.strip().lstrip("-*\u2022 \t"), new)

    return _FREE_LABEL.sub(change, text)


def _unlabelled(text: str) -> str:
    return _FREE_LABEL.sub(lambda match: " " * len(match[0]), text)


_FORMS: dict[str, Callable[[str], str]] = {
    "rewrapped 60": _rewrap(60),
    "rewrapped 72": _rewrap(72),
    "rewrapped 99": _rewrap(99),
    "lines wrapped": _wrap_lines,
    "one line": lambda text: " ".join(text.split()),
    "markdown": _markdown,
    "html": _html,
    "comment //": _commented("//"),
    "comment #": _commented("#"),
    "comment --": _commented("--"),
    "comment REM": _commented("REM"),
    "block comment": lambda text: "/*\n" + _commented(" *")(text) + "\n */\n",
    "html comment": lambda text: f"<!--\n{text}\n-->\n",
    "quoted": _commented(">"),
    "front matter": lambda text: f"---\nlicense: other\ntags:\n  - demo\n---\n\n{text}",
    "relabelled": _relabelled,
    "unlabelled": _unlabelled,
    "upper case": lambda text: text.upper() if text.isascii() else text,
    "line ends": lambda text: re.sub(r"(?m)$", "   ", text) + "\n\n\n",
}
