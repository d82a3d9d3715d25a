"""The header of a safetensors file: 8 bytes of length, then one JSON object; its ``__metadata__`` is kept.

https://github.com/huggingface/safetensors#format. Tensor entries are counted one by one, never all in memory.
"""

from __future__ import annotations

import re
from dataclasses import replace
from json import JSONDecoder
from math import prod
from typing import TYPE_CHECKING, ClassVar

from rail.artifacts.weights.interface import (
    MAX_HEADER,
    MAX_KEYS,
    Header,
    HeaderError,
    Read,
    WeightFormat,
    exactly,
    shown,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT_CAP = 100_000_000
_LENGTH = 8
_LONGEST_TYPE = 20
_MOST_DIMENSIONS = 16
_LARGEST_SIDE = 1 << 40
_BLANKS = re.compile(r"[ \t\r\n]*+")


class Safetensors(WeightFormat):
    """Safetensors, as the Hub's own reader takes it."""

    name: ClassVar[str] = "safetensors"
    suffixes: ClassVar[tuple[str, ...]] = (".safetensors",)

    def read(self, size: int, read: Read) -> Header:
        """Return the text values of ``__metadata__``, and how many numbers of each type the tensors hold."""
        length = int.from_bytes(exactly(read, 0, _LENGTH), "little")
        if length > FORMAT_CAP or length > size - _LENGTH:
            message = f"the header claims {length:,} bytes in a file of {size:,}"
            raise HeaderError(message)
        piece = exactly(read, _LENGTH, min(length, MAX_HEADER))
        cut = None if length <= MAX_HEADER else f"only {MAX_HEADER:,} of the header's {length:,} bytes are read"
        found: list[object] = []
        tensors: dict[str, int] = {}
        try:
            for key, value in _entries(piece.decode("utf-8", "replace")):
                if key == "__metadata__":
                    found.append(value)
                else:
                    _count(value, tensors)
        except (ValueError, RecursionError) as error:
            if cut is None or isinstance(error, RecursionError):
                message = "the header is no JSON object"
                raise HeaderError(message) from error
        return replace(_header(found, cut), tensors={} if cut or "" in tensors else dict(sorted(tensors.items())))


def _count(tensor: object, tensors: dict[str, int]) -> None:
    """Add the numbers of one tensor to the tally of its type; under no type, where the entry is none."""
    match tensor:
        case {"dtype": str() as kind, "shape": list() as shape} if len(kind) <= _LONGEST_TYPE and _is_shape(shape):
            tensors[kind] = tensors.get(kind, 0) + prod(shape)
        case _:
            tensors[""] = 0


def _is_shape(shape: list[object]) -> bool:
    return len(shape) <= _MOST_DIMENSIONS and all(type(side) is int and 0 <= side <= _LARGEST_SIDE for side in shape)


def _header(found: list[object], cut: str | None) -> Header:
    if not found:
        return Header(problem=cut)
    metadata = found[0]
    if not isinstance(metadata, dict):
        return Header(problem="__metadata__ is no JSON object")
    texts = {shown(key): shown(value) for key, value in metadata.items() if isinstance(value, str)}
    problem = cut
    if len(found) > 1:
        problem = "__metadata__ stands twice; the first is read"
    elif len(texts) < len(metadata):
        problem = "__metadata__ holds values that are no text; they are left out"
    elif len(texts) > MAX_KEYS:
        problem = f"__metadata__ has {len(texts):,} keys; the first {MAX_KEYS} are read"
    return Header(dict(list(texts.items())[:MAX_KEYS]), problem)


def _entries(text: str) -> Iterator[tuple[str, object]]:
    """Yield the entries of a JSON object one by one, repeated keys included.

    Raises:
        ValueError: it is none.
    """
    decoder = JSONDecoder()
    place = _expect(text, _skip(text, 0), "{")
    place = _skip(text, place)
    if text[place : place + 1] == "}":
        return
    while True:
        place = _expect(text, place, '"')
        key, place = decoder.raw_decode(text, place - 1)
        place = _skip(text, _expect(text, _skip(text, place), ":"))
        value, place = decoder.raw_decode(text, place)
        yield key, value
        place = _skip(text, place)
        if text[place : place + 1] == "}":
            return
        place = _skip(text, _expect(text, place, ","))


def _skip(text: str, place: int) -> int:
    return _BLANKS.match(text, place).end()  # type: ignore[union-attr] # it matches everywhere, if only nothing


def _expect(text: str, place: int, sign: str) -> int:
    if text[place : place + 1] != sign:
        message = f"no {sign} at character {place}"
        raise ValueError(message)
    return place + 1
