"""A small release with everything that documents speak about: weights, code, data, a base, a card, a licence text."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING

import pytest

from rail.knowledge.textpack import TextPack
from rail.operations.report import release_inventory

if TYPE_CHECKING:
    from pathlib import Path

    from rail.documents.inventory import Inventory

LICENSE = "bigscience-bloom-rail-1.0"
OID = "4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393"
CARD = """---
license: bigscience-bloom-rail-1.0
base_model: bigscience/bloom
base_model_relation: finetune
datasets: [example-org/heron-words]
language: [en, fr]
library_name: transformers
pipeline_tag: text-generation
version: 1.2.0
co2_eq_emissions: {emissions: 12.5, source: meter}
model-index:
  - name: heron
    results:
      - task: {type: text-generation}
        dataset: {name: Pond, type: pond}
        metrics: [{type: accuracy, value: 0.81}]
---
# Heron

Heron writes about ponds.

## Intended use

Telling stories about birds.

## Out-of-scope use

Forecasting floods.

## Limitations

It has never seen a river.
"""


def make_release(root: Path) -> Path:
    """Write the release into a folder and return it."""
    header = json.dumps({"__metadata__": {"format": "pt"}}).encode()
    text, mit = TextPack.load().text(LICENSE), TextPack.load().text("mit")
    assert text is not None
    assert mit is not None
    files = {
        "README.md": CARD.encode(),
        "LICENSE": text.encode(),
        "model.safetensors": struct.pack("<Q", len(header)) + header,
        "big.safetensors": f"version https://git-lfs.github.com/spec/v1\noid sha256:{OID}\nsize 99000000000\n".encode(),
        "src/run.py": b"print('heron')\n",
        "LICENSE-CODE": mit.encode(),
        "data/words.csv": b"word\nreed\n",
        "config.json": b'{"model_type": "bloom", "architectures": ["BloomForCausalLM"]}\n',
    }
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the release."""
    return make_release(tmp_path_factory.mktemp("documents") / "heron")


@pytest.fixture(scope="session")
def inventory(release: Path) -> Inventory:
    """Return its inventory."""
    return release_inventory(str(release), as_of="2026-11-24")
