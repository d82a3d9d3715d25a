"""link-broken: a link to a licence or policy leads to a file that is not in the release."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.context import Found, Skip
from rail.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.facts import LinkFact

_SCHEMES = ("http://", "https://", "mailto:", "//")


def find(context: Context) -> Iterator[Found | Skip]:
    """Look at the links to licences and policies whose targets should lie in the release."""
    seen: set[tuple[str, str]] = set()
    for link in context.facts.links:
        key = (link.location.path, link.target)
        if key in seen or link.target.lower().startswith(_SCHEMES):
            continue
        seen.add(key)
        if link.exists is None:
            yield Skip(f"{link.location}: the link to {link.target} cannot be followed from here")
        elif not link.exists:
            yield _broken(link)


def _broken(link: LinkFact) -> Found:
    return Found(
        link.location,
        f"the link to {link.target} ({link.what}) leads to a file that is not in the release",
        severity=None if "license_link" in link.what else Severity.WARNING,
    )
