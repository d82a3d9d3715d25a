"""Whole licence files whose licence somebody else has stated: of installed packages, and of the corpus.

Installed packages state an SPDX id in their metadata (core metadata 2.4, ``License-Expression``, or ``License``).
For the files under ``RAIL_CORPUS``, ``expected.yaml`` says what a reader found them to be.
"""

from __future__ import annotations

import os
from importlib.metadata import distributions
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rail.identify.identify import identify
from rail.knowledge.records import read_record
from rail.knowledge.store import Knowledge
from rail.model.identification import TextStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES = ("LICEN", "COPYING")


class WholeFile(NamedTuple):
    """A file, what it is by others' word (ids of ours), whether it is unchanged, and what we say of it."""

    name: str
    expected: tuple[str, ...]
    canonical: bool
    told: tuple[tuple[str, str | None], ...]


def installed_files(sites: list[str]) -> Iterator[WholeFile]:
    """Yield the licence file of every installed package that has one file and states one SPDX id.

    Args:
        sites: folders of installed packages beside those of this interpreter.
    """
    knowledge = Knowledge.load()
    packages = {package.name.lower(): package for package in (*distributions(path=sites), *distributions())}
    for _, package in sorted(packages.items()):
        stated = (package.metadata["License-Expression"] or package.metadata["License"] or "").removesuffix("-only")
        found = knowledge.resolve(stated, namespace="spdx").license if stated else None
        files = [file for file in package.files or () if ".dist-info/" in str(file) and _is_license(file.name)]
        if found and len(files) == 1:
            data = Path(str(files[0].locate())).read_bytes()
            told = _told(data)
            # Behind its own licence a file may keep those of what it contains, of which the metadata say nothing.
            yield WholeFile(package.name, (str(found),), canonical=False, told=told[:1])


def corpus_files() -> Iterator[WholeFile]:
    """Yield the files under ``RAIL_CORPUS`` that somebody has read."""
    folder = os.environ.get("RAIL_CORPUS")
    if not folder:
        return
    table = read_record(Path(__file__).with_name("expected.yaml"))
    for row in table["files"]:
        path = Path(folder) / row["path"]
        if path.is_file():
            yield WholeFile(row["path"], tuple(row["licenses"]), not row.get("changed"), _told(path.read_bytes()))


def judge(file: WholeFile) -> str:
    """Return ``right``, ``wrong``, ``wrong and canonical``, or ``none`` where we name no licence."""
    named = [(status, license_id) for status, license_id in file.told if license_id]
    if not file.expected:
        return "wrong" if any(status == TextStatus.CANONICAL.value for status, _ in named) else "right"
    if not named:
        return "none"
    if tuple(license_id for _, license_id in named) != file.expected:
        strange = [status for status, license_id in named if license_id not in file.expected]
        return "wrong and canonical" if TextStatus.CANONICAL.value in strange else "wrong"
    if file.canonical and any(status != TextStatus.CANONICAL.value for status, _ in named):
        return "called modified"
    return "right"


def _is_license(name: str) -> bool:
    return name.upper().startswith(_NAMES)


def _told(data: bytes) -> tuple[tuple[str, str | None], ...]:
    return tuple((item.status.value, item.license) for item in identify(data) if item.via == "text")
