"""The names by which other systems know a licence; a module of its own because identification needs nothing else."""

from __future__ import annotations

from rail.model.late import dataclass


@dataclass(frozen=True, slots=True)
class LicenseIds:
    """The names by which other systems know one licence; ``None`` where they have none."""

    spdx: str | None = None
    hub: str | None = None
    licensedb: str | None = None
