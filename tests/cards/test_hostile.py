"""Hostile cards: each is read in bounded time and memory, with a clear problem, and no code runs."""

from __future__ import annotations

import subprocess
import sys
import time
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from rail.cards.card import parse_card
from rail.cards.encoding import MAX_BYTES

if TYPE_CHECKING:
    from rail.knowledge.store import Knowledge

SECONDS = 5.0  # the slowest takes under two alone; the machine may be busy


def front(block: str) -> bytes:
    """Return a card with this front matter."""
    return f"---\n{block}\n---\n# Title\n".encode()


ALIAS_BOMB = "a: &a [x]\n" + "".join(
    f"{after}: &{after} [{','.join(['*' + before] * 9)}]\n" for before, after in pairwise("abcdefghi")
)
MERGE_BOMB = "a: &a {x: 1}\n" + "".join(
    f"{after}: &{after} {{<<: [{','.join(['*' + before] * 10)}]}}\n" for before, after in pairwise("abcdefgh")
)

HOSTILE = {
    "brackets": (front("[" * 50_000), "too-deep"),
    "braces": (front("{a: " * 50_000), "too-deep"),
    "dashes": (front("- " * 50_000), "too-deep"),
    "questions": (front("? " * 50_000), "too-deep"),
    "alias bomb": (front(ALIAS_BOMB), "alias"),
    "merge bomb": (front(MERGE_BOMB), "alias"),
    "recursive anchor": (front("a: &a [*a]"), "alias"),
    "python object": (front("a: !!python/object/apply:os._exit [3]"), "tag"),
    "no date": (front("date: 2024-13-45"), "value"),
    "long sexagesimal": (front("a: " + "1:" * 500_000 + "1"), "value"),
    "open quote": (front('a: "' + "\\" * 1_000_000), "syntax"),
    "NUL": (front("license: mit\0"), "encoding"),
    "UTF-16": ("\ufeff".encode("utf-16-le") + front("license: mit").decode().encode("utf-16-le"), "encoding"),
    "Latin-1": (front("author: Ren\xe9").decode().encode("latin-1"), "encoding"),
    "endless list": (front("a: [" + "b," * 400_000 + "]"), "too-large"),
    "large front matter": (front("a: b\n" * 600_000), "too-large"),
    "blanks and no fence": (b"\n" * 1_000_000 + b"---\na: b\n", "no-closing-fence"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_front_matter_is_reported_in_time(name: str, knowledge: Knowledge) -> None:
    """The card is read within the limit, and the problem is named."""
    data, kind = HOSTILE[name]
    began = time.process_time()
    card = parse_card("README.md", data, knowledge)
    assert kind in {problem.kind for problem in card.problems}
    assert time.process_time() - began < SECONDS


BODIES = {
    "quotes": "> " * 50_000,
    "nested list": "".join(" " * depth + "- a\n" for depth in range(500)),
    "open brackets": "[" * 200_000,
    "open link": "[a](" * 50_000,
    "images": "![" * 100_000,
    "open tags": "<a href=" * 100_000,
    "open heading tags": "<h1>" * 100_000,
    "comments": "<!--" * 100_000,
    "licence words": "license under " * 60_000,
    "labels": "license " * 100_000 + ":",
    "clauses": "The model, the " * 50_000 + "is licensed under MIT license",
    "commercial": "not for commercial not " * 40_000,
    "one long line": "a" * 1_000_000,
    "spread tags": "<a\n" * 100_000,
    "underscores": "_" * 300_000,
    "stars": "*" * 300_000,
    "carriage returns": "\r" * 500_000,
    "references": "[a]: b\n" * 50_000,
    "headings": "# a\n" * 50_000,
}


@pytest.mark.parametrize("name", BODIES)
def test_a_hostile_body_is_read_in_time(name: str, knowledge: Knowledge) -> None:
    """The body is read within the limit, whatever stands in it."""
    began = time.process_time()
    card = parse_card("README.md", ("# Title\n\n" + BODIES[name]).encode(), knowledge)
    assert card.sections[0].title == "Title"
    assert time.process_time() - began < SECONDS


def test_a_large_card_is_cut(knowledge: Knowledge) -> None:
    """Of a card larger than the cap the beginning is read, and the report says so."""
    data = b"---\nlicense: mit\n---\n" + b"# Title\n" + b"words and more words\n" * (MAX_BYTES // 10)
    card = parse_card("README.md", data, knowledge)
    assert (card.problems[0].kind, card.fields["license"], card.sections[0].title) == ("too-large", "mit", "Title")


@pytest.mark.slow
def test_a_card_of_a_gigabyte_costs_little_memory() -> None:
    """Beside the bytes themselves, which the caller holds, reading a huge card takes less than 200 MB."""
    script = (
        "from rail.cards.card import parse_card; from rail.knowledge.store import Knowledge; import mmap, re;"
        "data = mmap.mmap(-1, 1 << 30); data[:8] = b'# Title\\n';"
        "card = parse_card('README.md', data, Knowledge.load());"
        # Not ru_maxrss: that counts in the process which started this one.
        "print(card.problems[0].kind, re.search('VmHWM:[^0-9]*([0-9]+)', open('/proc/self/status').read())[1])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    kind, peak = done.stdout.split()
    assert kind == "too-large"
    assert int(peak) < 200_000
