"""Tell whether the signed statements about a release's terms still hold, file by file and key by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.errors import InputError
from rail.ledger.dsse import signed_by
from rail.model.key import KeyStatus
from rail.model.late import dataclass
from rail.operations.sign import STATEMENTS, make_statement, read_statements, read_whole_file
from rail.operations.today import as_of_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rail.ledger.dsse import Envelope
    from rail.ledger.statement import TermsStatement
    from rail.model.key import Key


@dataclass(frozen=True, slots=True)
class SignatureStanding:
    """One signature of a statement.

    Attributes:
        keyid: the key that is said to have made it.
        name: the key's name in the trust file; ``None`` where it is not there.
        standing: ``trusted``, ``unknown-key``, ``revoked``, ``after-rotation``, ``before-trust`` or ``wrong``.
        says: the same, in words.
    """

    keyid: str
    name: str | None
    standing: str
    says: str


@dataclass(frozen=True, slots=True)
class StatementStanding:
    """One signed statement, and whether it holds.

    Attributes:
        statement: what was signed.
        signatures: whose they are and whether they count.
        changes: what is not as it was signed, in words; empty where everything is.
    """

    statement: TermsStatement
    signatures: tuple[SignatureStanding, ...]
    changes: tuple[str, ...]

    @property
    def trusted(self) -> bool:
        """Whether a signature counts, and none is wrong."""
        standings = {one.standing for one in self.signatures}
        return "trusted" in standings and "wrong" not in standings

    @property
    def holds(self) -> bool:
        """Whether the statement is by a trusted key and describes the release as it is."""
        return self.trusted and not self.changes


@dataclass(frozen=True, slots=True)
class Verification:
    """What the signatures of a release say today.

    Attributes:
        path: the release, as the user named it.
        as_of: ISO date of the look.
        statements: in the order of the file.
    """

    path: str
    as_of: str
    statements: tuple[StatementStanding, ...]

    @property
    def holds(self) -> bool:
        """Whether one trusted statement holds, and no other trusted one speaks against the release."""
        trusted = [one for one in self.statements if one.trusted]
        wrong = any(found.standing == "wrong" for one in self.statements for found in one.signatures)
        return bool(trusted) and all(one.holds for one in trusted) and not wrong


def verify_release(
    path: str, keys: Sequence[Key], *, as_of: str | None = None, told: Callable[[int], None] | None = None
) -> Verification:
    """Hold the signed statements about a release against the release and against the keys that are relied on.

    Args:
        path: a folder, archive, git revision or Hub snapshot.
        keys: the keys of the trust file.
        as_of: ISO date of the look; today in UTC when not given.
        told: is called with the number of bytes of each piece that was hashed.

    Raises:
        InputError: nothing is signed here, or what is there is no signed statement.
        SourceError: the release cannot be read whole.
    """
    from rail.artifacts.collect import collect_release, open_source
    from rail.knowledge.store import Knowledge

    date = as_of_date(as_of)
    facts, _ = collect_release(path, Knowledge.load(), as_of=date)
    with open_source(path) as source:
        data = read_whole_file(source, STATEMENTS)
        if data is None or not data.strip():
            message = f"{path}: holds no {STATEMENTS}; nobody signed its terms"
            raise InputError(message, "rail attach LICENSE PATH --sign KEY signs them")
        found = read_statements(data, STATEMENTS)
        now = make_statement(facts, source, date, told)
    standings = (
        StatementStanding(said, tuple(_signatures(envelope, said, keys)), tuple(_changes(said, now)))
        for envelope, said in found
    )
    return Verification(path, date, tuple(standings))


def _signatures(envelope: Envelope, said: TermsStatement, keys: Sequence[Key]) -> Iterator[SignatureStanding]:
    known = {key.keyid: key for key in keys}
    good = signed_by(envelope, {key.keyid: key.public for key in keys})
    for keyid, verdict in good.items():
        key = known.get(keyid)
        standing, says = _standing(key, verdict, said.as_of)
        yield SignatureStanding(keyid, None if key is None else key.name, standing, says)


def _standing(key: Key | None, verdict: bool | None, as_of: str) -> tuple[str, str]:  # noqa: FBT001 # an answer of signed_by
    if key is None or verdict is None:
        return "unknown-key", "the trust file does not have this key; whose it is cannot be told"
    if not verdict:
        return "wrong", "the signature does not fit what is signed"
    if key.status is KeyStatus.REVOKED:
        return "revoked", f"the key was revoked on {key.ended}: {key.why or 'no reason was given'}"
    if key.status is KeyStatus.ROTATED and key.ended is not None and as_of > key.ended:
        return "after-rotation", f"the key was handed over on {key.ended}, before the date of the statement"
    if key.since is not None and as_of < key.since:
        return "before-trust", f"the key is relied on from {key.since}, after the date of the statement"
    return "trusted", "a key of the trust file signed it"


def _changes(then: TermsStatement, now: TermsStatement) -> Iterator[str]:
    """Yield what differs: licences of parts first, then files by path."""
    for part in sorted({*then.licenses, *now.licenses}):
        before, after = then.licenses.get(part), now.licenses.get(part)
        if before != after:
            yield f"licence of the {part}: {before or 'unknown'} when it was signed, {after or 'unknown'} now"
    old, new = ({one.path: one for one in side.subjects} for side in (then, now))
    for path in sorted({*old, *new}):
        if path not in new:
            yield f"{path} ({old[path].role}) is gone"
        elif path not in old:
            yield f"{path} ({new[path].role}) came later and is not signed for"
        elif old[path].sha256 != new[path].sha256:
            yield f"{path} ({old[path].role}) changed"
