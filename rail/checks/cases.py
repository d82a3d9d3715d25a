"""Case files: small releases on which a rule must fire, keep silent or skip (format: policy/packs/README.md)."""

from __future__ import annotations

import json
import struct
from dataclasses import field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, cast

from rail.errors import DataError
from rail.knowledge.records import read_record
from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from rail.knowledge.store import Knowledge

_OWN_KEYS = frozenset({"name", "files", "expect", "hub", "folder", "links", "upstreams", "as_of", "params"})
EXPECTATIONS = ("fires", "silent", "skips")


@dataclass(frozen=True, slots=True)
class Case:
    """One release and what a rule must make of it.

    Attributes:
        name: what is shown, unique in its file.
        files: path -> content (text, or a mapping that says how to make it).
        links: path -> target of a symbolic link.
        as_of: the date that the check speaks of.
        params: parameters that a pack of somebody else would set.
        expect: ``fires``, ``silent`` or ``skips``.
        hub: treat the release as a Hub repository.
        folder: name of the release's folder, and so of the artefact.
        upstreams: name of an upstream -> the licence that the Hub cache would give for it, or its ``license`` and the
            words of its ``notice``.
        wanted: what else must hold of the first finding or reason: ``at``, ``severity``, ``confidence``,
            ``message_has``, ``reason_has``, ``count``.
    """

    name: str
    files: Mapping[str, object]
    expect: str
    hub: bool
    folder: str
    links: Mapping[str, str]
    upstreams: Mapping[str, str | Mapping[str, str]]
    wanted: Mapping[str, object]
    as_of: str | None = None
    params: Mapping[str, object] = field(default_factory=dict)


def read_cases(path: Path) -> tuple[Case, ...]:
    """Return the cases of one ``<rule-id>.cases.yaml``.

    Raises:
        DataError: a case lacks a field, or expects something else than the three outcomes.
    """
    return parse_cases(read_record(path), str(path))


def parse_cases(rows: Sequence[Mapping[str, Any]], where: str) -> tuple[Case, ...]:
    """Return the cases of parsed YAML.

    Raises:
        DataError: a case lacks a field, or expects something else than the three outcomes.
    """
    cases = []
    for number, row in enumerate(rows, 1):
        if row.get("expect") not in EXPECTATIONS or not row.get("name") or "files" not in row:
            message = f"{where}: case {number}: expected name, files, and expect: {' | '.join(EXPECTATIONS)}"
            raise DataError(message)
        cases.append(
            Case(
                name=row["name"],
                files=row["files"],
                expect=row["expect"],
                hub=row.get("hub", False),
                folder=row.get("folder", "release"),
                links=row.get("links", {}),
                upstreams=row.get("upstreams", {}),
                as_of=row.get("as_of"),
                params=row.get("params", {}),
                wanted={key: value for key, value in row.items() if key not in _OWN_KEYS},
            )
        )
    return tuple(cases)


def write_case(case: Case, parent: Path, knowledge: Knowledge) -> Path:
    """Write a case's release below a folder and return its root."""
    for name in (*case.files, *case.links, case.folder):
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts or name in {"", "."}:
            message = f"case {case.name!r}: {name!r}: a file of a case lies inside its release"
            raise DataError(message)
    root = parent / case.folder
    root.mkdir()
    for name, content in case.files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content_bytes(content, knowledge))
    for name, target in case.links.items():
        (root / name).symlink_to(target)
    return root


def content_bytes(content: object, knowledge: Knowledge) -> bytes:
    """Return the bytes of one file of a case."""
    if isinstance(content, str):
        return content.encode()
    if isinstance(content, list):
        return b"\n\n".join(content_bytes(part, knowledge) for part in content)
    recipe = cast("dict[str, Any]", content)
    kind = next((kind for kind in _RECIPES if kind in recipe), None)
    if kind is None:
        message = f"a content is a text, a list, or one of {', '.join(_RECIPES)}; got {sorted(recipe)}"
        raise DataError(message)
    return _RECIPES[kind](recipe, knowledge)


def _canonical(license_id: str) -> str:
    from rail.knowledge.textpack import TextPack

    text = TextPack.load().text(license_id)
    if text is None:
        message = f"{license_id}: the text pack does not hold this text; write a text of your own"
        raise DataError(message)
    return text


def _text(recipe: dict[str, Any], knowledge: Knowledge) -> bytes:
    text = _canonical(recipe["text"])
    if "drop" in recipe:
        start, end = _clause_span(recipe["text"], recipe["drop"], knowledge)
        text = text[:start] + text[end:]
    if "replace" in recipe:
        old, new = recipe["replace"]
        if old not in text:
            message = f"{recipe['text']}: does not hold the words to replace"
            raise DataError(message)
        text = text.replace(old, new, 1)
    return f"{recipe.get('before', '')}{text}{recipe.get('after', '')}".encode()


def _clause_span(license_id: str, wanted: str, knowledge: Knowledge) -> tuple[int, int]:
    """Return the place of a clause, named by its id or by the use that it forbids."""
    record = knowledge.license(license_id)
    terms = () if record is None or record.terms is None else record.terms.terms
    clause_id = next((term.clause for term in terms if term.about == wanted), wanted)
    clause = None if record is None else record.clause(clause_id)
    if clause is None:
        message = f"{license_id}: has no clause {wanted!r}"
        raise DataError(message)
    return clause.span


def _notice(recipe: dict[str, Any], knowledge: Knowledge) -> bytes:
    """Return the fixed notice that a licence asks for, cut from its own text."""
    license_id = recipe["notice"]
    record = knowledge.license(license_id)
    duties = () if record is None or record.terms is None else record.terms.duties("notice-text")
    for duty in duties:
        span = duty.params.get("span")
        if isinstance(span, list):
            return _canonical(license_id)[slice(*span)].encode()
    message = f"{license_id}: asks for no notice whose words are recorded"
    raise DataError(message)


def _restrictions(recipe: dict[str, Any], knowledge: Knowledge) -> bytes:
    """Return the clauses that carry a licence's use restrictions, word for word."""
    license_id = recipe["restrictions"]
    from rail.model.terms import TermKind

    record = knowledge.license(license_id)
    if record is None or record.terms is None:
        message = f"{license_id}: has no recorded restrictions"
        raise DataError(message)
    text = _canonical(license_id)
    wanted = dict.fromkeys(term.clause for term in record.terms.of_kind(TermKind.PROHIBITION))
    clauses = [record.clause(clause_id) for clause_id in wanted]
    return "\n\n".join(text[slice(*clause.span)] for clause in clauses if clause is not None).encode()


def _safetensors(recipe: dict[str, Any], _: Knowledge) -> bytes:
    header = {"__metadata__": recipe["safetensors"], "w": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}
    body = json.dumps(header).encode()
    return struct.pack("<Q", len(body)) + body + b"\0\0\0\0"


def _token(recipe: dict[str, Any], _: Knowledge) -> bytes:
    """Return what looks like a secret and is none: it stands in no file of this repository."""
    from random import Random

    rng = Random(0)  # noqa: S311 # the same on every run, and no secret
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"
    made = "".join(rng.choice(letters) for _ in range(recipe["length"]))
    return f"{recipe.get('before', '')}{recipe['token']}{made}{recipe.get('after', '')}".encode()


def _zeros(recipe: dict[str, Any], _: Knowledge) -> bytes:
    return bytes(recipe["zeros"])


def _raw(recipe: dict[str, Any], _: Knowledge) -> bytes:
    return bytes.fromhex(recipe["bytes"])


_RECIPES: dict[str, Callable[[dict[str, Any], Knowledge], bytes]] = {
    "text": _text,
    "notice": _notice,
    "restrictions": _restrictions,
    "safetensors": _safetensors,
    "bytes": _raw,
    "token": _token,
    "zeros": _zeros,
}
