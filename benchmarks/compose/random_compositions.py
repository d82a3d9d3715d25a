"""Compose licences from random answers, and count which of the promises hold for how many of them.

``python benchmarks/compose/random_compositions.py [--count 500] [--seed 1] [--no-office]``
For each: its record lints clean, its text is identified as itself among a hundred of its kind, a text with one word
changed is not, composing again from the record as it is written gives the same bytes, and Markdown, HTML and DOCX have
the words of the text. LibreOffice opens every document; its words are compared with those of the Markdown.
Exits with 1 where a promise was broken.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from attach.compositions import random_answers, seeded
from attach.renderings import SOFFICE, docx_words, html_words, markdown_words, office_words, words
from rail.attach.compose.answers import read_answers
from rail.attach.compose.compose import compose
from rail.encode.lint.problem import House
from rail.encode.lint.record import lint_record
from rail.identify.own import identify_with_own
from rail.knowledge.own import OwnRecord, own_record
from rail.knowledge.records import read_record
from rail.knowledge.store import Knowledge
from rail.operations.compose import installed_library
from rail.operations.composed_files import rendering
from rail.resources import content_dir

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from rail.attach.compose.compose import Composed
    from rail.attach.compose.library import Library

DAY = "2026-11-24"
TOGETHER = 100


def main() -> int:
    """Compose, check, print figures; return the exit code."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-office", action="store_true", help="leave LibreOffice out")
    options = parser.parse_args()
    started = time.monotonic()
    library, house = installed_library(), read_house()
    rng = seeded(options.seed)
    questions = [word for word, parent in house.words["provisions"].items() if parent is None]
    licences = list(distinct(rng, library, questions, options.count))
    print(f"{len(licences)} compositions, seed {options.seed}: {describe(licences)}")
    kept, broken = Counter[str](), []
    for name, licence, holds in checks(licences, library, questions, house):
        kept[name] += holds
        broken += [] if holds else [f"{name}: {licence.id}"]
    if options.no_office or SOFFICE is None:
        print("  LibreOffice was left out, or is not installed: what it reads was not looked at")
    else:
        for licence, holds in office_checks(licences):
            kept["LibreOffice reads the words of the Markdown"] += holds
            broken += [] if holds else [f"LibreOffice: {licence.id}"]
    for name, count in kept.items():
        print(f"  {count:5} of {len(licences)}  {name}")
    print("\n".join(broken[:20]))
    print(f"{time.monotonic() - started:.0f} s")
    return 1 if broken else 0


def read_house() -> House:
    """Return vocabulary, records and schema, as ``rail license lint`` holds a record against them."""
    policy = content_dir("policy")
    contents = map(read_record, sorted((policy / "vocabulary").glob("*.yaml")))
    kinds = {item["kind"]: {entry["id"]: entry.get("parent") for entry in item["entries"]} for item in contents}
    records = {path.parent.name: read_record(path) for path in content_dir("licenses").glob("*/license.yaml")}
    schema = json.loads((policy / "schema" / "license.schema.json").read_text(encoding="utf-8"))
    return House(kinds, records, schema)


def distinct(rng: Random, library: Library, questions: list[str], count: int) -> Iterator[Composed]:
    """Yield compositions with different ids."""
    seen: set[str] = set()
    while len(seen) < count:
        answers = read_answers(random_answers(rng, library), library, "random")
        licence = compose(answers, library, questions, DAY)
        if licence.id not in seen:
            seen.add(licence.id)
            yield licence


def describe(licences: list[Composed]) -> str:
    """Return what they are: how many of each type, how long, with how many restrictions."""
    types = Counter(licence.record["composed"]["answers"]["type"] for licence in licences)
    lengths = sorted(len(licence.text.split()) for licence in licences)
    counts = sorted(len(licence.record["composed"]["answers"]["restrictions"]) for licence in licences)
    told = ", ".join(f"{count} {name}" for name, count in sorted(types.items()))
    return f"{told}; {lengths[0]}-{lengths[-1]} words; {counts[0]}-{counts[-1]} restricted uses"


def checks(
    licences: list[Composed], library: Library, questions: list[str], house: House
) -> Iterator[tuple[str, Composed, bool]]:
    """Yield a promise, a licence, and whether it holds for it."""
    Knowledge.load()
    with tempfile.TemporaryDirectory() as place:
        for start in range(0, len(licences), TOGETHER):
            group = licences[start : start + TOGETHER]
            own = tuple(as_own(licence, Path(place), house.schema) for licence in group)
            for licence in group:
                yield from _checks_of(licence, own, library, questions, house)


def office_checks(licences: list[Composed]) -> Iterator[tuple[Composed, bool]]:
    """Yield a licence, and whether LibreOffice reads the words of its Markdown from its Word document."""
    found = office_words(rendering(licence, "docx") for licence in licences)
    for licence, read in zip(licences, found, strict=True):
        yield licence, read == markdown_words(licence.markdown())


def as_own(licence: Composed, folder: Path, schema: Any) -> OwnRecord:  # noqa: ANN401 # a JSON document
    """Return the record as it is read from a folder."""
    path = folder / licence.id / "license.yaml"
    path.parent.mkdir()
    path.write_text(licence.yaml, encoding="utf-8")
    return own_record(f".rail/licenses/{licence.id}/license.yaml", read_record(path), licence.text, schema)


def _checks_of(
    licence: Composed, own: tuple[OwnRecord, ...], library: Library, questions: list[str], house: House
) -> Iterator[tuple[str, Composed, bool]]:
    mine = next(item for item in own if item.record["id"] == licence.id)
    yield "lint has nothing to say", licence, lint_record(mine.record, house, licence.text) == ()
    found = identify_with_own(licence.text.encode(), own)
    told = [(item.license, item.status.value) for item in found]
    yield "identified as themselves", licence, told == [(licence.id, "canonical")]
    changed = identify_with_own(licence.text.replace("must not", "may", 1).encode(), own)
    yield "a changed word is seen", licence, not any(item.status.value == "canonical" for item in changed)
    answers = read_answers(mine.record["composed"]["answers"], library, "record")
    again = compose(answers, library, questions, mine.record["text"]["read_on"])
    same = (again.text, again.yaml, again.markdown(), again.html()) == (
        licence.text,
        licence.yaml,
        licence.markdown(),
        licence.html(),
    )
    document = rendering(licence, "docx")
    yield "composed again to the same bytes", licence, same and rendering(again, "docx") == document
    expected = words(licence.text)
    yield "Markdown has the words of the text", licence, markdown_words(licence.markdown()) == expected
    yield "HTML has the words of the text", licence, html_words(licence.html()) == expected
    yield "DOCX has the words of the text", licence, docx_words(document) == expected


if __name__ == "__main__":
    sys.exit(main())
