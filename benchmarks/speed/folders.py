"""Release folders to check, made from nothing: the same bytes on every machine."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

CARD = """---
license: bigscience-openrail-m
language:
- en
- fr
tags:
- text-generation
base_model: example-org/brook-1b
datasets:
- example-org/leaves
library_name: transformers
---

# Brook

A small text generation model, made up for a benchmark.

## Intended use

Drafts of letters. See the licence for uses that are restricted.

## Training data

Fictitious, from [example.org](https://example.org/leaves).

## License

The weights are under BigScience OpenRAIL-M, the code under Apache-2.0.
"""
CODE = '''"""Module {number} of a release that was made up for a benchmark."""

from __future__ import annotations
'''
FUNCTION = '''

def step_{number}(values: list[float]) -> list[float]:
    """Scale the values."""
    return [value * {number} for value in values]
'''


def make_release(target: Path, files: int, license_text: str) -> None:
    """Write a release of so many files: card, licence, two small weight files, and folders of code, notes and data."""
    target.mkdir(parents=True)
    (target / "README.md").write_text(CARD, encoding="utf-8")
    (target / "LICENSE").write_text(license_text, encoding="utf-8")
    (target / "config.json").write_text(json.dumps({"model_type": "bloom", "n_layer": 4}), encoding="utf-8")
    (target / "pyproject.toml").write_text(
        '[project]\nname = "brook"\nversion = "1"\nlicense = "Apache-2.0"\n', encoding="utf-8"
    )
    for name in ("model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"):
        (target / name).write_bytes(safetensors())
    for number in range(files - 6):
        folder = target / ("src", "configs", "docs", "data")[number % 4] / f"part{number // 200:03}"
        folder.mkdir(parents=True, exist_ok=True)
        write_filler(folder, number)


def write_filler(folder: Path, number: int) -> None:
    """Write one ordinary file of some kilobytes: code, settings, notes or data in turn."""
    name, text = (
        (f"step_{number}.py", CODE.format(number=number) + "".join(FUNCTION.format(number=row) for row in range(40))),
        (f"settings_{number}.json", json.dumps({f"layer {row}": {"rate": row * 0.1} for row in range(60)}, indent=2)),
        (f"notes_{number}.md", f"# Notes {number}\n" + "\nWhat was tried on that day, and what came of it.\n" * 60),
        (f"rows_{number}.csv", "key,value\n" + "".join(f"{row},{row * number}\n" for row in range(500))),
    )[number % 4]
    (folder / name).write_text(text, encoding="utf-8")


def safetensors() -> bytes:
    """Return a weight file with one tensor of four zeros."""
    header = json.dumps(
        {"__metadata__": {"format": "pt"}, "w": {"dtype": "F32", "shape": [4], "data_offsets": [0, 16]}}
    )
    return struct.pack("<Q", len(header)) + header.encode() + bytes(16)
