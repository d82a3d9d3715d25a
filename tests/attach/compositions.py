"""Answers that a licence is composed from: plain ones, and random ones from a seed; the benchmark uses them too."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rail.attach.compose.library import Library

Plain = dict[str, Any]
LICENSORS = (
    "Harbour Society",
    "Lantern & Sons <research@example.org>",
    'The <b>Bold</b> Institute of "Quoted" Things',
    "Søndre Fjord Universitet",
    "*Star* _Under_ `Tick` [Link](https://example.org/x) #1",
    "Foo (a) Bar; (b) Baz: 3.1 and $x^2$",
    "{licensor} {Model} Ltd.",
    "O'Neill | Partners ~ 100 %",
    "言語研究所",
    "<script>alert(1)</script> GmbH",
    "1. Numbered Society",
    "- Dash Foundation",
    ("A very long name of a consortium of universities, libraries and archives of several countries, " * 2).strip(),
)
CONTACTS = ("licences@harbour.example", "https://example.org/licence?a=1&b=2", "P.O. Box 7, 1000 Harbour")
LAWS = ("", "", "Norway", "the Netherlands")
PHRASES = ("", "", "Built with Harbour", 'Made from "Quay" <by the Harbour Society> & friends')
WORDS = ("Harbour", "Quay", "Lantern", "Tide", "Ferry", "Sextant", "Beacon", "Mooring", "Anchor", "Gull")
KINDS = ("Model License", "Licence", "Use Terms", "Weights Licence", "Data and Model Terms", "Licence (Community)")


def plain_answers_of(**changed: Any) -> Plain:  # noqa: ANN401 # answers of any kind
    """Return answers that give a licence, with some of them changed."""
    return {
        "schema": "composition/1",
        "licensor": "Harbour Society",
        "name": "Harbour Model License",
        "version": "1.0",
        "contact": "licences@harbour.example",
        "artifacts": ["model"],
        "type": "open",
        "restrictions": [{"use": "malware"}, {"use": "impersonation", "exception": ["consent", "disclosure"]}],
        **changed,
    }


def seeded(seed: int) -> Random:
    """Return a source of numbers that are the same for the same seed."""
    return Random(seed)  # noqa: S311 # test data, and no secret


def random_answers(rng: Random, library: Library) -> Plain:
    """Return answers drawn from everything that the library offers."""
    count = rng.choice((1, 2, 3, 5, 8, 13, 30, len(library.restrictions)))
    uses = rng.sample(list(library.restrictions), count)
    artifacts = rng.sample(library.artifact_ids(), rng.randint(1, len(library.artifact_ids())))
    options: Plain = {
        "updates": rng.choice(("none", "optional")),
        "cure_days": rng.randint(1, 365),
        "outputs_training": rng.choice(("derivative", "free")),
        "trained_models": rng.choice(("derivative", "free")),
        "patents": rng.random() < 0.7,
    }
    for name, words in (("phrase", rng.choice(PHRASES)), ("governing_law", rng.choice(LAWS))):
        if words:
            options[name] = words
    return {
        "schema": "composition/1",
        "licensor": rng.choice(LICENSORS),
        "licensor_id": rng.choice(WORDS),
        "name": f"{' '.join(rng.sample(WORDS, 2))} {rng.choice(KINDS)}",
        "version": f"{rng.randint(0, 9)}.{rng.randint(0, 30)}",
        "contact": rng.choice(CONTACTS),
        "artifacts": artifacts,
        "type": rng.choice(library.type_ids()),
        "restrictions": [_restriction(rng, library, use) for use in uses],
        "options": options,
    }


def _restriction(rng: Random, library: Library, use: str) -> Plain:
    row: Plain = {"use": use}
    for dimension, values in library.qualifiers(use).items():
        if rng.random() < 0.5:
            chosen = rng.sample(values, rng.randint(1, len(values)))
            form = library.phrase(use, chosen[0])[0]
            row[dimension] = [value for value in chosen if library.phrase(use, value)[0] == form]
    return row
