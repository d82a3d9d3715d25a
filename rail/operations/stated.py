"""Words, places and answers that somebody states, checked against the vocabulary; nothing is interpreted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from rail.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rail.model.profile import Fact
    from rail.model.vocabulary import Entry, Vocabulary

_CURRENCY = re.compile(r"[A-Z]{3}")
_SHOWN = 3
_YES = ("yes", "true")
_NO = ("no", "false")


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
    raise unknown(where, f"word of {kind}", text, entries, labels=entries)


def place_of(stated: object, vocabulary: Vocabulary, where: str) -> str:
    """Return a country's or territory's code in capitals.

    A code that is none could slip past every list of excluded places, so only known ones are taken.

    Raises:
        InputError: it is no code.
    """
    code = str(stated).strip().upper()
    groups = vocabulary.kinds["territories"]
    if code.lower() in groups:
        return code
    countries = {str(one) for entry in groups.values() for one in cast("list[str]", entry.details.get("members", []))}
    if code in countries:
        return code
    known = f"{', '.join(sorted(group.upper() for group in groups))}"
    message = f"{where}: {stated!r}: expected an ISO 3166-1 code of two letters such as FR, or one of {known}"
    raise InputError(message)


def currency_of(stated: object, where: str) -> str:
    """Return a currency's code.

    Raises:
        InputError: it has not the form of one.
    """
    code = str(stated).strip().upper()
    if _CURRENCY.fullmatch(code):
        return code
    message = f"{where}: {stated!r}: expected an ISO 4217 code such as EUR"
    raise InputError(message)


def fact_of(question: str, stated: object, vocabulary: Vocabulary, where: str) -> Fact:
    """Return the answer to a question in its form.

    Raises:
        InputError: it is no answer to it.
    """
    entry = vocabulary.kinds["questions"][question]
    if entry.details.get("answer") == "number":
        text = str(stated).replace("_", "").replace(",", "").strip()
        if not isinstance(stated, bool) and text.isascii() and text.isdigit() and len(text) < 20:  # noqa: PLR2004 # no number of people or money is longer
            return int(text)
        message = f"{where}: {question}: {stated!r}: expected a whole number of {entry.details.get('unit', 'units')}"
        raise InputError(message)
    word = str(stated).strip().lower()
    if word in (*_YES, *_NO):
        return word in _YES
    message = f"{where}: {question}: {stated!r}: expected yes or no"
    raise InputError(message)


def unknown(
    where: str, what: str, word: str, known: Iterable[str], labels: Mapping[str, Entry] | None = None
) -> InputError:
    """Return the error of a word that nobody knows, with the nearest ones."""
    from difflib import get_close_matches

    near = get_close_matches(word.lower(), list(known), n=_SHOWN, cutoff=0.5)
    if labels is not None and len(near) < _SHOWN:
        by_label = {entry.label.lower(): entry.id for entry in labels.values()}
        near += [by_label[label] for label in get_close_matches(word.lower(), by_label, n=_SHOWN, cutoff=0.5)]
    meant = f"; nearest: {', '.join(dict.fromkeys(near))}" if near else ""
    return InputError(f"{where}: unknown {what} {word!r}{meant}", "rail ask --help lists where the words are")
