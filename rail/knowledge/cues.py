"""The cues of a regular expression: pieces of plain text of which one must stand wherever the expression matches.

To look for a cue with ``in`` is a hundred times cheaper than to try an expression at every character, and most texts
hold none. Only what is certain is read: an expression with anything unusual in it has no cues, and is always tried.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ZERO_WIDTH = frozenset("bBAZ")
_CLASSES = frozenset("wWsSdD")
_SPECIAL = frozenset(".^$")
_LONGEST = 40


class _UnreadError(Exception):
    """The expression holds something that is not read here."""


def cues_of(expression: str) -> tuple[str, ...]:
    """Return the cues in lower case; empty where there are none that are certain."""
    try:
        found = _Reader(expression).alternatives()
    except (_UnreadError, IndexError, ValueError):
        return ()
    if found is None:
        return ()
    # Where "forbid" is looked for, "forbidden" is found too.
    return tuple(sorted(cue for cue in found if not any(other in cue for other in found if other != cue)))


def _better(one: frozenset[str] | None, two: frozenset[str] | None) -> frozenset[str] | None:
    """Return the more telling of two sets of cues: the one whose shortest is longer."""
    if not one or not two:
        return one or two
    return two if min(map(len, two)) > min(map(len, one)) else one


class _Reader:
    """Reads an expression from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def alternatives(self) -> frozenset[str] | None:
        """Read to the end of the group; ``None`` where one alternative has no cues."""
        found = [self._sequence()]
        while self._at < len(self._text) and self._text[self._at] == "|":
            self._at += 1
            found.append(self._sequence())
        return None if any(not one for one in found) else frozenset().union(*(one for one in found if one))

    def _sequence(self) -> frozenset[str] | None:
        best: frozenset[str] | None = None
        run = ""
        for piece in self._pieces():
            if isinstance(piece, str) and piece:
                run = (run + piece)[:_LONGEST] if len(run) < _LONGEST else run
                continue
            best = _better(best, frozenset({run}) if run.strip() else None)
            run = ""
            best = _better(best, piece or None) if not isinstance(piece, str) else best
        return _better(best, frozenset({run}) if run.strip() else None)

    def _pieces(self) -> Iterator[str | frozenset[str] | None]:
        """Yield a literal, the cues of a group, or ``None`` for what can be anything."""
        while self._at < len(self._text) and self._text[self._at] not in "|)":
            sign = self._text[self._at]
            self._at += 1
            match sign:
                case "(":
                    yield self._group()
                case "[":
                    self._skip_class()
                    self._quantifier()
                    yield None
                case "\\":
                    yield from self._escaped()
                case _ if sign in _SPECIAL:
                    self._quantifier()
                    yield None
                case _:
                    yield self._literal(sign)

    def _escaped(self) -> Iterator[str | None]:
        sign = self._text[self._at]
        self._at += 1
        if sign in _CLASSES:
            self._quantifier()
            yield None
        elif sign in _ZERO_WIDTH:
            return
        elif sign.isalnum():
            raise _UnreadError
        else:
            yield self._literal(sign)

    def _literal(self, sign: str) -> str | None:
        least = self._quantifier()
        return sign.lower() if least == "one" else None

    def _group(self) -> frozenset[str] | None:
        counts = True
        if self._text[self._at] == "?":
            kind = self._text[self._at + 1]
            if kind == ":":
                self._at += 2
            elif self._text.startswith("?-i:", self._at):
                self._at += 4
            elif kind in "=!" or self._text.startswith(("?<=", "?<!"), self._at):
                self._at += 3 if kind == "<" else 2
                counts = False
            else:
                raise _UnreadError
        found = self.alternatives()
        self._at += 1
        least = self._quantifier()
        return found if counts and least != "none" else None

    def _skip_class(self) -> None:
        if self._text[self._at] == "^":
            self._at += 1
        first = self._at
        while self._text[self._at] != "]" or self._at == first:
            self._at += 2 if self._text[self._at] == "\\" else 1
        self._at += 1

    def _quantifier(self) -> str:
        """Read a quantifier, if there is one, and return how often at least: ``none``, ``one``, or ``many``."""
        sign = self._text[self._at : self._at + 1]
        if sign in {"?", "*"}:
            least = "none"
        elif sign == "+":
            least = "many"
        elif sign == "{":
            least = "none"
            self._at = self._text.index("}", self._at)
        else:
            return "one"
        self._at += 1
        if self._text[self._at : self._at + 1] in {"?", "+"}:
            self._at += 1
        return least
