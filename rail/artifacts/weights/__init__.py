"""Headers of weight files: what they say about name, licence and base model, without loading a weight.

One format, one module (``interface.WeightFormat``). Nothing is executed: pickled files are never opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.artifacts.weights.gguf import Gguf
from rail.artifacts.weights.interface import HeaderError
from rail.artifacts.weights.lfs import MAX_POINTER, read_pointer
from rail.artifacts.weights.onnx import Onnx
from rail.artifacts.weights.pickled import Pickle
from rail.artifacts.weights.safetensors import Safetensors
from rail.model.facts import WeightFile
from rail.model.location import Location

if TYPE_CHECKING:
    from rail.artifacts.weights.interface import Read, WeightFormat

__all__ = ["read_weight_header", "weight_format"]

_FORMATS: tuple[WeightFormat, ...] = (Safetensors(), Gguf(), Onnx(), Pickle())


def read_weight_header(name: str, size: int, read: Read) -> WeightFile | None:
    """Return what a file of weights says about itself, or ``None`` where its format is none that is read.

    Args:
        name: the file's path relative to the release.
        size: its size in bytes.
        read: returns at most ``length`` bytes at ``offset``; what it raises is passed on.
    """
    format_ = weight_format(name)
    if format_ is None:
        return None
    place = Location(name)
    if size < MAX_POINTER:
        pointer = read_pointer(read(0, size))
        if pointer is not None:
            return WeightFile(place, format_.name, pointer.size, lfs=True, metadata={"oid": pointer.oid})
    try:
        header = format_.read(size, read)
    except HeaderError as error:
        return WeightFile(place, format_.name, size, problem=str(error))
    return WeightFile(
        place, format_.name, size, metadata=header.metadata, problem=header.problem, tensors=header.tensors
    )


def weight_format(name: str) -> WeightFormat | None:
    """Return the format that a file's name tells, or ``None``."""
    low = name.lower()
    return next((format_ for format_ in _FORMATS if low.endswith(format_.suffixes)), None)
