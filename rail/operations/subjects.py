"""What a question is about: a name, a file, a folder or a Hub model, and every instrument that applies to it."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rail.errors import UnknownIdError
from rail.knowledge.near_names import near_licenses
from rail.model.identification import TextStatus
from rail.operations.beside import beside_texts
from rail.operations.hub_names import instruments_of_hub_name
from rail.operations.policies import policies_of
from rail.operations.releases import instruments_of_release
from rail.terms.ask.answer import Instrument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.knowledge.store import Knowledge
    from rail.model.identification import Identification
    from rail.model.license import License

Found = tuple[tuple[Instrument, ...], str]

_OR = re.compile(r"\sOR\s", re.IGNORECASE)
# A name on the Hub: https://huggingface.co/docs/hub/repositories
_HUB_NAME = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*", re.ASCII)


def instruments_of(subject: str, knowledge: Knowledge, as_of: str | None = None) -> Found:
    """Return the instruments that apply to a subject, each once, and in words how it was read.

    Args:
        subject: a name, a file, a folder, or a model on the Hub.
        knowledge: the records, those of one's own among them.
        as_of: ISO date on which the curations of a release must hold; without one none is applied.

    Raises:
        UnknownIdError: it is nothing that is known here.
        InputError: a file or release cannot be read.
    """
    instruments, how = _found(subject, knowledge, as_of)
    seen = {(one.name, one.contested, one.problem): one for one in reversed(instruments)}
    return tuple(one for one in instruments if seen[one.name, one.contested, one.problem] is one), how


def _found(subject: str, knowledge: Knowledge, as_of: str | None) -> Found:
    if os.path.isdir(subject):  # noqa: PTH112 # starts faster than pathlib
        return instruments_of_release(subject, knowledge, as_of=as_of)
    if os.path.lexists(subject):
        return _of_file(subject, knowledge)
    found = _of_name(subject, knowledge)
    if found is not None:
        return found
    if _HUB_NAME.fullmatch(subject):
        return instruments_of_hub_name(subject, knowledge, as_of)
    near = near_licenses(subject, knowledge)
    message = f"{subject!r}: no licence, file, folder or model of this name"
    raise UnknownIdError(message, " or ".join(f"rail ask {name} ..." for name in near) if near else "rail license list")


def _of_name(subject: str, knowledge: Knowledge) -> Found | None:
    """Return what a name of a licence stands for, or ``None`` where it is none."""
    resolution = knowledge.resolve(subject)
    license_ = None if resolution.license is None else knowledge.license(resolution.license)
    if license_ is not None:
        return tuple(of_license(license_, knowledge)), _called(license_)
    if resolution.family is not None:
        return (_of_family(subject, resolution.family, knowledge),), "a family of licences"
    if resolution.how == "placeholder":
        problem = "A name that stands for no licence: the text itself, or what the rights holder says, has to be asked."
        return (Instrument(subject, "licence", None, None, problem=problem),), "a placeholder"
    return _of_expression(subject, resolution.expression, knowledge) if resolution.expression else None


def _called(license_: License) -> str:
    """Return in words which licence it is, and which other editions there are."""
    words = [f"licence {license_.id}"]
    if license_.translation_of is not None:
        words.append(f"a translation of {license_.translation_of}")
    if license_.successor is not None:
        words.append(f"of which {license_.successor} is a later edition")
    return ", ".join(words)


def of_license(
    license_: License, knowledge: Knowledge, *, role: str = "licence", path: str = ""
) -> Iterator[Instrument]:
    """Yield a licence, and the policies that it makes part of itself."""
    problem = "" if license_.terms else "The text is known by identity only: nobody has recorded its terms here."
    first = "policy" if license_.kind == "use-policy" and role == "licence" else role
    yield Instrument(str(license_.id), first, license_, license_.terms, path=path, problem=problem)
    yield from _policies(license_, knowledge, path)


def _policies(license_: License, knowledge: Knowledge, path: str) -> Iterator[Instrument]:
    for policy in policies_of(license_.terms, knowledge).values():
        if policy is not None and policy.id != license_.id:
            yield Instrument(str(policy.id), "policy", policy, policy.terms, path=path)


def _of_expression(expression: str, names: tuple[str, ...], knowledge: Knowledge) -> Found:
    """Return the licences of an SPDX expression, all of them: what one may choose among is not chosen here."""
    choice = "Another licence of the expression may be chosen instead of this one." if _OR.search(expression) else ""
    found: list[Instrument] = []
    for name in names:
        license_ = knowledge.license(knowledge.resolve(name).license or "")
        unknown = Instrument(name, "licence", None, None, problem=f"{name} is not known here.")
        found += [
            replace(one, contested=choice) for one in (of_license(license_, knowledge) if license_ else [unknown])
        ]
    return tuple(found), f"all of {', '.join(names)}{'; ask about each that you may choose' if choice else ''}"


def _of_family(subject: str, family_id: str, knowledge: Knowledge) -> Instrument:
    family = knowledge.family(family_id)
    listed = () if family is None else family.members
    known = [str(item.id) for item in knowledge.licenses() if item.family == family_id and item.kind == "license"]
    names = ", ".join(dict.fromkeys((*listed, *known)))
    members = f" Name one of: {names}." if names else ""
    return Instrument(
        subject, "licence", None, None, problem=f"A family and no text: nobody can tell which one applies.{members}"
    )


def _of_file(path: str, knowledge: Knowledge) -> Found:
    from rail.identify.normalise import decode
    from rail.operations.identify import identify_files

    (found,) = identify_files([path], knowledge.own, keep=True)
    if found.problem is not None:
        message = f"{path}: {found.problem}"
        raise UnknownIdError(message)
    text = decode(found.data)
    instruments = [one for item in found.found for one in _of_text(path, text, item, knowledge)]
    return (*instruments, *beside_texts(path, text, found.found, knowledge)), f"the text in {path}"


def _of_text(path: str, text: str, found: Identification, knowledge: Knowledge) -> Iterator[Instrument]:
    license_ = None if found.license is None else knowledge.license(found.license)
    if found.status is TextStatus.FAMILY or license_ is None:
        candidates = f" It is near {', '.join(found.candidates)}." if found.candidates else ""
        said = {
            TextStatus.NONE: "The file holds no licence text that is known here.",
            TextStatus.FAMILY: "The file names a family of licences and holds none of their texts.",
        }.get(found.status, "The text is not known here.")
        yield Instrument(path, "licence", license_, None, problem=f"{said}{candidates}")
    elif found.status is TextStatus.CANONICAL or license_.terms is None:
        yield from of_license(license_, knowledge)
    else:
        yield from modified_instruments(path, found, license_, text, knowledge)


def modified_instruments(
    path: str, found: Identification, license_: License, text: str, knowledge: Knowledge
) -> Iterator[Instrument]:
    """Yield a changed licence text with the terms that follow from its changes, and the policies that it takes in."""
    from rail.operations.changed_texts import extent_in
    from rail.terms.effective import effective_terms

    effective = effective_terms(license_, found, extent_in(text, license_, knowledge))
    unread = tuple(
        " ".join(part for part in (change.kind.value, change.clause or "outside any clause", change.words[:80]) if part)
        for change in effective.unread
    )
    clauses = [license_.clause(term.clause) for term in effective.dropped]
    gone = tuple(dict.fromkeys(clause.label for clause in clauses if clause))
    name = f"{path}: {license_.id}, modified"
    yield Instrument(name, "licence", license_, effective.terms, effective.uncertain, unread, path, gone=gone)
    yield from _policies(license_, knowledge, path)
