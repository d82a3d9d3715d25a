"""What ``rail`` says to somebody who typed nothing else: what it is, what it is not, and what to do here."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rail.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST = 2000
_WEIGHTS = (".safetensors", ".gguf", ".bin", ".pt", ".pth", ".onnx", ".ckpt", ".h5")
_MANIFESTS = (".parquet", ".jsonl", ".csv")
_TEXTS = ("license", "licence", "copying")


def welcome(folder: str) -> tuple[str, ...]:
    """Return eight lines, with three suggestions by what stands in the folder."""
    seen, suggestions = _look(folder)
    width = max(len(command) for command, _ in suggestions)
    return (
        f"railkit {__version__}: what do the terms attached to AI artefacts let whom do, with proof.",
        "It gives no legal advice: it reports what its rules find, on this evidence, at this date.",
        "It works offline, sends nothing to anybody, and never runs what it reads.",
        f"{seen} Try:",
        *(f"  {command:{width}}   {what}" for command, what in suggestions),
        "All commands: rail --help",
    )


def _look(folder: str) -> tuple[str, Sequence[tuple[str, str]]]:
    names = sorted(_names(folder))
    texts = [name for name in names if name.lower().startswith(_TEXTS)]
    explain = ("rail explain restrictions-dropped", "what a rule looks for, why, and how to fix it")
    demo = ("rail demo", "a release with planted faults, checked and repaired")
    if _fits(names, _WEIGHTS) or texts or any(name.lower() in {"readme.md", "model_card.md"} for name in names):
        second = (
            ("rail identify " + texts[0], "which licence is this, and was it changed?")
            if texts
            else ("rail choose .", "which licence fits, and what the base models leave")
        )
        return "This folder looks like a release.", (("rail check", "check it before it is published"), second, explain)
    if _fits(names, _MANIFESTS):
        return "This folder holds tables of data.", (
            ("rail check", "check them as a data release"),
            ("rail license list", "the licences whose terms are recorded"),
            demo,
        )
    return "This folder holds no release.", (
        demo,
        ("rail check PATH", "check a release before it is published"),
        ("rail choose", "ten questions lead to a licence for your own release"),
    )


def _names(folder: str) -> list[str]:
    """Return names of plain files that are safe to print in a command."""
    names: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if len(names) >= _MOST:
                    break
                if entry.name.isascii() and entry.name.isprintable() and " " not in entry.name and entry.is_file():
                    names.append(entry.name)
    except OSError:
        return []
    return names


def _fits(names: Sequence[str], endings: tuple[str, ...]) -> bool:
    return any(name.lower().endswith(endings) for name in names)
