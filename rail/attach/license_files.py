"""Where texts go: ``LICENSE`` for what the release is about, ``LICENSES/`` where parts have their own (REUSE 3.3).

A text that is there stays as it is. What another licence granted is not taken back by replacing its text, so that is
done only on request, with a copy kept.
"""

from __future__ import annotations

import os
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from rail.artifacts.governs import named_kinds
from rail.attach.license_texts import filled
from rail.attach.setting import LICENSE_FILE
from rail.documents.expressions import license_expression
from rail.errors import InputError
from rail.model.attached import RELEASE, AttachedText, ReplacedText
from rail.model.identification import TextStatus

if TYPE_CHECKING:
    from collections.abc import Collection

    from rail.attach.draft import Draft
    from rail.attach.text_sources import LicenseText
    from rail.knowledge.store import Knowledge
    from rail.model.attached import Attachment
    from rail.model.facts import Facts, LicenseFile
    from rail.model.license import License

FORMER = ".rail/former"
_WHY = "the text of the licence"


def store_path(license_id: str, knowledge: Knowledge) -> str:
    """Return where a text lies in ``LICENSES``: under its SPDX id, else under a ``LicenseRef-``."""
    return f"LICENSES/{license_expression(license_id, knowledge)}.txt"


class TextPlacer:
    """Places licence texts in a draft."""

    def __init__(self, draft: Draft, facts: Facts, knowledge: Knowledge, *, replace: bool, as_of: str) -> None:
        """Take the release, and whether another licence's text may be replaced."""
        self._draft = draft
        self._facts = facts
        self._knowledge = knowledge
        self._replace = replace
        self._as_of = as_of

    def at_root(self, attachment: Attachment, record: License, text: LicenseText) -> Attachment:
        """Place a text as the release's ``LICENSE``; return the attachment with where it stands and what it replaced.

        Raises:
            InputError: another text stands there, and may not be replaced.
        """
        there = self._root_files(attachment.component)
        same = [file for file in there if _holds(file, record.id)]
        others = [file for file in there if file not in same]
        data, was_filled = filled(text, record, attachment.licensor, attachment.year, self._knowledge)
        replaced = attachment.replaced
        path = same[0].location.path if same else self._draft.path(LICENSE_FILE)
        if others:
            if not self._replace or len(others) > 1 or same:
                raise self._conflict(others, record)
            path = others[0].location.path
            replaced = (*replaced, self._kept(others[0], path))
        if same:
            return replace(attachment, text=self._found(path, record, text, data, was_filled), replaced=replaced)
        self._draft.write(path, data, _WHY)
        return replace(attachment, text=_placed(path, data, text, was_filled), replaced=replaced)

    def in_store(self, attachment: Attachment, record: License, text: LicenseText) -> Attachment:
        """Place a text in ``LICENSES``, and return the attachment with where it stands.

        Raises:
            InputError: another text stands there.
        """
        path = self._draft.path(store_path(record.id, self._knowledge))
        data, was_filled = filled(text, record, attachment.licensor, attachment.year, self._knowledge)
        attachment = self._without_named(attachment, record, data)
        there = self._draft.read(path)
        if there is None or not there.strip() or there == data:
            self._draft.write(path, data, _WHY)
            return replace(attachment, text=_placed(path, data, text, was_filled))
        file = next((file for file in self._facts.license_files if file.location.path == path), None)
        if file is None or not _holds(file, record.id):
            message = f"{path}: holds something else than {record.name}"
            raise InputError(message, "move it away: a file there has the name of the licence whose text it is")
        return replace(attachment, text=self._found(path, record, text, data, was_filled))

    def _without_named(self, attachment: Attachment, record: License, data: bytes) -> Attachment:
        """Return the attachment of a part, whose own licence file (``LICENSE-CODE``) is replaced where that is asked.

        Raises:
            InputError: that file holds another text, and may not be replaced.
        """
        part = attachment.component
        files = [file for file in self._root_files(part) if part in _named(file) and not _holds(file, record.id)]
        if not files:
            return attachment
        if not self._replace or len(files) > 1:
            raise self._conflict(files, record)
        path = files[0].location.path
        kept = self._kept(files[0], path)
        self._draft.write(path, data, _WHY)
        return replace(attachment, replaced=(*attachment.replaced, kept))

    def copy_to_store(self, attachment: Attachment) -> None:
        """Put a text that stands elsewhere into ``LICENSES`` as well, as the REUSE convention wants it."""
        path = self._draft.path(store_path(attachment.license, self._knowledge))
        data = self._draft.read(attachment.text.path)
        if data is not None and not (self._draft.read(path) or b"").strip():
            self._draft.write(path, data, _WHY)

    def held(self, record: License) -> bytes | None:
        """Return the bytes of a file of the release that holds the unchanged text of a licence and no other."""
        file = next((one for one in self._facts.license_files if not one.vendored and _holds(one, record.id)), None)
        return None if file is None else self._draft.read(file.location.path)

    def _root_files(self, component: str) -> list[LicenseFile]:
        """Return the licence files at the top that speak about a component and hold something."""
        return [
            file
            for file in self._facts.license_files
            if file.role == "license"
            and not file.vendored
            and "/" not in file.location.path
            and file.text.strip()
            and (not (named := _named(file)) or component in named)
        ]

    def _found(
        self,
        path: str,
        record: License,
        text: LicenseText,
        data: bytes,
        was_filled: bool,  # noqa: FBT001 # one of two
    ) -> AttachedText:
        there = self._draft.read(path) or b""
        if there == data:
            return _placed(path, data, text, was_filled)
        matched = "words"
        if record.text is not None and sha256(there).hexdigest() in {record.text.sha256, record.text.pack_sha256}:
            matched = "pack-bytes" if sha256(there).hexdigest() == record.text.pack_sha256 else "steward-bytes"
        return AttachedText(path, sha256(there).hexdigest(), "release", matched)

    def _kept(self, file: LicenseFile, path: str) -> ReplacedText:
        old = self._draft.read(path) or b""
        digest = sha256(old).hexdigest()
        kept = f"{FORMER}/{os.path.basename(path)}.{digest[:12]}"  # noqa: PTH119 # a path inside a release
        self._draft.write(kept, old, "the licence text that was replaced")
        found = {one.license for one in file.identifications if one.status is TextStatus.CANONICAL and one.license}
        return ReplacedText(path, found.pop() if len(found) == 1 else None, digest, kept, self._as_of)

    def _conflict(self, files: Collection[LicenseFile], record: License) -> InputError:
        what = "; ".join(f"{file.location.path}: {_words(file)}" for file in files)
        message = f"{what}; {record.id} is not written beside it or over it"
        if len(files) > 1:
            return InputError(message, "leave one file there; rail identify tells what each of them is")
        hint = (
            f"--replace puts {record.id} there and keeps the old text in {FORMER} (what it granted stays granted); "
            "--component attaches a licence to a part and leaves the file alone"
        )
        return InputError(message, hint)


def _named(file: LicenseFile) -> tuple[str, ...]:
    kinds = named_kinds(file.location.path)
    return (*(kind.value for kind in kinds), *((RELEASE,) if any(kind.value == "weights" for kind in kinds) else ()))


def _holds(file: LicenseFile, license_id: str) -> bool:
    """Tell whether a file holds the unchanged text of a licence and no other."""
    return bool(file.identifications) and all(
        found.status is TextStatus.CANONICAL and found.via == "text" and found.license == license_id
        for found in file.identifications
    )


def _words(file: LicenseFile) -> str:
    found = next((one for one in file.identifications if one.license is not None), None)
    if found is None:
        return "holds words that people wrote, and no licence text that is known"
    if found.status is TextStatus.MODIFIED:
        clauses = ", ".join(dict.fromkeys(change.clause or "a passage" for change in found.changes[:5]))
        return f"holds a changed text of {found.license} ({clauses})"
    if found.status is TextStatus.CANONICAL:
        return f"holds the text of {found.license}"
    return f"names {found.license}, and holds no text"


def _placed(path: str, data: bytes, text: LicenseText, was_filled: bool) -> AttachedText:  # noqa: FBT001 # one of two
    place = text.place if text.source == "fetch" else None
    return AttachedText(path, sha256(data).hexdigest(), text.source, text.matched, place, was_filled)
