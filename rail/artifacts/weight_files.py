"""Files of weights: their headers, and what those say about licences; the weights themselves are never loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.artifacts.kinds import split_path
from rail.artifacts.sources.interface import UnreadableError
from rail.model.facts import ClaimSource, ComponentKind, WeightFile
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rail.artifacts.reading import Reading
    from rail.artifacts.sources.interface import FileEntry
    from rail.model.facts import LicenseClaim

_MAX_HEADERS = 256 << 20  # of all files together: a thousand names can lead to one and the same bad header
_LICENSE_KEYS = ("general.license", "license", "modelspec.license")


def read_weights(reading: Reading, entries: Iterable[FileEntry]) -> tuple[WeightFile, ...]:
    """Return the files of weights in the order of their paths; a Git LFS pointer counts with the size it states."""
    left = _MAX_HEADERS
    found: list[WeightFile] = []
    for entry in entries:
        weight, taken = _read(reading, entry, left)
        left -= taken
        found.append(weight)
    return tuple(found)


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


def _read(reading: Reading, entry: FileEntry, left: int) -> tuple[WeightFile, int]:
    """Return the file, and how many bytes of it were read."""
    # The formats are loaded only where there are weights.
    from rail.artifacts.weights import read_weight_header
    from rail.artifacts.weights.lfs import MAX_POINTER, read_pointer

    taken = 0

    def read(offset: int, length: int) -> bytes:
        nonlocal taken
        piece = reading.source.read(entry, length, offset)
        taken += len(piece)
        if taken > left:
            message = f"the headers of this release are larger than {_MAX_HEADERS >> 20} MB; this one was not read"
            raise UnreadableError(entry.path, "too-large", message)
        return piece

    place, format_ = Location(entry.path), split_path(entry.path)[2].removeprefix(".")
    try:
        found = read_weight_header(entry.path, entry.size, read)
        pointer = read_pointer(read(0, entry.size)) if found is None and entry.size < MAX_POINTER else None
    except UnreadableError as error:
        reading.report(entry.path, error.kind, error.reason)
        return WeightFile(place, format_, entry.size, problem=error.reason), min(taken, left)
    if pointer is not None:
        return WeightFile(place, format_, pointer.size, lfs=True, metadata={"oid": pointer.oid}), taken
    return found if found is not None else WeightFile(place, format_, entry.size), taken
