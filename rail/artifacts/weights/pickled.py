"""Pickled weights: loading them runs code, so they are known by their name only."""

from __future__ import annotations

from typing import ClassVar

from rail.artifacts.weights.interface import Header, Read, WeightFormat


class Pickle(WeightFormat):
    """Python pickles and archives of them; loading one runs its code, so that none is ever loaded or looked into."""

    name: ClassVar[str] = "pickle"
    suffixes: ClassVar[tuple[str, ...]] = (".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".joblib", ".mar")

    def read(self, size: int, read: Read) -> Header:  # noqa: ARG002 # never opened
        """Return an empty header."""
        return Header()
