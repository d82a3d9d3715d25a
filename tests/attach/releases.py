"""Small releases that say all that a card should, so that every finding after an attachment comes from the licence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.attach.request import AttachRequest

if TYPE_CHECKING:
    from pathlib import Path

DAY = "2026-11-24"
LATER = "2027-03-01"

MODEL_CARD = """\
---
# kept as it is
language:
- en
pipeline_tag: text-generation
library_name: transformers
tags:
- chat
---

# Petal

A small assistant that answers questions about gardens. It was made by the Petal working group.

## Intended use

Answering questions about plants, with a person reading the answers.

## Out-of-scope use

Anything but gardens.

## Training

We trained it from scratch on 40,000 dialogues that volunteers of Example Org wrote. They hold no personal data.

## Evaluation

Three gardeners rated 500 answers; 81 % were found helpful.

## Limitations

The model makes things up. Its answers were not evaluated for bias.

## Contact

petal@example.org
"""
DATA_CARD = """\
---
language:
- en
pretty_name: Petal dialogues
task_categories:
- text-generation
size_categories:
- n<1K
tags:
- gardens
---

# Petal dialogues

Dialogues about gardens.

## Content

200 dialogues in English, one a line.

## Source and curation

The working group wrote them in 2026 for this data set. They hold no personal data and no sensitive information.

## Intended use

Training assistants that answer questions about plants.

## Limitations

They cover temperate gardens only. Bias was not evaluated.

## Contact

petal@example.org; whoever wants something removed writes there.
"""


def model(root: Path, card: str | None = MODEL_CARD) -> Path:
    """Write a model release, and return its folder."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "model.safetensors").write_bytes(b"\x08\0\0\0\0\0\0\0{}      ")
    (root / "SHA256SUMS").write_text(f"{'0' * 64}  model.safetensors\n", encoding="utf-8")
    if card is not None:
        (root / "README.md").write_text(card, encoding="utf-8", newline="")
    return root


def dataset(root: Path, card: str | None = DATA_CARD) -> Path:
    """Write a data set, and return its folder."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "train.jsonl").write_text('{"q": "When do tulips bloom?", "a": "In spring."}\n', encoding="utf-8")
    if card is not None:
        (root / "README.md").write_text(card, encoding="utf-8", newline="")
    return root


def wish(*licenses: str, **options: object) -> AttachRequest:
    """Return a request: ``LICENSE`` for the whole release, or ``PART=LICENSE``."""
    parts = tuple(
        (one.partition("=")[0], one.partition("=")[2]) if "=" in one else ("release", one) for one in licenses
    )
    given = {"licensor": "Example Org", "authority": "owner", **options}
    return AttachRequest(parts, **given)  # type: ignore[arg-type] # by name, as the tests give them


def contents(root: Path) -> dict[str, bytes]:
    """Return every file of a folder but the patches that undo an attachment."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and "/patches/" not in path.as_posix()
    }
