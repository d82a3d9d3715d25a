"""Sign which terms a release is under: a statement over its weights, texts, card and restrictions, kept beside them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rail.errors import InputError, SourceError
from rail.ledger.dsse import envelope_line, read_envelope, sign
from rail.ledger.statement import PAYLOAD_TYPE, Subject, TermsStatement, read_statement, statement_bytes
from rail.model.late import dataclass
from rail.operations.today import as_of_date
from rail.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

    from rail.artifacts.sources.interface import Source
    from rail.ledger.dsse import Envelope
    from rail.ledger.ed25519 import Signer
    from rail.model.facts import Facts

STATEMENTS = "rail.intoto.jsonl"
_CAP = 64 << 20
_MOST = 100


@dataclass(frozen=True, slots=True)
class Signed:
    """What was signed.

    Attributes:
        path: the file of the statements, relative to the release.
        statement: what it says.
        keyid: id of the key.
        written: the file was written; it is not where the same key signed the same before.
    """

    path: str
    statement: TermsStatement
    keyid: str
    written: bool


def sign_release(
    path: str, signer: Signer, *, as_of: str | None = None, told: Callable[[int], None] | None = None
) -> Signed:
    """Sign the terms of a release as it stands in a folder, in place of what this key signed before.

    Args:
        path: the release's folder.
        signer: the private key.
        as_of: ISO date that the statement bears; today in UTC when not given.
        told: is called with the number of bytes of each piece that was hashed.

    Raises:
        InputError: the path is no folder, or it holds nothing to sign.
        SourceError: a file cannot be read: what was not seen cannot be signed for.
        RailError: the statement cannot be written.
    """
    from rail.artifacts.collect import collect_release, open_source
    from rail.edits.apply import write_changes
    from rail.edits.plan import FileChange
    from rail.knowledge.store import Knowledge

    date = as_of_date(as_of)
    facts, _ = collect_release(path, Knowledge.load(), as_of=date)
    if facts.source != "folder":
        message = f"{path}: a signature is kept in the release's folder; this is read as {facts.source}"
        raise InputError(message)
    with open_source(path) as source:
        statement = make_statement(facts, source, date, told)
        before = read_whole_file(source, STATEMENTS)
        kept = read_statements(before or b"", STATEMENTS)
    same = [one for one, said in kept if _is_by(one, signer.keyid) and said.same_terms(statement)]
    if same:
        return Signed(STATEMENTS, statement, signer.keyid, written=False)
    others = [one for one, _ in kept if not _is_by(one, signer.keyid)]
    lines = [envelope_line(one) for one in (*others, sign(PAYLOAD_TYPE, statement_bytes(statement), signer))]
    write_changes(path, [FileChange(STATEMENTS, before, "".join(lines).encode(), ())])
    return Signed(STATEMENTS, statement, signer.keyid, written=True)


def make_statement(
    facts: Facts, source: Source, as_of: str, told: Callable[[int], None] | None = None
) -> TermsStatement:
    """Return what can be signed about a release.

    Raises:
        InputError: there is nothing that a statement could be about.
        SourceError: a file cannot be read, or the release was not seen whole.
    """
    from rail.artifacts.file_digests import hash_file
    from rail.artifacts.subjects import subject_roles
    from rail.model.facts import MOST_PATHS

    if len(facts.paths) >= MOST_PATHS:
        message = f"{facts.path}: has {MOST_PATHS:,} files or more; what was not seen cannot be signed for"
        raise SourceError(message)
    subjects = []
    for name, role in subject_roles(facts).items():
        entry = source.find(name)
        if entry is None:
            continue
        found = hash_file(source, entry, told, with_sha1=False)
        if found.sha256 is None:
            message = f"{name}: {found.problem}; what cannot be read cannot be signed for"
            raise SourceError(message)
        subjects.append(Subject(name, role, found.sha256))
    if not subjects:
        message = f"{facts.path}: holds no weights, no licence text and no card to sign"
        raise InputError(message, "rail attach LICENSE PATH writes what states the terms")
    licenses = {part.kind.value: part.license for part in facts.components}
    return TermsStatement(facts.name, as_of, f"railkit {__version__}", licenses, tuple(subjects))


def read_statements(data: bytes, place: str) -> tuple[tuple[Envelope, TermsStatement], ...]:
    """Return the signed statements in a file, one a line.

    Raises:
        InputError: a line is no envelope, or holds no statement of ours.
    """
    lines = [line for line in data.splitlines() if line.strip()]
    if len(lines) > _MOST:
        message = f"{place}: {len(lines)} statements; at most {_MOST} are read"
        raise InputError(message)
    found = []
    for number, line in enumerate(lines, 1):
        where = f"{place}:{number}"
        try:
            document = json.loads(line)
        except (ValueError, RecursionError) as error:
            message = f"{where}: is no JSON; expected one DSSE envelope a line"
            raise InputError(message, "rail attach LICENSE PATH --sign KEY writes it") from error
        envelope = read_envelope(document, where)
        if envelope.payload_type != PAYLOAD_TYPE:
            message = f"{where}: signs {envelope.payload_type[:80]!r}; expected {PAYLOAD_TYPE}"
            raise InputError(message)
        found.append((envelope, read_statement(envelope.payload, where)))
    return tuple(found)


def read_whole_file(source: Source, path: str) -> bytes | None:
    """Return the bytes of a small file of a release, or ``None`` where there is none."""
    from rail.artifacts.whole import read_whole

    entry = source.find(path)
    return None if entry is None else read_whole(source, entry, _CAP)


def _is_by(envelope: Envelope, keyid: str) -> bool:
    return any(one.keyid == keyid for one in envelope.signatures)
