"""What an attachment is given beside its licence: evidence, known by its hash, and a file of waivers."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rail.errors import InputError
from rail.operations.bounded import read_within

if TYPE_CHECKING:
    from rail.model.attached import EvidenceFile
    from rail.model.finding import Waiver

_PIECE = 1 << 20
_LARGEST = 1 << 18
_SHAPE = "waivers:\n  - {rule: restrictions-dropped, owner: NAME, reason: WHY, expires: 2027-06-30}"


def read_evidence(path: str) -> EvidenceFile:
    """Return the name, hash and size of a document; it is not copied.

    Raises:
        InputError: it is no plain file, or cannot be read.
    """
    from hashlib import sha256

    from rail.artifacts.sources.paths import show_path
    from rail.model.attached import EvidenceFile

    digest = sha256()
    size = 0
    try:
        with open(path, "rb", opener=_open) as stream:  # it waits for no pipe
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                message = f"{path}: is no plain file"
                raise InputError(message, "--evidence takes a document, such as a signed mandate or minutes")
            while piece := stream.read(_PIECE):
                digest.update(piece)
                size += len(piece)
    except (OSError, ValueError) as error:
        message = f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}"
        raise InputError(message) from error
    return EvidenceFile(show_path(os.fsencode(Path(path).name)), digest.hexdigest(), size)


def _open(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK | os.O_CLOEXEC)


def read_waivers(path: str) -> tuple[Waiver, ...]:
    """Return the waivers of a file that has the shape of ``rail.yaml``.

    Raises:
        InputError: it cannot be read, breaks the schema, or holds no waiver.
    """
    from rail.artifacts.project import PROJECT_FILE, parse_project

    try:
        text = read_within(path, _LARGEST, "file of waivers").decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"{path}: not UTF-8 at byte {error.start}"
        raise InputError(message) from error
    try:
        waivers = parse_project(text).waivers
    except InputError as error:
        raise InputError(error.message.replace(f"{PROJECT_FILE}:", f"{path}:"), _SHAPE) from error
    if not waivers:
        message = f"{path}: holds no waivers"
        raise InputError(message, _SHAPE)
    return tuple(replace(waiver, file=path) for waiver in waivers)
