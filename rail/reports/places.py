"""Where a finding points for a host that shows files: a path below the folder in which the command ran."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from rail.reports.visible import encodable

if TYPE_CHECKING:
    from rail.model.finding import Report
    from rail.model.location import Location


def file_of(report: Report, place: Location | None) -> str:
    """Return the file that a host is to show; for what is missing the card, where a reader would add it.

    A release that was named by a relative path lies below the checkout, and so do its files.
    """
    path = "" if place is None else place.path.strip("/")
    if path in {"", "."}:
        path = str(report.summary.get("card") or "README.md")
    return f"{folder_of(report)}{path}"


def folder_of(report: Report) -> str:
    """Return the release's folder with a slash, below the folder in which the command ran; empty for that itself."""
    given = report.path.replace("\\", "/")
    parts = [part for part in given.split("/") if part not in {"", "."}]
    if given.startswith(("/", "@", "~")) or ":" in given or ".." in parts or not parts:
        return ""
    return "/".join(parts) + "/"


def quoted(text: str, *, safe: str = "") -> str:
    """Return a name percent-encoded, byte for byte where it stands for the bytes of a file name (PEP 383)."""
    try:
        return quote(text.encode("utf-8", "surrogateescape"), safe=safe)
    except UnicodeEncodeError:
        return quote(encodable(text), safe=safe)
