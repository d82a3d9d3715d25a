"""The demonstration: a release of our own is written twice, with faults and repaired, and both are checked."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from rail.errors import InputError, NotBuiltError
from rail.model.late import dataclass
from rail.operations.check import check_release
from rail.operations.today import as_of_date
from rail.resources import demo_dir

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.model.finding import Report

NAME = "petal-chat-1b"
_WEIGHTS = "adapter_model.safetensors"
_CACHE = "HF_HUB_CACHE"
_HOLDER = "Copyright (c) 2026 The Petal working group of Example Org\n\n"
# Texts that are taken from the text pack when the demo runs: file, licence, and what stands above the text.
_TEXTS = (("LICENSE", "bigscience-bloom-rail-1.0", ""), ("LICENSE-CODE", "mit", _HOLDER))


@dataclass(frozen=True, slots=True)
class Demo:
    """The reports on both states of the release, and the folder that keeps them, if one was asked for."""

    faulty: Report
    repaired: Report
    kept: str | None


def run_demo(*, keep: str | None = None, as_of: str | None = None) -> Demo:
    """Write the release with faults and repaired, check both, and return the reports.

    Args:
        keep: a folder to write to and leave in place; a temporary one when not given.
        as_of: the date of the checks.

    Raises:
        InputError: the folder exists and is not empty, or cannot be written.
        NotBuiltError: the packs were never compiled here.
    """
    date = as_of_date(as_of)
    if keep is not None:
        return _check_both(_empty_folder(keep), date, keep)
    with TemporaryDirectory(prefix="rail-demo-") as folder:
        return _check_both(Path(folder), date, None)


@contextmanager
def _without_hub_cache(folder: Path) -> Iterator[None]:
    """Look for base models in an empty folder: what this machine has downloaded is no part of the demo."""
    before = os.environ.get(_CACHE)
    os.environ[_CACHE] = str(folder / "no-cache")
    try:
        yield
    finally:
        if before is None:
            del os.environ[_CACHE]
        else:
            os.environ[_CACHE] = before


def write_release(state: str, folder: Path) -> None:
    """Write one state of the release, ``faulty`` or ``repaired``, into a new folder.

    Raises:
        NotBuiltError: a licence text is not in the text pack.
    """
    folder.mkdir(parents=True)
    for source in sorted((demo_dir() / state).iterdir()):
        (folder / source.name).write_bytes(source.read_bytes())
    license_id = "mit" if state == "faulty" else "bigscience-bloom-rail-1.0"
    weights = _weights({"format": "pt", "license": license_id})
    (folder / _WEIGHTS).write_bytes(weights)
    if state == "repaired":
        (folder / "SHA256SUMS").write_text(f"{sha256(weights).hexdigest()}  {_WEIGHTS}\n", encoding="ascii")
        for name, text_id, above in _TEXTS:
            (folder / name).write_text(above + _text(text_id), encoding="utf-8")


def _check_both(folder: Path, date: str, kept: str | None) -> Demo:
    reports = []
    for state in ("faulty", "repaired"):
        release = folder / state / NAME
        write_release(state, release)
        # The report names the release, not the folder of this run: the demo prints the same everywhere.
        with _without_hub_cache(folder):
            reports.append(replace(check_release(str(release), as_of=date), path=NAME))
    return Demo(reports[0], reports[1], kept)


def _empty_folder(keep: str) -> Path:
    folder = Path(keep)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        occupied = any(folder.iterdir())
    except OSError as error:
        message = f"{keep}: cannot be written: {error.strerror or error}"
        raise InputError(message) from error
    if occupied:
        message = f"{keep}: is not empty"
        raise InputError(message, "name a folder that does not exist yet")
    return folder


def _text(license_id: str) -> str:
    from rail.knowledge.textpack import TextPack

    text = TextPack.load().text(license_id)
    if text is None:
        message = f"{license_id}: the text is not in this installation's text pack"
        raise NotBuiltError(message, "run `make install` (or `pip install -e .`) in the checkout")
    return text


def _weights(metadata: dict[str, str]) -> bytes:
    """Return a safetensors file with one small tensor of zeros (format: the safetensors README, 2023)."""
    tensor = {"dtype": "F32", "shape": [8, 2], "data_offsets": [0, 64]}
    header = {"__metadata__": metadata, "base_model.model.transformer.h.0.lora_A.weight": tensor}
    text = json.dumps(header, sort_keys=True).encode()
    text += b" " * (-len(text) % 8)
    return len(text).to_bytes(8, "little") + text + bytes(64)
