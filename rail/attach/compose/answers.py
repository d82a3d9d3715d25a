"""What the licensor answers: the whole input of a composition (``composition.schema.json``)."""

from __future__ import annotations

import unicodedata
from dataclasses import field
from typing import TYPE_CHECKING, Any

from rail.attach.compose.library import DIMENSIONS
from rail.errors import InputError
from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rail.attach.compose.library import Library

Plain = dict[str, Any]
SCHEMA = "composition/1"
_LONGEST = 300
_ODD = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})  # line ends, control and direction marks


@dataclass(frozen=True, slots=True)
class Restriction:
    """One use that is restricted, with its qualifiers: dimension -> values, each of which suffices."""

    use: str
    qualifiers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen beside the restrictions.

    Attributes:
        phrase: words that must be shown when it is shared; empty for none.
        governing_law: the law that governs; empty for none.
        updates: ``optional``: later versions may be published, and nobody must take them; ``none``: not spoken of.
        cure_days: days in which a breach can be ended.
        outputs_training: ``derivative``: a model trained on outputs to behave alike is one; ``free``: it is not.
        trained_models: ``derivative``: a model trained with the data is one; ``free``: it is not.
        patents: patents are licensed.
    """

    phrase: str = ""
    governing_law: str = ""
    updates: str = "none"
    cure_days: int = 30
    outputs_training: str = "derivative"
    trained_models: str = "derivative"
    patents: bool = True


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers, checked and in one order, so that the same answers give the same bytes.

    Attributes:
        licensor: who grants the licence.
        licensor_id: a short name of the licensor for ids; empty where the name itself serves.
        name: of the licence, without its version.
        version: numbers with dots.
        contact: where the licensor is reached.
        artifacts: what is licensed.
        type: ``open``, ``research`` or ``closed``.
        restrictions: in the order of the library.
        options: the rest.
    """

    licensor: str
    licensor_id: str
    name: str
    version: str
    contact: str
    artifacts: tuple[str, ...]
    type: str
    restrictions: tuple[Restriction, ...]
    options: Options


def read_answers(content: Mapping[str, Any], library: Library, where: str) -> Answers:
    """Return the answers that a mapping holds; its shape was checked against the schema.

    Raises:
        InputError: a word is unknown, a restriction stands twice, or a text cannot be used as it is.
    """
    artifacts = [_known(item, library.artifact_ids(), f"{where}: artifacts") for item in content["artifacts"]]
    by_use = _restrictions(content["restrictions"], library, where)
    return Answers(
        licensor=plain_line(content["licensor"], f"{where}: licensor"),
        licensor_id=plain_line(content.get("licensor_id") or "", f"{where}: licensor_id"),
        name=plain_line(content["name"], f"{where}: name"),
        version=content["version"],
        contact=plain_line(content["contact"], f"{where}: contact"),
        artifacts=tuple(item for item in library.artifact_ids() if item in artifacts),
        type=_known(content["type"], library.type_ids(), f"{where}: type"),
        restrictions=tuple(by_use[use] for use in library.restrictions if use in by_use),
        options=_options(content.get("options") or {}, where),
    )


def plain_answers(answers: Answers) -> Plain:
    """Return the answers as a mapping that ``read_answers`` takes."""
    rows = [
        {"use": item.use, **{key: list(values) for key, values in item.qualifiers.items()}}
        for item in answers.restrictions
    ]
    options = answers.options
    return {
        "schema": SCHEMA,
        "licensor": answers.licensor,
        **({"licensor_id": answers.licensor_id} if answers.licensor_id else {}),
        "name": answers.name,
        "version": answers.version,
        "contact": answers.contact,
        "artifacts": list(answers.artifacts),
        "type": answers.type,
        "restrictions": rows,
        "options": {
            **({"phrase": options.phrase} if options.phrase else {}),
            **({"governing_law": options.governing_law} if options.governing_law else {}),
            "updates": options.updates,
            "cure_days": options.cure_days,
            "outputs_training": options.outputs_training,
            "trained_models": options.trained_models,
            "patents": options.patents,
        },
    }


def plain_line(value: str, where: str) -> str:
    """Return a text of one line, blanks joined.

    Raises:
        InputError: it is too long, or holds line ends, or characters that no reader sees or that turn the order of
            others.
    """
    unseen = next((char for char in value.strip() if unicodedata.category(char) in _ODD), None)
    if unseen is not None:
        message = (
            f"{where}: holds the character U+{ord(unseen):04X}, a line end or one that cannot be seen; leave it out"
        )
        raise InputError(message)
    line = " ".join(value.split())
    if len(line) > _LONGEST:
        message = f"{where}: {len(line)} characters; at most {_LONGEST} are taken"
        raise InputError(message)
    return line


def _options(content: Mapping[str, Any], where: str) -> Options:
    texts = {
        name: plain_line(content.get(name) or "", f"{where}: options: {name}") for name in ("phrase", "governing_law")
    }
    return Options(**{**content, **texts})


def _restrictions(rows: Iterable[Mapping[str, Any]], library: Library, where: str) -> dict[str, Restriction]:
    """Return the restrictions by use; a group stands for all of its uses that are not named themselves."""
    named: dict[str, Restriction] = {}
    of_groups: dict[str, Restriction] = {}
    for row in rows:
        use = row["use"]
        members = [clause.id for clause in library.restrictions.values() if clause.domain == use]
        if use not in library.restrictions and members and len(row) == 1:
            of_groups |= {member: Restriction(member) for member in members}
            continue
        if use in named:
            message = f"{where}: restrictions: {use!r} stands twice"
            raise InputError(message)
        named[use] = _restriction(row, library, where, members)
    return {**of_groups, **named}


def _restriction(row: Mapping[str, Any], library: Library, where: str, members: list[str]) -> Restriction:
    use = row["use"]
    if use not in library.restrictions:
        if members:
            message = f"{where}: restrictions: {use!r} is a group and takes no qualifiers; it has {', '.join(members)}"
            raise InputError(message, "rail compose --list")
        raise _unknown(
            use, [*library.restrictions, *(domain.id for domain in library.domains)], f"{where}: restrictions"
        )
    offered = library.qualifiers(use)
    qualifiers = {}
    for dimension in DIMENSIONS:
        stated = row.get(dimension) or ()
        for value in stated:
            _known(value, offered.get(dimension, ()), f"{where}: restrictions: {use}: {dimension}")
        if stated:
            qualifiers[dimension] = tuple(value for value in offered[dimension] if value in stated)
            _refuse_contradiction(use, dimension, qualifiers[dimension], library, where)
    return Restriction(use, qualifiers)


def _refuse_contradiction(use: str, dimension: str, values: tuple[str, ...], library: Library, where: str) -> None:
    """Refuse values that narrow beside one that says that nothing need be so: one sentence would deny the other.

    Raises:
        InputError: such values were chosen together.
    """
    by_form: dict[str, str] = {}
    for value in values:
        by_form.setdefault(library.phrase(use, value)[0], value)
    if {"only", "also"} <= by_form.keys():
        message = f"{where}: restrictions: {use}: {dimension}: {by_form['also']!r} and {by_form['only']!r} contradict"
        raise InputError(message, f"with {by_form['also']!r} the other is not needed; leave one of them out")


def _known(value: str, words: Iterable[str], where: str) -> str:
    if value not in words:
        raise _unknown(value, words, where)
    return value


def _unknown(value: str, words: Iterable[str], where: str) -> InputError:
    from difflib import get_close_matches

    known = list(words)
    near = get_close_matches(value, known, n=1, cutoff=0.5)
    told = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}" if known else "it takes none"
    message = f"{where}: {value!r} is not known here; {told}"
    return InputError(message, "rail compose --list")
