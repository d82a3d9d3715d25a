"""How words of a profile and of a term stand to each other in the vocabulary's trees."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rail.model.profile import UseProfile
    from rail.model.vocabulary import Vocabulary


class Touch(Enum):
    """How a use stands to a restricted category."""

    AFFIRMED = "affirmed"
    POSSIBLE = "possible"
    EXCLUDED = "excluded"
    UNSTATED = "unstated"


def touch(category: str, profile: UseProfile, vocabulary: Vocabulary) -> Touch:
    """Tell whether a profile falls under a restricted use category.

    Naming the category, or a narrower one, affirms it. Naming a broader one, or a sector or actor that touches it, or
    a broader one, makes it possible. A profile that names and excludes the same category is read as naming it.
    """
    above = set(ancestors("uses", category, vocabulary))
    if any(category in ancestors("uses", use, vocabulary) for use in profile.uses):
        return Touch.AFFIRMED
    if above & set(profile.not_uses):
        return Touch.EXCLUDED
    if above & set(profile.uses) or above & _touched(profile, vocabulary):
        return Touch.POSSIBLE
    return Touch.UNSTATED


def ancestors(kind: str, word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return a word and every broader one, the word itself first."""
    entries = vocabulary.kinds.get(kind, {})
    found = [word]
    while (entry := entries.get(found[-1])) is not None and entry.parent is not None and entry.parent not in found:
        found.append(entry.parent)
    return tuple(found)


def triggers(when: Iterable[str], profile: UseProfile, vocabulary: Vocabulary) -> bool:
    """Tell whether an action of the profile is one of those that a term names, or a kind of it; no names: always.

    What an action implies counts as done: whoever hands on a changed version has changed it.
    """
    named = tuple(when)
    if not named:
        return True
    done = {broader for action in _done(profile, vocabulary) for broader in ancestors("actions", action, vocabulary)}
    return not done.isdisjoint(named)


def does(profile: UseProfile, vocabulary: Vocabulary, *actions: str) -> bool:
    """Tell whether the profile does one of these actions, or a kind of one."""
    return triggers(actions, profile, vocabulary)


def needed_permissions(profile: UseProfile, vocabulary: Vocabulary) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each action with a group of permissions of which one must be granted.

    The group is empty for an act that no permission is known for, such as a breach.
    """
    for action in profile.actions:
        entry = vocabulary.kinds["actions"].get(action)
        groups = cast("list[list[str]]", entry.details.get("needs", [])) if entry else []
        for group in groups or [[]]:
            yield action, tuple(group)


def countries(code: str, vocabulary: Vocabulary) -> frozenset[str]:
    """Return the countries that a territory's code stands for: the members of a group, or the code itself."""
    entry = vocabulary.kinds.get("territories", {}).get(code.lower())
    members = cast("list[str]", entry.details.get("members", [])) if entry else []
    return frozenset(members) or frozenset({code.upper()})


def _done(profile: UseProfile, vocabulary: Vocabulary) -> Iterator[str]:
    for action in profile.actions:
        yield action
        entry = vocabulary.kinds["actions"].get(action)
        yield from cast("list[str]", entry.details.get("implies", [])) if entry else ()


def _touched(profile: UseProfile, vocabulary: Vocabulary) -> set[str]:
    named = [vocabulary.kinds.get("sectors", {}).get(sector) for sector in profile.sectors]
    named.append(vocabulary.kinds.get("actors", {}).get(profile.actor))
    return {use for entry in named if entry for use in cast("list[str]", entry.details.get("touches", []))}
