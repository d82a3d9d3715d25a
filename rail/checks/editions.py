"""Editions of one licence: which follow one another, and which another licence accepts in its own place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.claims import text_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rail.knowledge.store import Knowledge
    from rail.model.license import License
    from rail.model.terms import Term

_NAMING = frozenset({"licences", "licenses", "to"})
_MOST = 20  # no licence has more editions; a chain that bites its tail ends here


def later_editions(record: License, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the ids of the editions after a licence, nearest first."""
    return tuple(_chain(record, knowledge, "successor"))


def is_edition_of(one: License, other: License, knowledge: Knowledge) -> bool:
    """Tell whether two licences are different editions of one."""
    return one.id != other.id and (
        other.id in later_editions(one, knowledge) or one.id in later_editions(other, knowledge)
    )


def accepts(record: License, other: str, knowledge: Knowledge, also: Mapping[str, object]) -> bool:
    """Tell whether a licence lets derivatives go under another one in its place.

    Args:
        record: the licence.
        other: id of the other one.
        knowledge: the records.
        also: licence id -> ids that its steward lists as compatible.
    """
    wanted = text_id(other)
    if wanted == text_id(record.id):
        return True
    listed = also.get(record.id)
    if isinstance(listed, (list, tuple)) and wanted in listed:
        return True
    grants = () if record.terms is None else record.terms.terms
    for term in grants:
        if term.about == "relicense-compatible" and _names(term, wanted, knowledge):
            return True
        says_later = term.about in {"relicense-compatible", "share-alike"} and _NAMING.isdisjoint(term.params)
        if says_later and wanted in later_editions(record, knowledge):
            return True
    return False


def _names(term: Term, wanted: str, knowledge: Knowledge) -> bool:
    for name in sorted(_NAMING):
        value = term.params.get(name)
        for stated in value if isinstance(value, (list, tuple)) else [value]:
            parts = str(stated).split(",") if isinstance(stated, str) else []
            if any(_meant(part, knowledge) == wanted for part in parts):
                return True
    return False


def _meant(stated: str, knowledge: Knowledge) -> str | None:
    name = stated.strip().removesuffix(" or later")
    found = knowledge.resolve(name).license
    return None if found is None else text_id(found)


def _chain(record: License, knowledge: Knowledge, direction: str) -> Iterator[str]:
    seen = {str(record.id)}
    found: str | None = getattr(record, direction)
    while found is not None and found not in seen and len(seen) < _MOST:
        seen.add(found)
        yield found
        following = knowledge.license(found)
        found = None if following is None else getattr(following, direction)
