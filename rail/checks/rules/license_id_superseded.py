"""license-id-superseded: an SPDX identifier that the SPDX list has replaced by more exact ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.checks.claims import distinct, own_claims, quote
from rail.checks.context import Found, Skip
from rail.checks.unread import unread_licenses
from rail.errors import DataError
from rail.model.facts import ClaimSource

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rail.checks.context import Context
    from rail.model.facts import LicenseClaim

# Places whose values are SPDX expressions; the Hub's `license` key has a list of its own, where `gpl-3.0` is right.
_SPDX = (
    ClaimSource.FILE_HEADER,
    ClaimSource.REUSE_TOML,
    ClaimSource.RAIL_YAML,
    ClaimSource.PACKAGE_METADATA,
    ClaimSource.CITATION,
)
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")
_LONGEST = 300


def find(context: Context) -> Iterator[Found | Skip]:
    """Look at the identifiers of each place that speaks SPDX."""
    replaced = _replaced(context)
    for claim in distinct(own_claims(context.facts, *_SPDX)):
        if len(claim.value) > _LONGEST:
            continue
        old = [word for word in _WORD.findall(claim.value) if word in replaced]
        # "GPL-2.0 License" in running words is a name; an expression holds nothing but identifiers and operators.
        if old and _is_expression(claim.value):
            yield _found(claim, old[0], replaced[old[0]])
    yield from unread_licenses(context.facts)


def _replaced(context: Context) -> Mapping[str, list[str]]:
    table = context.params.get("replaced_by", {})
    if not isinstance(table, dict) or not all(isinstance(names, list) and names for names in table.values()):
        message = f"{context.rule.id}: params.replaced_by: expected a mapping of identifiers to lists of them"
        raise DataError(message)
    return table


def _is_expression(value: str) -> bool:
    words = value.replace("(", " ").replace(")", " ").split()
    return len(words) % 2 == 1 and all(word in {"AND", "OR", "WITH"} for word in words[1::2])


def _found(claim: LicenseClaim, old: str, new: list[str]) -> Found:
    many = f" and in {claim.count - 1} more files" if claim.count > 1 else ""
    return Found(
        claim.location,
        f"{quote(claim.value)} holds `{old}`, which the SPDX list no longer uses{many}: it does not say whether later "
        "versions are granted too"
        if len(new) > 1
        else f"{quote(claim.value)} holds `{old}`, which the SPDX list no longer uses{many}",
        fix=f"write {' or '.join(f'`{name}`' for name in new)}",
        component=claim.governs[0].value if len(claim.governs) == 1 else None,
    )
