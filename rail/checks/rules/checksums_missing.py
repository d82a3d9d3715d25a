"""checksums-missing: weights are shipped, and nothing in the release lets a user tell that they are the right ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.artifacts.vendored import in_vendor_folder
from rail.checks.context import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context


def find(context: Context) -> Iterator[Found]:
    """Look for checksums or a signature beside weights; a pointer of Git LFS holds the checksum of its file."""
    facts = context.facts
    weights = [item for item in facts.weights if not in_vendor_folder(item.location.path.rpartition("/")[0])]
    if not weights or all(item.lfs for item in weights) or facts.source == "hub-cache":
        return
    if facts.contents.of_role("checksums", "signature"):
        return
    count = len(weights)
    yield Found(
        weights[0].location,
        f"the release ships weights ({count} file{'s' if count > 1 else ''}) without checksums or a signature",
        component="weights",
    )
