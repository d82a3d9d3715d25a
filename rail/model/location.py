"""A place in a release: where a fact was seen, where a finding points."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in the release: a path relative to its root with ``/``, and 1-based lines where there are any."""

    path: str
    line: int | None = None
    end_line: int | None = None

    def __str__(self) -> str:
        """Return ``path`` or ``path:line``."""
        return self.path if self.line is None else f"{self.path}:{self.line}"
