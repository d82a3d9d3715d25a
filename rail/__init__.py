"""What do the terms attached to these artefacts let whom do, and can you prove it?

``rail.check(path)`` returns a ``Report``; the other names for programs are those of ``rail.api``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.version import __version__

if TYPE_CHECKING:
    from rail.api import (
        Facts,
        Finding,
        Identification,
        RailError,
        Report,
        Severity,
        Verdict,
        check,
        facts,
        identify_text,
        report_json,
    )

__all__ = [
    "Facts",
    "Finding",
    "Identification",
    "RailError",
    "Report",
    "Severity",
    "Verdict",
    "__version__",
    "check",
    "facts",
    "identify_text",
    "report_json",
]


def __getattr__(name: str) -> object:
    """Load the interface when one of its names is first asked for; importing ``rail`` alone loads the version."""
    if name in __all__:
        from importlib import import_module

        return getattr(import_module("rail.api"), name)
    message = f"module 'rail' has no attribute {name!r}"
    raise AttributeError(message)
