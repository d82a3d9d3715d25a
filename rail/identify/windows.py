"""Windows of five words: the unit of fingerprints and of the candidate index."""

from __future__ import annotations

from zlib import crc32

SIZE = 5
_ANCHOR_LETTERS = 8  # about one word in seven is this long
_SHORT_TEXT = 150
_IDEOGRAPHS = "\u3040"  # from here on one character is a word, and none is long: every seventh is taken
_SEVENTH = 7


def window_hash(words: list[str], start: int) -> int:
    """Return the 32-bit hash of the window that begins at this word."""
    return crc32(" ".join(words[start : start + SIZE]).encode("utf-8", "replace"))


def all_windows(words: list[str]) -> list[int]:
    """Return the hash of every window, in order; a text of fewer words has one window."""
    return [window_hash(words, start) for start in range(max(1, len(words) - SIZE + 1))]


def anchors(words: list[str], *, short: int = _SHORT_TEXT) -> list[int]:
    """Return the words at which sampled windows begin: long words, or every word of a short text.

    The choice looks at the word itself, so that the same passage is sampled alike in every text.
    """
    last = max(1, len(words) - SIZE + 1)
    if len(words) <= short:
        return list(range(last)) if words else []
    return [
        start
        for start, word in enumerate(words[:last])
        if len(word) >= _ANCHOR_LETTERS or (word >= _IDEOGRAPHS and len(word) == 1 and ord(word) % _SEVENTH == 0)
    ]
