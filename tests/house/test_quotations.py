"""No file of this repository quotes a licence text of somebody else.

Twelve words in a row that also stand in a licence text are a quotation, with the exceptions named below.
The texts are those of LicenseDB, and the fingerprints of the records whose text it lacks.
"""

from __future__ import annotations

import json
from base64 import b64decode
from functools import cache
from struct import iter_unpack
from typing import TYPE_CHECKING

from house.repository import name_of, read_text, tracked_files, tracked_under
from rail.identify.normalise import normalise
from rail.identify.windows import SIZE, all_windows
from rail.knowledge.licensedb import read_licensedb

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = 12
RUN = WORDS - SIZE + 1  # so many windows of a fingerprint in a row are that many words

# Phrases that are common property, each with the reason.
COMMON: dict[str, str] = {}


def passages(words: list[str]) -> Iterator[str]:
    """Yield every twelve words in a row."""
    for start in range(len(words) - WORDS + 1):
        yield " ".join(words[start : start + WORDS])


def is_common(passage: str) -> bool:
    """Whether the passage lies in, or around, a phrase that belongs to nobody."""
    return any(passage in common or common in passage for common in COMMON)


@cache
def our_words() -> tuple[tuple[str, list[str]], ...]:
    """Return the normalised words of every tracked file but the project's own licence."""
    return tuple(
        (name_of(path), normalise(read_text(path)).words) for path in tracked_files() if path.name != "LICENSE"
    )


def test_a_quotation_would_be_found() -> None:
    """A sentence of a licence, wrapped and capitalised in another way, is still the same passages."""
    text = next(text.text for text in read_licensedb() if text.key == "mit")
    quoted = " ".join(text.split()[20:40]).upper()
    assert set(passages(normalise(quoted).words)) & set(passages(normalise(text).words)) != set()


def test_no_file_quotes_a_text_of_licensedb() -> None:
    """What records say of a clause is said in our own words."""
    ours: dict[str, str] = {}
    for name, words in our_words():
        for passage in passages(words):
            ours.setdefault(passage, name)
    quoted = {
        f"{ours[passage]}: {passage} ({text.key})"
        for text in read_licensedb()
        for passage in passages(normalise(text.text).words)
        if passage in ours and not is_common(passage)
    }
    assert sorted(quoted)[:20] == []


def fingerprint_runs(windows: list[int]) -> set[tuple[int, ...]]:
    """Return every run of windows that stands for twelve words in a row."""
    return {tuple(windows[start : start + RUN]) for start in range(len(windows) - RUN + 1)}


def test_a_quotation_of_a_fingerprinted_text_would_be_found() -> None:
    """Eight windows in a row are the same twelve words."""
    words = [f"word{number}" for number in range(40)]
    assert fingerprint_runs(all_windows(words)) & fingerprint_runs(all_windows(["x", *words[10 : 10 + WORDS], "y"]))
    assert not fingerprint_runs(all_windows(words)) & fingerprint_runs(all_windows(words[10 : 9 + WORDS]))


def test_no_file_quotes_a_text_that_has_a_fingerprint_only() -> None:
    """Texts that LicenseDB lacks are not quoted either."""
    known: set[tuple[int, ...]] = set()
    for path in tracked_under("licenses"):
        if path.name == "fingerprint.json":
            packed = b64decode(json.loads(read_text(path))["windows"])
            known |= fingerprint_runs([number for (number,) in iter_unpack("<I", packed)])
    first = {run[0] for run in known}
    quoted = []
    for name, words in our_words():
        windows = all_windows(words)
        quoted += [
            f"{name}: {' '.join(words[start : start + WORDS])}"
            for start, window in enumerate(windows)
            if window in first and tuple(windows[start : start + RUN]) in known
        ]
    assert len(first) > 1000
    assert quoted[:20] == []
