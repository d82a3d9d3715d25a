"""What a statement governs: weights, code, data or docs.

In this order: the words of a file's own name (``LICENSE-MODEL``), the texts that stand side by side (a model licence
beside a software licence: the one speaks for the weights, the other for the rest), the folder, the kinds of file in
that folder. A general statement never speaks for what a specific one beside it names. A licence text that is made for
models adds the weights even where they are published elsewhere; nothing else is inferred from one component to another
(legal limits 6.1, item 5).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rail.artifacts.kind_words import words_of_kind
from rail.artifacts.license_files import is_license_store
from rail.model.facts import ComponentKind
from rail.model.identification import TextStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rail.artifacts.tally import Tally
    from rail.knowledge.store import Knowledge
    from rail.model.facts import LicenseFile

_WEIGHTS, _CODE, _DATA, _DOCS = ComponentKind.WEIGHTS, ComponentKind.CODE, ComponentKind.DATA, ComponentKind.DOCS
_LICENSE_WORDS = re.compile(
    r"apache|mit|bsd|gpl|lgpl|agpl|mpl|cc|by|nc|sa|nd|zero|0|rail|open|creative|ml|mdw|odc|odbl|llama|gemma|deepseek|qwen"
    r"|boost|isc|zlib|unlicense|header|en|zh|cn|txt|md|the|main|project|full|[\d.]+|v\d[\d.]*|lesser|lib|addendum",
    re.IGNORECASE,
)
_SOFTWARE = re.compile(r"(?:mit|bsd|isc|apache|l?gpl|agpl|mpl|zlib|boost|unlicense|epl|artistic|psf|x11|ncsa)(?![a-z])")
_MODEL_WORD = re.compile(r"\b(?:models?|weights)\b", re.IGNORECASE)
_SOFTWARE_WORD = re.compile(r"\b(?:software|source code|program|library)\b", re.IGNORECASE)
_MANY = 8
_SPLIT = re.compile(r"[^A-Za-z0-9.]+")
_LICENSE_STEM = re.compile(r"(?:un)?licen[cs]e[sd]?|copying|copyright|notices?", re.IGNORECASE)
_ENDING = re.compile(r"\.(?:md|markdown|txt|rst|html?|rtf|tex)$", re.IGNORECASE)


def named_kinds(path: str) -> tuple[ComponentKind, ...]:
    """Return the kinds that a licence file's own name names."""
    name = _ENDING.sub("", path.rpartition("/")[2])
    glued = re.fullmatch(r"(model|code|data|dataset|weights?)licen[cs]e", name, re.IGNORECASE)
    return words_of_kind(glued.group(1) if glued else name)


def names_a_part(path: str, knowledge: Knowledge) -> bool:
    """Tell whether a licence file is named for something that is no component and no licence: ``LICENSE_cctorch``.

    It speaks about a part that only people can find; it governs nothing as a whole.
    """
    name = _ENDING.sub("", path.rpartition("/")[2])
    words = [word.strip(".") for word in _SPLIT.split(_LICENSE_STEM.sub(" ", name))]
    if all(not word or _LICENSE_WORDS.fullmatch(word) or re.search(r"\d", word) for word in words):
        return False
    meant = knowledge.resolve(" ".join(word for word in words if word))
    return meant.license is None and meant.family is None


def text_kinds(file: LicenseFile, knowledge: Knowledge) -> set[ComponentKind]:
    """Return the kinds of artefact that the texts in a file were written for, as far as that is certain.

    A record lists first what its text is made for. Creative Commons texts are made for anything. A text that nobody
    knows is taken for a model licence when it speaks of models all the time.
    """
    kinds: set[ComponentKind] = set()
    for found in file.identifications:
        if found.license is None or found.status not in {TextStatus.CANONICAL, TextStatus.MODIFIED}:
            continue
        record = knowledge.license(found.license)
        artifacts = record.artifacts if record is not None else ()
        if artifacts[:1] == ("model",):
            kinds.add(_WEIGHTS)
        elif artifacts == ("data",):
            kinds.add(_DATA)
        elif artifacts[:1] == ("code",) or _SOFTWARE.match(found.license):
            kinds.add(_CODE)
    if not kinds and any(found.status is TextStatus.UNKNOWN for found in file.identifications):
        models, software = len(_MODEL_WORD.findall(file.text)), len(_SOFTWARE_WORD.findall(file.text))
        kinds |= {_WEIGHTS} if models >= _MANY and models > software else set()
    return kinds


def ordered(kinds: Iterable[ComponentKind]) -> tuple[ComponentKind, ...]:
    """Return kinds once each, in the order of the model."""
    wanted = set(kinds)
    return tuple(kind for kind in ComponentKind if kind in wanted)


def settle(files: Sequence[LicenseFile], tally: Tally, knowledge: Knowledge) -> list[LicenseFile]:
    """Return the licence files with what they govern."""
    return [replace(file, governs=_governs(file, files, tally, knowledge)) for file in files]


def _governs(
    file: LicenseFile, files: Sequence[LicenseFile], tally: Tally, knowledge: Knowledge
) -> tuple[ComponentKind, ...]:
    path = file.location.path
    named = named_kinds(path)
    if named:
        return named
    if file.role == "license" and (is_license_store(path) or names_a_part(path, knowledge)):
        return ()
    beside = [other for other in files if other.scope == file.scope and other is not file and other.role == file.role]
    taken = {kind for other in beside for kind in named_kinds(other.location.path)}
    own = text_kinds(file, knowledge)
    others = [text_kinds(other, knowledge) for other in beside if _is_general(other, knowledge)]
    return ordered(_by_text(file.scope, own, others, set(tally.kinds_below(file.scope))) - taken)


def _by_text(
    scope: str, own: set[ComponentKind], others: Sequence[set[ComponentKind]], present: set[ComponentKind]
) -> set[ComponentKind]:
    """Return what a general text governs, from what it is made for and what lies in its folder.

    Args:
        scope: the folder.
        own: what the text is made for; empty where that is not certain.
        others: the same for the general licence files beside it.
        present: the kinds of file in the folder and below.
    """
    if own == {_WEIGHTS} and any(other and _WEIGHTS not in other for other in others):
        return {_WEIGHTS}
    if own == {_DATA}:
        return {_DATA}
    kinds = set(present)
    if own == {_WEIGHTS}:
        kinds.discard(_DATA)  # the RAIL texts leave data out in so many words
    if own and _WEIGHTS not in own and {_WEIGHTS} in others:
        kinds.discard(_WEIGHTS)
    if not scope:
        kinds |= own & {_WEIGHTS}
    if not kinds - {_DOCS}:
        kinds |= own or (_by_folder(scope) if scope else {_CODE})
    return kinds


def _is_general(file: LicenseFile, knowledge: Knowledge) -> bool:
    path = file.location.path
    return not (named_kinds(path) or is_license_store(path) or names_a_part(path, knowledge))


def _by_folder(scope: str) -> set[ComponentKind]:
    """Return the kinds that a folder's own name names; a folder ``models`` may as well hold code."""
    name = scope.rpartition("/")[2]
    return set(words_of_kind(name)) & {_WEIGHTS, _DATA} if not re.fullmatch(r"models?", name, re.IGNORECASE) else set()
