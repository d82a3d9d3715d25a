"""Files of weights: their headers, and what those say about licences; the weights themselves are never loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.artifacts.kinds import split_path
from rail.artifacts.reading import lfs_size
from rail.artifacts.sources.interface import UnreadableError
from rail.model.facts import ClaimSource, ComponentKind, Location, WeightFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rail.artifacts.reading import Reading
    from rail.artifacts.sources.interface import FileEntry
    from rail.model.facts import LicenseClaim

_POINTER_CAP = 1024
_LICENSE_KEYS = ("general.license", "license", "modelspec.license")
_PICKLES = frozenset({".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".joblib", ".mar"})


def read_weights(reading: Reading, entries: Iterable[FileEntry]) -> tuple[WeightFile, ...]:
    """Return the files of weights in the order of their paths; a Git LFS pointer counts with the size it states."""
    return tuple(_read(reading, entry) for entry in entries)


def weights_claims(reading: Reading, weights: Sequence[WeightFile]) -> Iterator[LicenseClaim]:
    """Yield the licences that the weights' own headers state, each value once a file."""
    for weight in weights:
        stated = [weight.metadata[key].strip() for key in _LICENSE_KEYS if weight.metadata.get(key, "").strip()]
        for value in dict.fromkeys(stated):
            yield reading.claim(
                ClaimSource.WEIGHTS_METADATA,
                value,
                weight.location,
                governs=(ComponentKind.WEIGHTS,),
                scope=weight.location.path,
            )


def _read(reading: Reading, entry: FileEntry) -> WeightFile:
    place = Location(entry.path)
    suffix = split_path(entry.path)[2]
    format_ = "pickle" if suffix in _PICKLES else suffix.removeprefix(".")
    if entry.size < _POINTER_CAP:
        size = lfs_size(entry, reading.piece(entry, _POINTER_CAP) or b"")
        if size is not None:
            return WeightFile(place, format_, size, lfs=True)

    from rail.artifacts.weights import read_weight_header  # its formats are loaded only where there are weights

    def read(offset: int, length: int) -> bytes:
        return reading.source.read(entry, length, offset)

    try:
        found = read_weight_header(entry.path, entry.size, read)
    except UnreadableError as error:
        reading.report(entry.path, error.kind, error.reason)
        return WeightFile(place, format_, entry.size, problem=error.reason)
    return found if found is not None else WeightFile(place, format_, entry.size)
