"""The text of a file that is edited: its line ends stay, and no byte outside of an edit changes."""

from __future__ import annotations

import re

from rail.errors import RailError
from rail.model.late import dataclass

_BREAK = re.compile(r"\r\n|\r|\n")


class EditError(RailError):
    """An edit cannot be made without a guess; it is left to a person."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its line end.

    Attributes:
        text: as it stands.
        ending: the line end that it uses most.
    """

    text: str
    ending: str

    @staticmethod
    def of(data: bytes) -> Document:
        """Return the document of a file's bytes.

        Raises:
            EditError: it is no UTF-8.
        """
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            message = f"it is no UTF-8 (byte {error.start})"
            raise EditError(message) from error
        breaks = _BREAK.findall(text)
        return Document(text, max(("\n", "\r\n", "\r"), key=breaks.count) if breaks else "\n")

    def with_text(self, text: str) -> Document:
        """Return the same document with another text."""
        return Document(text, self.ending)

    def appended(self, paragraph: str) -> Document:
        """Return the document with a paragraph after an empty line at its end."""
        body = self._ended(self.text)
        gap = self.ending if body and not body.endswith(self.ending * 2) else ""
        return self.with_text(f"{body}{gap}{self.lines(paragraph)}")

    def lines(self, text: str) -> str:
        """Return a text of ours with this document's line ends, ended by one."""
        return self._ended(text.replace("\n", self.ending))

    def _ended(self, text: str) -> str:
        return text if not text or text.endswith(("\n", "\r")) else f"{text}{self.ending}"

    def split(self) -> list[str]:
        """Return the lines with their ends."""
        return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", self.text)
