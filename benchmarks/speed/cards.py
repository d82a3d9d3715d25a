"""Cards of releases made up from a seed, as a dump of the Hub would hold them: the same bytes on every machine."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LICENSES = ("apache-2.0", "mit", "openrail", "creativeml-openrail-m", "bigscience-bloom-rail-1.0", "llama2", "other",
            "cc-by-4.0", "cc-by-nc-4.0", "Apache 2.0", "")  # fmt: skip
BASES = ("bigscience/bloom", "meta-llama/Llama-2-7b-hf", "mistralai/Mistral-7B-v0.1", "example-org/brook-1b", "")
SECTIONS = {
    "Intended use": "Drafts of letters for people who then read them. Other uses were not thought of.",
    "Limitations and bias": "It invents facts. Bias was not evaluated.",
    "Training data": "Letters that the members of the group wrote for the purpose, cleaned by hand.",
    "Evaluation": "| set | score |\n|---|---|\n| letters | 0.71 |\n| notes | 0.64 |",
    "How to use": "```python\nfrom transformers import pipeline\npipe = pipeline('text-generation')\n```",
    "Licence": "The weights are under the licence named above; its use restrictions apply.",
    "Contact": "letters@example.org",
}
WORDS = ("the model", "was trained", "on letters", "by the group", "in three runs", "of two days", "with care", "again")


def make_cards(target: Path, count: int, seed: int = 7) -> list[str]:
    """Write so many releases of one card each and return their paths."""
    chance = random.Random(seed)  # noqa: S311 # nothing is kept secret here
    target.mkdir(parents=True)
    paths = []
    for number in range(count):
        folder = target / f"card-{number:06}"
        folder.mkdir()
        (folder / "README.md").write_text(_card(chance, number), encoding="utf-8")
        paths.append(str(folder))
    return paths


def _card(chance: random.Random, number: int) -> str:
    license_, base = chance.choice(LICENSES), chance.choice(BASES)
    matter = [f"license: {license_}"] * bool(license_) + [f"base_model: {base}"] * bool(base)
    matter += ["language:", "- en", "tags:", "- letters", "pipeline_tag: text-generation"]
    parts = ["---", *matter, "---", f"# Brook {number}", "", _sentences(chance, 4)]
    for title, text in chance.sample(list(SECTIONS.items()), chance.randint(2, len(SECTIONS))):
        parts += ["", f"## {title}", "", text, "", _sentences(chance, chance.randint(1, 6))]
    return "\n".join(parts) + "\n"


def _sentences(chance: random.Random, count: int) -> str:
    return " ".join(f"{' '.join(chance.sample(WORDS, 5)).capitalize()}." for _ in range(count))
