"""The words of renderings, read by readers of others: markdown-it, the HTML parser, python-docx, LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from rail.documents.docx import BEGINS

if TYPE_CHECKING:
    from collections.abc import Iterable

SOFFICE = shutil.which("soffice")
_BATCH = 50


def words(text: str) -> list[str]:
    """Return what stands between blanks."""
    return text.split()


def markdown_words(markdown: str) -> list[str]:
    """Return the words of the text behind the first ``---``, as a reader of Markdown shows them."""
    from markdown_it import MarkdownIt

    return html_words(MarkdownIt("commonmark").render(markdown).partition("<hr />")[2])


class _Words(HTMLParser):
    """The text of a page, block by block."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Part the words of two blocks."""
        del attrs
        if tag in {"p", "h1", "h2", "li"}:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        self.parts.append(data)


def html_words(page: str) -> list[str]:
    """Return the words of a page, those of ``main`` alone where it has one."""
    reader = _Words()
    reader.feed(page.partition("<main>")[2].partition("</main>")[0] or page)
    return words("".join(reader.parts))


def docx_words(data: bytes) -> list[str]:
    """Return the words of a Word document behind its cover page."""
    from docx import Document

    return _behind_cover("\n".join(paragraph.text for paragraph in Document(BytesIO(data)).paragraphs))


def office_words(documents: Iterable[bytes]) -> list[list[str] | None]:
    """Return the words of Word documents behind their cover pages, as LibreOffice reads them.

    ``None`` stands for a document that it wrote no text of. One process reads a batch: one that is given hundreds of
    files ends after some 250 without a word.
    """
    found: list[list[str] | None] = []
    waiting = list(documents)
    while waiting:
        found += _converted(waiting[:_BATCH])
        del waiting[:_BATCH]
    return found


def _converted(documents: list[bytes]) -> list[list[str] | None]:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        paths = [folder / f"{number:04}.docx" for number in range(len(documents))]
        for path, data in zip(paths, documents, strict=True):
            path.write_bytes(data)
        subprocess.run(
            [
                str(SOFFICE),
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                "--convert-to",
                "txt:Text (encoded):UTF8",
                "--outdir",
                place,
                *map(str, paths),
            ],
            check=True,
            capture_output=True,
            timeout=900,
        )
        texts = [path.with_suffix(".txt") for path in paths]
        return [_behind_cover(text.read_text(encoding="utf-8-sig")) if text.is_file() else None for text in texts]


def _behind_cover(text: str) -> list[str]:
    return words(text.partition(BEGINS)[2])
