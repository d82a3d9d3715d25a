"""Near names: which licences somebody may have meant by a name that nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rail.knowledge.store import Knowledge
    from rail.model.catalogue import Family

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
    meant: dict[str, list[str]] = {}
    for key, license_id in _license_spellings(knowledge):
        meant.setdefault(key, []).append(license_id)
    for key, family in _family_spellings(knowledge):
        meant.setdefault(key, []).extend(one for one in family.members if knowledge.license(one) is not None)
    return list(dict.fromkeys(found for key in _near(name, meant) for found in meant[key]))[:3]


def near_family(name: str, knowledge: Knowledge) -> Family | None:
    """Return the family whose name is nearly this one, where no licence's own name is nearer."""
    families = dict(_family_spellings(knowledge))
    nearest = _near(name, {**families, **dict(_license_spellings(knowledge))})[:1]
    return families.get(nearest[0]) if nearest else None


def _near(name: str, known: Iterable[str]) -> list[str]:
    """Return the comparable forms of names that are nearly that of this one, the nearest first."""
    from rail.knowledge.names import name_key

    spelling = " ".join(word for word in name_key(name).split() if word not in _SHARED)
    return near_words(spelling, known) if spelling else []


def _license_spellings(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Yield the comparable form of each name of a licence with its id."""
    from rail.knowledge.names import name_key

    for license_ in knowledge.licenses():
        for name in (str(license_.id), license_.name, *license_.names):
            yield name_key(name), str(license_.id)


def _family_spellings(knowledge: Knowledge) -> Iterator[tuple[str, Family]]:
    """Yield the comparable form of each name of a family that has a record here with the family."""
    from rail.knowledge.names import name_key

    for family in knowledge.families():
        if any(knowledge.license(member) is not None for member in family.members):
            yield from ((name_key(name), family) for name in (family.id, *family.names))
