"""More forms in which people keep a licence text: what they put around it, and how they type it."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_HOLDER = "Copyright (c) 2031-2033 Ada Example and the Petunia contributors"
_COPYRIGHT = re.compile(
    r"(?im)^[ \t]*copyright (?:\(c\)|\u00a9)[ \t]*(?:[\d,\- ]{4,20}|[\[<{](?:year|yyyy)[\]>}])[^\n]{0,80}$"
)
_BULLET = re.compile(r"(?m)^([ \t]*)[-*\u2022]([ \t]+)(?=\S)")
_HYPHEN = re.compile(r"(?<=[a-z]{3})-(?=[a-z]{3})")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")


def more_forms(text: str) -> Iterator[tuple[str, bytes]]:
    """Yield the text in other forms, with every word."""
    for name, change in _FORMS.items():
        yield name, change(text).encode("utf-8")


def as_kept(text: str, number: int) -> bytes:
    """Return a text as an ordinary file holds it: two everyday changes of form, chosen by a number."""
    everyday = list(_EVERYDAY.values())
    first, second = everyday[number % len(everyday)], everyday[number // len(everyday) % len(everyday)]
    return second(first(text)).encode("utf-8")


def _hyphenated(text: str) -> str:
    """Break a line behind the hyphen of every third compound word, as typesetters do; web addresses are left alone."""
    number = 0

    def change(match: re.Match[str]) -> str:
        nonlocal number
        word = re.search(r"\S*$", match.string[: match.start()])
        if word is None or re.search(r"[/@.#(]", word[0]):
            return "-"
        number += 1
        return "-\n" if number % 3 == 0 else "-"

    return _HYPHEN.sub(change, text)


def _paragraphs(text: str, change: Callable[[str], str]) -> str:
    return "\n\n".join(change(part) for part in _PARAGRAPH.split(text))


def _underlined(text: str) -> str:
    first, _, rest = text.lstrip("\n").partition("\n")
    return f"{first}\n{'=' * len(first)}\n{rest}"


def _quotes(text: str) -> str:
    text = re.sub(r'"([^"\n]{1,200})"', "\u201c\\1\u201d", text)
    return re.sub(r"(?<=[a-z])'(?=[a-z])", "\u2019", text)


def _justified(text: str) -> str:
    return re.sub(r"(?<=[a-z,]) (?=[a-z])", "  ", text)


def _bold_label(text: str) -> str:
    return re.sub(r"(?m)^(\d{1,2}\.) (?=[A-Z])", r"**\1** ", text)


_FORMS: dict[str, Callable[[str], str]] = {
    "hyphenated": _hyphenated,
    "indented by tabs": lambda text: re.sub(r"(?m)^(?=\S)", "\t", text),
    "indented by 8": lambda text: textwrap.indent(text, " " * 8),
    "other bullets": lambda text: _BULLET.sub("\\1\u2022\\2", text),
    "star bullets": lambda text: _BULLET.sub("\\1*\\2", text),
    "underlined title": _underlined,
    "another holder": lambda text: _COPYRIGHT.sub(_HOLDER, text),
    "holder on top": lambda text: f"{_HOLDER}\n\n{text}",
    "quotes": _quotes,
    "justified": _justified,
    "no-break blanks": lambda text: text.replace(" of ", "\u00a0of "),
    "no-width blanks": lambda text: text.replace(". ", ".\u200b "),
    "dashes": lambda text: text.replace(" - ", " \u2014 ").replace(" -- ", " \u2013 "),
    "bold labels": _bold_label,
    "code block": lambda text: f"```text\n{text}\n```\n",
    "docstring": lambda text: f'"""\n{text}\n"""\n',
    "comment ;": lambda text: "\n".join(f";; {line}".rstrip() for line in text.split("\n")),
    "comment %": lambda text: "\n".join(f"% {line}".rstrip() for line in text.split("\n")),
    "quoted twice": lambda text: "\n".join(f"> > {line}".rstrip() for line in text.split("\n")),
    "one paragraph a line": lambda text: _paragraphs(text, lambda part: " ".join(part.split())),
    "wide lines between": lambda text: text.replace("\n\n", "\n\n\n\n"),
    "ruled": lambda text: f"{'-' * 70}\n{text}\n{'-' * 70}\n",
    "old mac": lambda text: text.replace("\n", "\r"),
}

_EVERYDAY: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "no last line end": str.rstrip,
    **{
        name: _FORMS[name]
        for name in ("holder on top", "another holder", "indented by 8", "quotes", "one paragraph a line", "ruled")
    },
}
