"""A numbered text as a Word document (ECMA-376, through python-docx): cover page, numbers, clause ids as comments.

The same input gives the same bytes: dates inside of it are fixed, and the archive is written again with one date.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from rail.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rail.model.numbered import Block, NumberedText

BEGINS = "The text of the licence begins on the next page."
_DATE = (2000, 1, 1, 0, 0, 0)
_AUTHOR = "rail compose"
_HANG_CM = {"clause": 1.1, "item": 2.1}
_INDENT_CM = {"item": 1.1}


def write_docx(numbered: NumberedText, cover: Sequence[str]) -> bytes:
    """Return the document.

    Args:
        numbered: the text.
        cover: paragraphs of the cover page, below the title.

    Raises:
        InputError: python-docx is not installed.
    """
    document = _document()
    _set_properties(document, numbered)
    _add_cover(document, numbered.title, cover)
    for block in numbered.blocks:
        _add_block(document, block)
    stream = BytesIO()
    document.save(stream)
    return _same_bytes(stream.getvalue())


def _document() -> Any:  # noqa: ANN401 # python-docx is imported here alone
    try:
        from docx import Document
    except ImportError as error:
        message = "a Word document needs the package python-docx, which is not installed"
        raise InputError(message, "pip install 'railkit[docx]'") from error
    return Document()


def _set_properties(document: Any, numbered: NumberedText) -> None:  # noqa: ANN401 # as above
    when = datetime(*_DATE, tzinfo=UTC).replace(tzinfo=None)
    properties = document.core_properties
    properties.author = properties.last_modified_by = _AUTHOR
    properties.title = numbered.title
    properties.language = numbered.language
    properties.comments = ""
    properties.created = properties.modified = when
    properties.revision = 1


def _add_cover(document: Any, title: str, cover: Sequence[str]) -> None:  # noqa: ANN401 # as above
    document.add_paragraph(title, style="Title")
    for line in cover:
        document.add_paragraph(line)
    document.add_paragraph(BEGINS)


def _add_block(document: Any, block: Block) -> None:  # noqa: ANN401 # as above
    from docx.shared import Cm

    style = {"title": "Heading 1", "heading": "Heading 2"}.get(block.kind)
    paragraph = document.add_paragraph(style=style)
    shape = paragraph.paragraph_format
    if block.kind == "title":
        shape.page_break_before = True
    if block.kind in _HANG_CM:
        shape.left_indent = Cm(_HANG_CM[block.kind])
        shape.first_line_indent = Cm(_INDENT_CM.get(block.kind, 0) - _HANG_CM[block.kind])
    parts = [(block.number, False), (block.lead, True), (block.text, False)]
    filled = [(text, bold) for text, bold in parts if text]
    runs = []
    for place, (text, bold) in enumerate(filled, start=1):
        run = paragraph.add_run(text if place == len(filled) else f"{text} ")
        run.bold = True if bold else None
        runs.append(run)
    if block.id and block.kind != "title":
        told = f"Clause {block.id}" + (f" (library: {block.source})" if block.source else "")
        comment = document.add_comment(runs, text=told, author=_AUTHOR, initials="rc")
        comment._comment_elm.date = datetime(*_DATE, tzinfo=UTC)  # noqa: SLF001 # no other way to a fixed date


def _same_bytes(data: bytes) -> bytes:
    """Return an archive with the same members in one order and of one date."""
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in [member.filename for member in old.infolist()]:
            entry = ZipInfo(name, _DATE)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            new.writestr(entry, old.read(name))
    return stream.getvalue()
