"""Use profiles from a file (``profile.schema.json``): every key and word is checked, nothing is interpreted."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING

from rail.errors import InputError
from rail.model.card import Map, Sequence
from rail.model.late import dataclass
from rail.model.profile import UseProfile
from rail.operations.bounded import read_within
from rail.operations.stated import currency_of, fact_of, place_of, unknown, word_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rail.model.card import Node
    from rail.model.profile import Fact
    from rail.model.vocabulary import Vocabulary

_LARGEST = 1 << 18
_WORDS = {"uses": "uses", "not_uses": "uses", "actions": "actions", "sectors": "sectors"}
_PLACES = ("territory", "domicile")
_KEYS = (*_WORDS, *_PLACES, "actor", "description", "facts", "currency")


@dataclass(frozen=True, slots=True)
class _Source:
    """Where a profile is read from: the file, and the line of each key and item."""

    name: str
    lines: Mapping[tuple[object, ...], int] = field(default_factory=dict)

    def at(self, *path: object) -> str:
        """Return the file, with the line where that is known, and the keys."""
        line = self.lines.get(path)
        keys = ": ".join(str(part) for part in path if isinstance(part, str))
        return f"{self.name}: {keys}" if line is None else f"{self.name}:{line}: {keys}"

    def line(self, *path: object) -> str:
        """Return the file, with the line where that is known."""
        line = self.lines.get(path)
        return self.name if line is None else f"{self.name}:{line}"


def read_profile(path: str, vocabulary: Vocabulary) -> UseProfile:
    """Return the profile of a YAML or JSON file.

    Raises:
        InputError: it cannot be read, or holds an unknown key or word; line and nearest words are named.
    """
    from rail.cards.plain import to_plain
    from rail.cards.yaml import read_yaml

    node, problems = read_yaml(_text(path))
    if problems:
        message = f"{path}:{problems[0].line}: {problems[0].message}"
        raise InputError(message)
    if not isinstance(node, Map):
        message = f"{path}: a mapping was expected, with some of {', '.join(_KEYS)}"
        raise InputError(message)
    content = to_plain(node, path, typed=True)
    return (
        _profile(content, vocabulary, _Source(path, dict(_lines(node)))) if isinstance(content, dict) else UseProfile()
    )


def profile_of(content: Mapping[str, object], vocabulary: Vocabulary, where: str) -> UseProfile:
    """Return the profile that a mapping describes.

    Raises:
        InputError: a key or word is unknown, or a value has the wrong form.
    """
    return _profile(content, vocabulary, _Source(where))


def _text(path: str) -> str:
    try:
        return read_within(path, _LARGEST, "profile").decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{path}: is not in UTF-8, at byte {error.start}"
        raise InputError(message) from error


def _lines(node: Node, path: tuple[object, ...] = ()) -> Iterator[tuple[tuple[object, ...], int]]:
    """Yield the line of each key and of each item of a list, by the way to it."""
    if isinstance(node, Map):
        for entry in node.entries:
            yield (*path, entry.key), entry.line
            yield from _lines(entry.value, (*path, entry.key))
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield (*path, index), item.line
            yield from _lines(item, (*path, index))


def _profile(content: Mapping[str, object], vocabulary: Vocabulary, source: _Source) -> UseProfile:
    for key in content:
        if key not in _KEYS:
            raise unknown(source.line(str(key)), "key", str(key), _KEYS)
    words = {
        key: tuple(word_of(kind, item, vocabulary, place) for item, place in _items(content, key, source))
        for key, kind in _WORDS.items()
    }
    places = {
        key: tuple(place_of(item, vocabulary, place) for item, place in _items(content, key, source)) for key in _PLACES
    }
    profile = UseProfile(
        uses=words["uses"],
        not_uses=words["not_uses"],
        actions=words["actions"] or ("use",),
        sectors=words["sectors"],
        territory=places["territory"],
        domicile=places["domicile"],
        facts=_facts(content.get("facts"), vocabulary, source),
        description=_string(content, "description", source),
    )
    return _with_actor_and_currency(profile, content, vocabulary, source)


def _with_actor_and_currency(
    profile: UseProfile, content: Mapping[str, object], vocabulary: Vocabulary, source: _Source
) -> UseProfile:
    if content.get("actor") is not None:
        profile = replace(profile, actor=word_of("actors", content["actor"], vocabulary, source.at("actor")))
    if content.get("currency") is not None:
        profile = replace(profile, currency=currency_of(content["currency"], source.at("currency")))
    return profile


def _string(content: Mapping[str, object], key: str, source: _Source) -> str:
    value = content.get(key)
    if isinstance(value, (list, dict)):
        message = f"{source.at(key)}: expected words"
        raise InputError(message)
    return "" if value is None else str(value)


def _facts(stated: object, vocabulary: Vocabulary, source: _Source) -> dict[str, Fact]:
    """Return the answers; one that is left empty is no answer."""
    if stated is None:
        return {}
    if not isinstance(stated, dict):
        message = f"{source.at('facts')}: expected questions with their answers, as `commercial: true`"
        raise InputError(message)
    questions = vocabulary.kinds["questions"]
    found = {}
    for name, value in stated.items():
        place = f"{source.line('facts', name)}: facts"
        if name not in questions:
            raise unknown(place, "question", str(name), questions, labels=questions)
        if value is not None:
            found[str(name)] = fact_of(str(name), value, vocabulary, place)
    return found


def _items(content: Mapping[str, object], key: str, source: _Source) -> list[tuple[object, str]]:
    """Return the items of a list, each with its place; one word counts as a list of one."""
    value = content.get(key)
    if value is None:
        return []
    if isinstance(value, str):
        return [(value, source.at(key))]
    if isinstance(value, list) and not any(isinstance(item, (list, dict)) or item is None for item in value):
        return [(item, f"{source.line(key, index)}: {key}") for index, item in enumerate(value)]
    message = f"{source.at(key)}: expected a list of words"
    raise InputError(message)
