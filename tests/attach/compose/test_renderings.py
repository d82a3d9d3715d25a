"""All renderings have the words of the plain text, and say of which text they are."""

from __future__ import annotations

import sys
import time
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest

from attach.compositions import plain_answers_of, random_answers, seeded
from attach.renderings import SOFFICE, docx_words, html_words, markdown_words, office_words, words
from rail.operations.composed_files import rendering, with_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rail.attach.compose.compose import Composed
    from rail.attach.compose.library import Library

    Compose = Callable[[dict[str, Any]], Composed]

SEEDS = range(20, 32)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_rendering_has_the_words_of_the_text(seed: int, library: Library, composed: Compose) -> None:
    """Markup, numbers and cover pages add and lose none."""
    licence = composed(random_answers(seeded(seed), library))
    expected = words(licence.text)
    assert markdown_words(licence.markdown()) == expected
    assert html_words(licence.html()) == expected
    assert docx_words(rendering(licence, "docx")) == expected


def test_every_rendering_names_the_text(composed: Compose) -> None:
    """Who has a rendering can find the licence."""
    licence = composed(plain_answers_of())
    told = f"Rendering of sha256:{licence.notice.sha256}"
    assert told in licence.markdown()
    assert told in licence.html()
    with ZipFile(BytesIO(rendering(licence, "docx"))) as document:
        assert told in document.read("word/document.xml").decode()


def test_the_document_has_the_same_bytes_on_any_day(composed: Compose) -> None:
    """No clock is in it."""
    licence = composed(plain_answers_of())
    first = rendering(licence, "docx")
    time.sleep(2.1)  # an archive counts time in steps of two seconds
    assert rendering(licence, "docx") == first


def test_each_clause_of_the_document_has_its_id_as_a_comment(composed: Compose) -> None:
    """Counsel and record speak of the same clauses."""
    from docx import Document

    licence = composed(plain_answers_of())
    told = {comment.text.split()[1] for comment in Document(BytesIO(rendering(licence, "docx"))).comments}
    assert told == {clause["id"] for clause in licence.record["clauses"]} - {"title"}


def test_the_cover_page_says_what_it_is_and_that_counsel_must_read_it(composed: Compose) -> None:
    """Nobody takes it for a reviewed text."""
    from docx import Document

    licence = composed(plain_answers_of())
    lines = [paragraph.text for paragraph in Document(BytesIO(rendering(licence, "docx"))).paragraphs[:8]]
    assert lines[0] == "Harbour Model License"
    assert lines[1] == f"Draft for review by counsel: Harbour Model License 1.0, {licence.license_ref}"
    assert "Counsel must read it before it is used." in " ".join(lines)


def test_the_page_runs_and_loads_nothing(composed: Compose) -> None:
    """It is one file with a language, one main part and one first heading."""
    page = composed(plain_answers_of()).html()
    assert ("<script" in page, "src=" in page, "<link" in page) == (False, False, False)
    assert ('<html lang="en">' in page, page.count("<main>"), page.count("<h1>")) == (True, 1, 1)


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
@pytest.mark.office
@pytest.mark.slow
def test_libreoffice_reads_the_words_of_the_markdown(library: Library, composed: Compose) -> None:
    """A reader that is not ours opens the document and finds the text in it."""
    licences = [composed(random_answers(seeded(seed), library)) for seed in SEEDS]
    found = office_words(rendering(licence, "docx") for licence in licences)
    assert found == [markdown_words(licence.markdown()) for licence in licences]


def test_without_python_docx_the_rest_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, composed: Compose
) -> None:
    """The document is left out with the command that installs what it needs."""
    monkeypatch.setitem(sys.modules, "docx", None)
    proposal = with_files(composed(plain_answers_of()), str(tmp_path))
    made = [change.path.rpartition("/")[2] for change in proposal.changes]
    assert made == ["license.yaml", "text.txt", "license.md", "license.html"]
    assert [(file, "pip install 'railkit[docx]'" in reason) for file, reason in proposal.left_out] == [
        ("license.docx", True)
    ]
