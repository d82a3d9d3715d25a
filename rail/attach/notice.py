"""``NOTICE``: who licenses the release, and the notices that licences want to be carried, after what stands there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.artifacts.names import license_role
from rail.attach.setting import NOTICE
from rail.checks.passages import notice_finder
from rail.edits.document import Document, EditError
from rail.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from rail.attach.draft import Draft
    from rail.attach.setting import Holding, Setting
    from rail.attach.text_sources import LicenseText
    from rail.model.attached import Attachment
    from rail.model.license import License
    from rail.model.terms import Term

_QUOTE = re.compile('["\u201c\u201d]')
_LONGEST = 800  # characters of a notice
_WHAT = {
    "release": "This release is",
    "weights": "The weights of this release are",
    "code": "The code of this release is",
    "data": "The data of this release is",
    "docs": "The documentation of this release is",
}


def write_notice(draft: Draft, setting: Setting, former: tuple[Attachment, ...]) -> None:
    """Draft the notice file: a line for each attachment, then fixed notices; what it said of a former one goes.

    Raises:
        InputError: the file that is there is no UTF-8.
    """
    path = _path(draft, setting)
    data = draft.read(path)
    try:
        document = Document.of(data or b"")
    except EditError as error:
        message = f"{path}: {error.message}; the notice cannot be added"
        raise InputError(message) from error
    lines = [_line(setting, holding.attachment) for holding in setting.holdings]
    old = [_line(setting, attachment) for attachment in former]
    if set(old) != set(lines):  # then all of them stand in their order, whatever order they came in
        document = _without(document, {*old, *lines})
    for words in (*lines, *_fixed(setting)):
        if document.lines(words).strip() not in document.text:
            document = document.appended(words)
    draft.write(path, document.text.encode(), "the notice")


def _path(draft: Draft, setting: Setting) -> str:
    present = [
        file.location.path
        for file in setting.facts.license_files
        if file.role == "notice" and not file.vendored and "/" not in file.location.path
    ]
    if present:
        return present[0]
    duties = [duty for holding in setting.holdings for duty in _duties(holding) if "condition" not in duty.params]
    files = (str(duty.params["file"]) for duty in duties if "file" in duty.params)
    wanted = [name for name in files if license_role(name) == "notice"]
    return draft.path(wanted[0] if wanted else NOTICE)


def _line(setting: Setting, attachment: Attachment) -> str:
    record = setting.knowledge.license(attachment.license)
    name = attachment.license if record is None else record.name
    who = f"{attachment.licensor} ({attachment.year})"
    return f"{_WHAT[attachment.component]} licensed by {who} under {name}; the text is in {attachment.text.path}."


def _without(document: Document, ours: Collection[str]) -> Document:
    """Return the document without lines of ours, each with the empty line before it."""
    kept: list[str] = []
    for part in document.split():
        if part.rstrip("\r\n") not in ours:
            kept.append(part)
        elif kept and not kept[-1].strip():
            kept.pop()
    return document.with_text("".join(kept))


def _fixed(setting: Setting) -> Iterator[str]:
    for holding in setting.holdings:
        for duty in _duties(holding):
            words = None if holding.text is None else notice_words(holding.record, duty, holding.text)
            if words is not None and "condition" not in duty.params:
                yield words


def notice_words(record: License, duty: Term, text: LicenseText) -> str | None:
    """Return the words that a duty prescribes, as they stand in a text, or ``None`` where they are not found there."""
    span = duty.params.get("span")
    if text.characters is not None and isinstance(span, (list, tuple)):
        return text.characters[slice(*span)].strip()
    # A copy that is set in another way: the words between quotation marks that are those of the notice.
    holds = notice_finder(record, duty)
    if holds is None:
        return None
    quotes = _QUOTE.split(text.data.decode("utf-8", "replace"))
    return next((" ".join(quote.split()) for quote in quotes if len(quote) <= _LONGEST and holds(quote)), None)


def _duties(holding: Holding) -> tuple[Term, ...]:
    return () if holding.record.terms is None else holding.record.terms.duties("notice-text")
