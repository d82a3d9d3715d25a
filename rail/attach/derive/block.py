"""A part of a file that is ours: it stands between two marks and is written anew; nothing else is touched."""

from __future__ import annotations

from rail.edits.document import Document, EditError

BEGIN = "<!-- rail derive: begin -->"
END = "<!-- rail derive: end -->"


def with_block(document: Document, body: str) -> Document:
    """Return the document with our part, in its old place or at the end.

    Raises:
        EditError: one of the marks is missing, or stands twice.
    """
    block = document.lines(f"{BEGIN}\n\n{body.strip()}\n\n{END}")
    lines = document.split()
    first, last = _marks(lines)
    if first is None or last is None:
        return document.appended(f"{BEGIN}\n\n{body.strip()}\n\n{END}")
    return document.with_text("".join([*lines[:first], block, *lines[last + 1 :]]))


def without_block(document: Document) -> str:
    """Return the text outside of our part.

    Raises:
        EditError: one of the marks is missing, or stands twice.
    """
    lines = document.split()
    first, last = _marks(lines)
    return document.text if first is None or last is None else "".join([*lines[:first], *lines[last + 1 :]])


def parted(data: bytes) -> tuple[bytes, bytes]:
    """Return what stands outside of our part of a file, and our part; that is empty where there is none to be told."""
    try:
        lines = Document.of(data).split()
        first, last = _marks(lines)
    except EditError:
        return data, b""
    if first is None or last is None:
        return data, b""
    return "".join([*lines[:first], *lines[last + 1 :]]).encode(), "".join(lines[first : last + 1]).encode()


def _marks(lines: list[str]) -> tuple[int | None, int | None]:
    plain = [line.strip() for line in lines]
    found = (plain.count(BEGIN), plain.count(END))
    if found == (0, 0):
        return None, None
    if found != (1, 1) or plain.index(BEGIN) > plain.index(END):
        message = f"the lines `{BEGIN}` and `{END}` do not stand there once each, in this order"
        raise EditError(message)
    return plain.index(BEGIN), plain.index(END)
