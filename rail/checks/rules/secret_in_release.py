"""secret-in-release: a text file holds what looks like a key or token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.context import Found, Skip
from rail.checks.wording import pattern
from rail.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context


def find(context: Context) -> Iterator[Found | Skip]:
    """Report each secret once, by its kind, first characters and length; keys among tests are often made for them."""
    contents = context.facts.contents
    tests = pattern(context, "test_folders")
    for secret in contents.secrets:
        path = secret.location.path
        is_test = "private key" in secret.kind.lower() and tests is not None and tests.search(path) is not None
        yield Found(
            secret.location,
            f"{path} holds what looks like a secret ({secret.kind}): it begins with {secret.begins!r} and has "
            f"{secret.length} characters",
            severity=Severity.WARNING if secret.vendored or is_test else None,
            confidence="medium" if secret.vendored or is_test else "high",
        )
    for missed in contents.unsearched:
        yield Skip(f"{missed.location.path or 'files'}: not looked into for secrets: {missed.message}")
