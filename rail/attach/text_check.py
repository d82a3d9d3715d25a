"""Whether a file is the text that a record speaks of: by its bytes, the pack's, or its words; else what differs."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from rail.errors import InputError
from rail.model.identification import ChangeKind, TextStatus

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rail.knowledge.store import Knowledge
    from rail.model.identification import Identification, TextChange
    from rail.model.license import License

STEWARD = "steward-bytes"
PACK = "pack-bytes"
WORDS = "words"
_SHOWN = 5
_OWN_NAME = (
    "a modified text never keeps the original's name: take the unchanged text, or give this one a name of its own with "
    "`rail compose` or a record in .rail/licenses (rail license draft FILE --id NAME)"
)


class ChangedTextError(InputError):
    """A text is not the one that its record speaks of.

    Attributes:
        changed: it is that text, changed; else it is another.
    """

    def __init__(self, message: str, hint: str, *, changed: bool) -> None:
        """Keep how far off it is."""
        super().__init__(message, hint)
        self.changed = changed


def match_text(data: bytes, record: License, knowledge: Knowledge, place: str) -> str:
    """Return how a file's bytes are the text of a licence: ``steward-bytes``, ``pack-bytes`` or ``words``.

    Other line ends, a byte order mark, another wrapping and a filled-in copyright line leave the words as they are.

    Args:
        data: the file's bytes.
        record: the licence.
        knowledge: the records, with those of the project's own.
        place: where the bytes are from, for messages.

    Raises:
        ChangedTextError: they are not; the message names what differs.
    """
    reference = record.text
    digest = sha256(data).hexdigest()
    if reference is not None and digest == reference.sha256:
        return STEWARD
    if digest == _pack_sha256(record):
        return PACK
    from rail.identify.own import identify_with_own

    found = identify_with_own(data, knowledge.own)
    if _same_words(data, found, record):
        return WORDS
    changed = any(one.license == record.id for one in found)
    hint = _OWN_NAME if changed else "rail identify tells what a file holds"
    raise ChangedTextError(_difference(data, found, record, digest, place), hint, changed=changed)


def canonical_characters(data: bytes, record: License) -> str | None:
    """Return the characters that a record's places count, where the bytes hold them but for line ends or a mark."""
    for text in _readings(data):
        digest = sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
        if digest in _references(record):
            return text
    return None


def _references(record: License) -> frozenset[str]:
    """Return the hashes of the text whose characters are counted: the pack's where it is held, else the steward's."""
    if record.own_text is not None:
        return frozenset({sha256(record.own_text.encode()).hexdigest()})
    pack = _pack_sha256(record)
    steward = None if record.text is None else record.text.sha256
    return frozenset({pack} if pack else {steward} if steward else ())


def _readings(data: bytes) -> Iterator[str]:
    """Yield a text as it is, without its mark, with line feeds only, and with or without a last one."""
    text = data.decode("utf-8", "surrogateescape")
    bare = text.removeprefix("\ufeff")
    plain = bare.replace("\r\n", "\n").replace("\r", "\n")
    for one in (text, bare, plain):
        yield from (one, one.removesuffix("\n"), f"{one}\n", one.lstrip("\n"), one.lstrip("\n").removesuffix("\n"))


def _pack_sha256(record: License) -> str | None:
    if record.text is not None and record.text.pack_sha256 is not None:
        return record.text.pack_sha256
    if record.own_text is not None:
        return sha256(record.own_text.encode()).hexdigest()
    if record.text is not None and record.text.pack is None:
        return None
    from rail.knowledge.textpack import TextPack

    text = TextPack.load().text(record.id)
    return None if text is None else sha256(text.encode()).hexdigest()


def _same_words(data: bytes, found: Sequence[Identification], record: License) -> bool:
    """Tell whether a file holds the words of a licence and nothing else that says something.

    The hash of the words alone passes over numbers in the form of a list label (``within 30.``); the identification
    judges those too. Where a text has parts that a rightful copy may lack, the identification alone decides.
    """
    from rail.identify.fingerprint import words_sha256
    from rail.identify.normalise import decode

    texts = [one for one in found if one.via == "text"]
    if not texts or any(one.status is not TextStatus.CANONICAL for one in texts):
        return False
    if record.id not in {one.license for one in texts}:
        return False
    text = decode(data)
    if record.text is not None and words_sha256(text) == record.text.words_sha256:
        return True
    # A steward may print a use policy behind the licence in one file.
    rightful = {record.id, *record.companions}
    return all(one.license in rightful for one in texts) and not _beside(text, texts)


def _beside(text: str, found: Sequence[Identification]) -> tuple[tuple[int, int], ...]:
    from rail.identify.beside import passages_beside

    names = [name for one in found for name in (one.license, one.ids.spdx, one.ids.hub, one.ids.licensedb) if name]
    return passages_beside(text, found, names)


def _difference(data: bytes, found: Sequence[Identification], record: License, digest: str, place: str) -> str:
    """Return one sentence on what a file is instead of the text that was expected."""
    head = f"{place}: is not the unchanged text of {record.id} (sha256 {digest[:12]}...)"
    ours = next((one for one in found if one.license == record.id), None)
    if ours is not None and ours.status is TextStatus.MODIFIED:
        return f"{head}; it is changed: {_changes(ours.changes)}"
    if ours is not None and ours.status is TextStatus.CANONICAL and ours.via == "text":
        from rail.identify.normalise import decode

        lines = ", ".join(str(first) for first, _ in _beside(decode(data), found)[:_SHOWN])
        others = sorted({str(one.license) for one in found if one.license not in {record.id, None}})
        more = [f"words of its own from line {lines}"] * bool(lines) + [f"the text of {name}" for name in others]
        return f"{head}; beside the text it holds {' and '.join(more) or 'more'}"
    other = next((one for one in found if one.license and one.via == "text"), None)
    if other is not None:
        return f"{head}; it is the {other.status.value} text of {other.license}"
    if found and found[0].status is TextStatus.UNKNOWN and record.id in found[0].candidates:
        return f"{head}; it is only like it"
    return f"{head}; no known licence text was found in it"


def _changes(changes: Sequence[TextChange]) -> str:
    said = []
    for change in changes[:_SHOWN]:
        where = f"clause {change.clause}" if change.clause else "a passage outside of the clauses"
        line = f" (line {change.line})" if change.line else ""
        words = f': "{change.words}"' if change.words and change.kind is not ChangeKind.REMOVED else ""
        said.append(f"{where} {change.kind.value}{line}{words}")
    more = len(changes) - _SHOWN
    return "; ".join(said) + (f"; and {more} more" if more > 0 else "") if said else "in its words or their order"
