"""Near names: which licences somebody may have meant by a name that nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rail.knowledge.store import Knowledge

# Below this, names share letters and nothing else: a hint to an unrelated text is worse than none.
_CUTOFF = 0.75
# Words that names of many licences share, so that they bring no two of them nearer.
_SHARED = frozenset({"license", "licence", "licenses", "licences", "licensed", "agreement", "version", "the", "v"})


def near_words(word: str, known: Iterable[str]) -> list[str]:
    """Return up to three of the known words that are spelled nearly as this one, the nearest first."""
    from difflib import get_close_matches

    return get_close_matches(word.lower(), list(known), n=3, cutoff=_CUTOFF)


def near_licenses(name: str, knowledge: Knowledge) -> list[str]:
    """Return the ids of up to three licences whose id or name, or whose family's, is nearly this one.

    What all names share, such as the word "license", plays no part: "X license" is not near to the Unlicense.
    """
    from rail.knowledge.names import name_key

    spelling = " ".join(word for word in name_key(name).split() if word not in _SHARED)
    if not spelling:
        return []
    meant: dict[str, list[str]] = {}
    for key, license_id in _spellings(knowledge):
        meant.setdefault(key, []).append(license_id)
    found = (license_id for key in near_words(spelling, meant) for license_id in meant[key])
    return list(dict.fromkeys(found))[:3]


def _spellings(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Yield the comparable form of each name with the id of a licence that it means."""
    from rail.knowledge.names import name_key

    for license_ in knowledge.licenses():
        for name in (str(license_.id), license_.name, *license_.names):
            yield name_key(name), str(license_.id)
    for family in knowledge.families():
        for member in family.members:
            if knowledge.license(member) is not None:
                yield from ((name_key(name), member) for name in family.names)
