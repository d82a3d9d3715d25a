"""Use profiles from a file and from options: every word is checked, nothing is interpreted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from rail.errors import InputError
from rail.model.profile import UseProfile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rail.model.profile import Fact
    from rail.model.vocabulary import Entry, Vocabulary

_LARGEST = 1 << 18
_LISTS = {"uses": "uses", "not_uses": "uses", "actions": "actions", "sectors": "sectors"}
_TEXTS = ("actor", "description", "currency")
_KEYS = (*_LISTS, "territory", "facts", *_TEXTS)


def read_profile(path: str, vocabulary: Vocabulary) -> UseProfile:
    """Return the profile of a YAML or JSON file (``profile.schema.json``).

    Raises:
        InputError: it cannot be read, or holds an unknown key or word; the nearest one is named.
    """
    from rail.cards.plain import load_plain

    try:
        data = Path(path).read_bytes()
    except OSError as error:
        message = f"{path}: {error.strerror or error}"
        raise InputError(message) from error
    if len(data) > _LARGEST:
        message = f"{path}: larger than {_LARGEST} bytes: no profile is"
        raise InputError(message)
    content = load_plain(data.decode("utf-8", "replace"), path)
    if not isinstance(content, dict):
        message = f"{path}: a mapping was expected, with some of {', '.join(_KEYS)}"
        raise InputError(message)
    return profile_of(cast("Mapping[str, object]", content), vocabulary, path)


def profile_of(content: Mapping[str, object], vocabulary: Vocabulary, where: str) -> UseProfile:
    """Return the profile that a mapping describes.

    Raises:
        InputError: a key or word is unknown, or a value has the wrong form.
    """
    for key in content:
        if key not in _KEYS:
            raise _unknown(where, "key", str(key), _KEYS)
    lists = {
        key: tuple(word_of(kind, item, vocabulary, f"{where}: {key}") for item in _items(content.get(key), where, key))
        for key, kind in _LISTS.items()
    }
    texts = {key: str(content[key]) for key in _TEXTS if content.get(key) is not None}
    profile = UseProfile(
        uses=lists["uses"],
        not_uses=lists["not_uses"],
        actions=lists["actions"] or ("use",),
        sectors=lists["sectors"],
        territory=tuple(
            place_of(item, f"{where}: territory") for item in _items(content.get("territory"), where, "territory")
        ),
        facts=_facts(content.get("facts"), vocabulary, where),
    )
    return replace(profile, **texts)  # type: ignore[arg-type] # only keys of free words


def word_of(kind: str, stated: object, vocabulary: Vocabulary, where: str) -> str:
    """Return the id of a word of the vocabulary, stated by id or by label; free words are never interpreted.

    Raises:
        InputError: there is no such word; the nearest ones are named.
    """
    entries = vocabulary.kinds[kind]
    text = str(stated).strip()
    if text in entries:
        return text
    by_label = {entry.label.lower(): entry.id for entry in entries.values()}
    if text.lower() in by_label:
        return by_label[text.lower()]
    raise _unknown(where, f"word of {kind}", text, entries, labels=entries)


def place_of(stated: object, where: str) -> str:
    """Return a country's or territory's code in capitals.

    Raises:
        InputError: it is no code.
    """
    code = str(stated).strip().upper()
    if not (code.isascii() and code.isalpha() and len(code) in {2, 3}):
        message = f"{where}: {stated!r}: expected an ISO 3166-1 code such as FR, or EU"
        raise InputError(message)
    return code


def fact_of(question: str, stated: object, vocabulary: Vocabulary, where: str) -> Fact:
    """Return the answer to a question in its form.

    Raises:
        InputError: it is no answer to it.
    """
    entry = vocabulary.kinds["questions"][question]
    if entry.details.get("answer") == "number":
        text = str(stated).replace("_", "").replace(",", "").strip()
        if not isinstance(stated, bool) and text.isascii() and text.isdigit():
            return int(text)
        message = f"{where}: {question}: {stated!r}: expected a whole number of {entry.details.get('unit', 'units')}"
        raise InputError(message)
    if isinstance(stated, bool):
        return stated
    if str(stated).lower() in {"yes", "true", "no", "false"}:
        return str(stated).lower() in {"yes", "true"}
    message = f"{where}: {question}: {stated!r}: expected yes or no"
    raise InputError(message)


def _facts(stated: object, vocabulary: Vocabulary, where: str) -> dict[str, Fact]:
    if stated is None:
        return {}
    if not isinstance(stated, dict):
        message = f"{where}: facts: expected questions with their answers, as `commercial: true`"
        raise InputError(message)
    place = f"{where}: facts"
    questions = vocabulary.kinds["questions"]
    found = {}
    for name, value in stated.items():
        if name not in questions:
            raise _unknown(place, "question", str(name), questions, labels=questions)
        found[str(name)] = fact_of(str(name), value, vocabulary, place)
    return found


def _items(value: object, where: str, key: str) -> list[object]:
    if value is None:
        return []
    if isinstance(value, list):
        return value
    if isinstance(value, str):
        return [value]
    message = f"{where}: {key}: expected a list of words"
    raise InputError(message)


def _unknown(
    where: str, what: str, word: str, known: Iterable[str], labels: Mapping[str, Entry] | None = None
) -> InputError:
    from difflib import get_close_matches

    names = list(known)
    near = get_close_matches(word.lower(), names, n=3, cutoff=0.5)
    if labels is not None and len(near) < 3:  # noqa: PLR2004 # as many as are shown
        by_label = {entry.label.lower(): entry.id for entry in labels.values()}
        near += [by_label[label] for label in get_close_matches(word.lower(), by_label, n=3, cutoff=0.5)]
    meant = f"; nearest: {', '.join(dict.fromkeys(near))}" if near else ""
    return InputError(f"{where}: unknown {what} {word!r}{meant}", "rail ask --help lists where the words are")
