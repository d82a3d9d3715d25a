"""From options and a file to a use profile, and back into a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from rail.errors import InputError
from rail_cli.output import write_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rail.model.profile import UseProfile

_WORDS = {
    "uses": ("uses", "--use"),
    "not_uses": ("uses", "--not-use"),
    "actions": ("actions", "--action"),
    "sectors": ("sectors", "--sector"),
}
_SHORT = {"commercial": "commercial", "users": "monthly-active-users", "revenue": "annual-revenue"}


def profile_from(stated: Mapping[str, object]) -> UseProfile:
    """Return the profile of the options, added to that of the file.

    Raises:
        InputError: an unknown word, or an answer that is none.
    """
    from rail.knowledge.store import Knowledge
    from rail.model.profile import UseProfile
    from rail.operations.profiles import read_profile
    from rail.operations.stated import currency_of, fact_of, place_of, word_of

    vocabulary = Knowledge.load().vocabulary()
    file = stated.get("profile_file")
    profile = UseProfile() if file is None else read_profile(str(file), vocabulary)
    for name, (kind, option) in _WORDS.items():
        words = tuple(word_of(kind, word, vocabulary, option) for word in cast("tuple[str, ...]", stated.get(name, ())))
        if words:
            profile = _with_words(profile, name, words)
    for name in ("territory", "domicile"):
        codes = cast("tuple[str, ...]", stated.get(name, ()))
        places = tuple(place_of(code, vocabulary, f"--{name}") for code in codes)
        profile = _with_words(profile, name, places)
    if stated.get("actor") is not None:
        profile = replace(profile, actor=word_of("actors", stated["actor"], vocabulary, "--actor"))
    if stated.get("currency") is not None:
        profile = replace(profile, currency=currency_of(stated["currency"], "--currency"))
    facts = dict(profile.facts)
    for name, value, option in _pairs(stated):
        if name not in vocabulary.kinds["questions"]:
            word_of("questions", name, vocabulary, option)
        facts[name] = fact_of(name, value, vocabulary, option)
    return replace(profile, facts=facts)


def _with_words(profile: UseProfile, name: str, words: tuple[str, ...]) -> UseProfile:
    """Return the profile with more words; actions that are given take the place of those of the file."""
    match name:
        case "uses":
            return replace(profile, uses=(*profile.uses, *words))
        case "not_uses":
            return replace(profile, not_uses=(*profile.not_uses, *words))
        case "sectors":
            return replace(profile, sectors=(*profile.sectors, *words))
        case "territory":
            return replace(profile, territory=(*profile.territory, *words))
        case "domicile":
            return replace(profile, domicile=(*profile.domicile, *words))
        case _:
            return replace(profile, actions=words)


def _pairs(stated: Mapping[str, object]) -> list[tuple[str, str, str]]:
    pairs = [
        (question, str(stated[name]), f"--{name}") for name, question in _SHORT.items() if stated.get(name) is not None
    ]
    for fact in cast("tuple[str, ...]", stated.get("facts", ())):
        name, equals, value = fact.partition("=")
        if not equals:
            message = f"--fact: {fact!r}: expected QUESTION=ANSWER, as oversight=yes"
            raise InputError(message)
        pairs.append((name.strip(), value.strip(), "--fact"))
    return pairs


def save(profile: UseProfile, path: str) -> None:
    """Write a profile as YAML.

    Raises:
        RailError: it cannot be written.
    """
    from rail.reports.answer import profile_yaml

    write_file(path, f"# A use profile for `rail ask --profile`.\n{profile_yaml(profile)}")
