"""secret-suspected: detect-secrets takes something in a text file for a secret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.context import Found, Skip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context


def find(context: Context) -> Iterator[Found | Skip]:
    """Report what it found and secret-in-release did not, for a person to look at."""
    scans = [scan for scan in context.facts.scans if scan.tool.startswith(str(context.params.get("scan")))]
    if not scans:
        yield Skip("detect-secrets was not run")
    told = {(one.location.path, one.location.line) for one in context.facts.contents.secrets}
    for scan in scans:
        if scan.problem is not None:
            yield Skip(f"{scan.problem}; {scan.hint}" if scan.hint else scan.problem)
        for secret in scan.secrets:
            if (secret.location.path, secret.location.line) not in told:
                yield Found(
                    secret.location,
                    f"{secret.location.path} holds what {scan.tool} takes for a secret ({secret.kind})",
                    confidence="low",
                )
        for missed in scan.unread:
            yield Skip(f"{missed.location.path}: {missed.message}")
