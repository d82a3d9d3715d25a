"""What somebody compares who names a licence or a file: a record, a licence text, changed or not, or a text."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rail.errors import InputError, UnknownIdError
from rail.model.identification import ChangeKind, TextChange, TextStatus
from rail.model.late import dataclass
from rail.reports.comparison.content import Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rail.knowledge.store import Knowledge
    from rail.model.identification import Identification
    from rail.model.license import License
    from rail.terms.effective import EffectiveTerms, Extent

_SHELL = ("/dev/", "/proc/")  # what a shell makes of <(...)


@dataclass(frozen=True, slots=True)
class Compared:
    """One side with what is compared of it.

    Attributes:
        effective: its terms, those of the changed text where it was changed; ``None`` for a text that we do not know.
        extent: which clauses the changes reach.
        text: the words of a file; of a name where the text is at hand.
    """

    side: Side
    effective: EffectiveTerms | None
    extent: Extent | None
    text: str | None


def compared_side(given: str, knowledge: Knowledge, *, words: bool) -> Compared:
    """Return what a name or path means; a name that we know is not looked for among files.

    Args:
        given: a name or a path.
        knowledge: the records.
        words: only the words are wanted: terms need not be known.

    Raises:
        InputError: it is a file that cannot be read, or holds no licence, or more than one.
        UnknownIdError: the name means nothing, or more than one licence, or a licence whose terms nobody recorded.
    """
    named = not (os.sep in given or given.startswith(".")) and knowledge.resolve(given).license is not None
    if not named and (os.sep in given or os.path.lexists(given)):
        return _words_of_file(given) if words else _from_file(given, knowledge)
    return _from_name(given, knowledge, words=words)


def _from_name(given: str, knowledge: Knowledge, *, words: bool) -> Compared:
    from rail.operations.licenses import license_named, license_text, quotes_of
    from rail.terms.effective import EffectiveTerms

    license_ = license_named(given, knowledge)
    side = Side(given, None, "record", license_, quotes_of(license_))
    if words:
        return Compared(side, None, None, license_text(license_))
    terms = _with_terms(license_, given, knowledge).terms
    assert terms is not None  # noqa: S101 # it was just looked at
    return Compared(side, EffectiveTerms(terms), None, None)


def _from_file(path: str, knowledge: Knowledge) -> Compared:
    from rail.identify.normalise import decode
    from rail.identify.own import identify_with_own

    data = _read(path)
    text, found = decode(data), identify_with_own(data, knowledge.own)
    entries = [entry for entry in found if entry.license and entry.status is not TextStatus.FAMILY]
    if len(entries) > 1:
        names = ", ".join(dict.fromkeys(str(entry.license) for entry in entries))
        message = f"{path}: holds several licences: {names}"
        raise InputError(message, "compare them by name, or put each into a file of its own")
    if not entries:
        return _unknown(path, text, found, knowledge)
    (entry,) = entries
    license_ = _with_terms(knowledge.license(str(entry.license)), path, knowledge)
    return _identified(path, text, entry, license_, knowledge)


def _identified(path: str, text: str, entry: Identification, license_: License, knowledge: Knowledge) -> Compared:
    from rail.operations.changed_texts import extent_in
    from rail.terms.effective import effective_terms

    changed = entry.status is TextStatus.MODIFIED
    extent = extent_in(text, license_, knowledge) if changed else None
    effective = effective_terms(license_, entry, extent)
    effective = replace(effective, unread=(*effective.unread, *_beside(text, entry, knowledge)))
    touched = effective.uncertain | {term.id for term in effective.dropped}
    clauses = {term.clause for term in license_.terms.terms if term.id in touched} if license_.terms else set()
    quotes = {name: words for name, words in _quotes(license_, text).items() if name not in clauses}
    side = Side(path, path, entry.status.value, license_, quotes, effective.unread, effective.uncertain)
    return Compared(side, effective, extent, text)


def _beside(text: str, entry: Identification, knowledge: Knowledge) -> Iterator[TextChange]:
    """Yield what the file holds beside the licence text as additions that nobody read."""
    from rail.identify.beside import names_of, passages_beside, words_of

    for first, last in passages_beside(text, [entry], names_of([entry], knowledge)):
        yield TextChange(ChangeKind.ADDED, None, None, (), first, words_of(text, first, last))


def _quotes(license_: License, text: str) -> Mapping[str, str]:
    """Return the words of clauses: of the text pack, else of a file that holds them where the record says."""
    from hashlib import sha256

    from rail.operations.licenses import quote_clause

    found = {}
    for clause in license_.clauses:
        own = text[clause.span[0] : clause.span[1]]
        if sha256(own.encode("utf-8", "replace")).hexdigest() == clause.sha256:
            found[clause.id] = own
        elif (quote := quote_clause(license_, clause)) is not None:
            found[clause.id] = quote
    return found


def _unknown(path: str, text: str, found: tuple[Identification, ...], knowledge: Knowledge) -> Compared:
    entry = found[0] if found else None
    if entry is not None and entry.status is TextStatus.FAMILY:
        if knowledge.license(str(entry.license)) is not None:
            message = f"{path}: names {entry.license} and does not hold its text"
            raise InputError(message, f"compare it by name: {entry.license}")
        message = f"{path}: names the family {entry.license}, no single text"
        raise InputError(message, "say which of its members is meant, by name")
    status = entry.status.value if entry else "none"
    return Compared(Side(path, path, status, None, candidates=entry.candidates if entry else ()), None, None, text)


def _words_of_file(path: str) -> Compared:
    from rail.identify.normalise import decode

    return Compared(Side(path, path, "text", None), None, None, decode(_read(path)))


def _with_terms(license_: License | None, given: str, knowledge: Knowledge) -> License:
    if license_ is None or license_.terms is None:
        called = given if license_ is None else license_.name
        message = f"{given}: {called} is known by identity only: nobody has recorded its terms, so none can be compared"
        hint = f"--words compares the words; `rail license list` names the {len(knowledge.licenses())} with terms"
        raise UnknownIdError(message, hint)
    return license_


def _read(path: str) -> bytes:
    from rail.operations.records import LARGEST_TEXT

    file = Path(path)
    try:
        if file.is_dir():
            message = f"{path}: is a folder"
            raise InputError(message, "name the licence file in it; `rail check` reads folders")
        if file.exists() and not file.is_file() and not path.startswith(_SHELL):
            message = f"{path}: is no ordinary file"
            raise InputError(message)
        with file.open("rb") as stream:
            data = stream.read(LARGEST_TEXT + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror.lower() if isinstance(error, OSError) and error.strerror else str(error)
        message = f"{path}: {reason}"
        raise InputError(message, "A and B are names (`rail license list`) or files") from error
    if len(data) > LARGEST_TEXT:
        message = f"{path}: larger than {LARGEST_TEXT:,} bytes: no licence text is"
        raise InputError(message, "name a file that holds the licence text alone")
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = f"{path}: is no text"
        raise InputError(message)
    return data
