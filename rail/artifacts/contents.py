"""What a release holds besides licences, cards and weights, put together from one sweep (``rail.model.contents``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.artifacts.data_descriptions import read_descriptions
from rail.artifacts.sboms import read_sboms
from rail.artifacts.versions import read_versions
from rail.model.contents import Contents, NotableFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rail.artifacts.project import Project
    from rail.artifacts.reading import Reading
    from rail.artifacts.sweep import Sweep
    from rail.model.card import Card


def read_contents(reading: Reading, sweep: Sweep, cards: Sequence[Card], project: Project) -> Contents:
    """Return it; descriptions of data are read here, everything else was met on the way."""
    descriptions = read_descriptions(reading, sweep.descriptions)
    sizes = {entry.path: entry.size for entry in sweep.descriptions}
    described = [NotableFile(one.format, one.location, sizes[one.location.path]) for one in descriptions]
    return Contents(
        notable=tuple(sorted([*sweep.notable, *described], key=lambda file: (file.location.path, file.role))),
        versions=read_versions(reading, cards, sweep.metadata, descriptions, reading.source.asked),
        secrets=tuple(sweep.secrets.found),
        unsearched=sweep.secrets.unsearched(),
        data_descriptions=descriptions,
        sboms=read_sboms(reading, sweep.sboms),
        registry=project.registry,
    )
