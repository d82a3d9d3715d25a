"""No file of this repository quotes a licence text of somebody else.

Twelve words in a row that also stand in a licence text are a quotation, with the exceptions named below.
The texts are those of LicenseDB, and the fingerprints of the records whose text it lacks.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from house.repository import name_of, read_text, tracked_files
from rail.identify.normalise import normalise
from rail.knowledge.licensedb import read_licensedb

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = 12

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
