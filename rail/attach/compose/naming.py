"""What a composed licence may be called, and the ids that its name gives (SPDX 2.3, annex D: ``LicenseRef-``)."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from rail.errors import InputError
from rail.knowledge.names import name_key

if TYPE_CHECKING:
    from rail.attach.compose.answers import Answers
    from rail.knowledge.store import Knowledge

PREFIX = "LicenseRef-"
_GLUE = re.compile(r"[^a-z0-9]+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_LONGEST_ID = 120
# Letters that Unicode does not take apart, as their languages write them without them.
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})


def record_id(answers: Answers) -> str:
    """Return the id of the record; ``LicenseRef-`` before it makes the SPDX identifier.

    Raises:
        InputError: a part of it has no letter or digit that an identifier can hold, or it is too long.
    """
    licensor = _slug(answers.licensor_id or answers.licensor)
    if not licensor:
        message = f"--licensor: {answers.licensor!r} has no Latin letter or digit that an identifier could hold"
        raise InputError(message, "give a short name for identifiers with --licensor-id")
    name = _slug(answers.name)
    if not name:
        message = f"--name: {answers.name!r} has no Latin letter or digit that an identifier could hold"
        raise InputError(message)
    found = f"{licensor}-{name}-{answers.version}"
    if len(found) > _LONGEST_ID:
        message = f"{PREFIX}{found}: {len(found)} characters; an identifier of at most {_LONGEST_ID} is taken"
        raise InputError(message, "give a short name of the licensor with --licensor-id, or a shorter --name")
    return found


def license_ref(answers: Answers) -> str:
    """Return the SPDX identifier, ``LicenseRef-<licensor>-<name>-<version>``."""
    return f"{PREFIX}{record_id(answers)}"


def full_name(answers: Answers) -> str:
    """Return the name with its version: what the record is called, as the name alone is that of all its versions."""
    return f"{answers.name} {answers.version}"


def check_name(answers: Answers, knowledge: Knowledge) -> None:
    """Refuse a name that is somebody else's: of a licence, a family of licences, a steward or a vendor.

    Raises:
        InputError: the name, or the licensor's part of the identifier, holds such a name.
    """
    reserved = [(row["reserved"], row["of"], row.get("inside", False)) for row in knowledge.patterns("reserved-names")]
    marks = [(row["mark"], row["holder"], False) for row in knowledge.patterns("vendor-marks")]
    _refuse(answers.name, "--name", [*reserved, *marks], "choose a name of your own")
    short = answers.licensor_id or answers.licensor
    _refuse(
        short,
        "--licensor" if short == answers.licensor else "--licensor-id",
        reserved,
        "it would stand in the identifier; give a short name of the licensor with --licensor-id",
    )
    for name in (answers.name, full_name(answers)):
        meant = knowledge.resolve(name)
        if meant.license is not None or meant.family is not None or meant.hub is not None:
            message = f"--name: {name!r} is a name of {meant.license or meant.family or meant.hub}; choose another"
            raise InputError(message)
    steward = next((item.steward for item in knowledge.licenses() if _holds(answers.name, item.steward)), None)
    if steward is not None:
        message = f"--name: {answers.name!r} holds the name of {steward}, the steward of other licences"
        raise InputError(message, "choose a name of your own")


def _refuse(text: str, where: str, names: list[tuple[str, str, bool]], hint: str) -> None:
    folded = " ".join(_words(text))
    glued = _GLUE.sub("", _plain(text))
    for name, holder, inside in sorted(names, key=lambda row: -len(row[0])):  # the longest says most
        if f" {name} " in f" {folded} " or (inside and name.replace(" ", "") in glued):
            message = f"{where}: {text!r} holds {name!r}, a name of {holder}; a licence composed here may not carry it"
            raise InputError(message, hint)


def _holds(name: str, steward: str | None) -> bool:
    key = name_key(steward or "")
    return len(key) > 1 and f" {key} " in f" {name_key(name)} "


def _words(text: str) -> list[str]:
    """Return the words of a name: whole ones, and those that capitals show inside of one (``ResearchRAIL``)."""
    parted = _CAMEL.sub(" ", unicodedata.normalize("NFKC", text))
    joined = [word for word in _GLUE.split(_plain(text)) if word]
    parts = [word for word in _GLUE.split(_plain(parted)) if word]
    return joined if parts == joined else [*joined, "|", *parts]


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    return "".join(char for char in folded if not unicodedata.combining(char))


def _slug(text: str) -> str:
    return _GLUE.sub("-", _plain(text)).strip("-")
