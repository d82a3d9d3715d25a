"""The parts of a text that its user fills in: years, holders, and the copyright line above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rail.attach.filling import FilledText, fill_text
from rail.attach.text_sources import TextOffer, obtain_text
from rail.errors import InputError
from rail.identify.identify import identify
from rail.knowledge.store import Knowledge
from rail.knowledge.textpack import TextPack

if TYPE_CHECKING:
    from pathlib import Path

KNOWLEDGE = Knowledge.load()
VALUES = {"year": "2026", "holder": "Example Lab"}
TEMPLATE = "MIT License\r\n\r\nCopyright (c) [year] [fullname]\r\n\r\n"


def _filled(license_id: str, offer: TextOffer | None = None, values: dict[str, str] | None = None) -> FilledText:
    record = KNOWLEDGE.license(license_id)
    assert record is not None
    return fill_text(obtain_text(record, KNOWLEDGE, offer), record, VALUES if values is None else values)


def test_a_text_that_speaks_of_a_notice_above_gets_one() -> None:
    """MIT without a copyright line says nothing about whose it is."""
    filled = _filled("mit")
    assert filled.data.decode().startswith("Copyright (c) 2026 Example Lab\n\nPermission")
    assert [(one.status.value, one.license) for one in identify(filled.data)] == [("canonical", "mit")]


def test_fields_of_a_template_are_filled_and_its_line_ends_stay(tmp_path: Path) -> None:
    """Only the fields change."""
    path = tmp_path / "LICENSE"
    text = TEMPLATE + (TextPack.load().text("mit") or "").replace("\n", "\r\n")
    path.write_text(text, encoding="utf-8", newline="")
    filled = _filled("mit", TextOffer(str(path)))
    assert filled.data.decode() == text.replace("[year]", "2026").replace("[fullname]", "Example Lab")
    assert filled.filled == (("[year]", "2026"), ("[fullname]", "Example Lab"))


def test_fields_that_the_record_names_are_filled() -> None:
    """NCSA's names stand in brackets that no template has."""
    assert _filled("ncsa").filled == (("<Name of Development Group, Name of Institution>", "Example Lab"),)


def test_what_is_missing_is_said() -> None:
    """Without values nothing is written, and each field is named."""
    filled = _filled("mit", values={"year": "2026"})
    assert filled.missing == (("holder", "the copyright line above the text"),)
    assert filled.data.decode() == TextPack.load().text("mit")


@pytest.mark.parametrize("license_id", ["apache-2.0", "gpl-3.0", "bigscience-openrail-m", "creativeml-openrail-m"])
def test_a_text_without_fields_stays(license_id: str) -> None:
    """The example in an appendix is part of the text; so is a steward's own copyright line."""
    assert _filled(license_id).data.decode() == TextPack.load().text(license_id)


@pytest.mark.parametrize("holder", ["", " \n ", "[fullname]", "<b>Lab</b>", "x" * 201])
def test_a_value_that_is_no_name_is_refused(holder: str) -> None:
    """A name is one line of plain text."""
    with pytest.raises(InputError, match="holder"):
        _filled("mit", values={"year": "2026", "holder": holder})


def test_line_breaks_of_a_name_are_no_lines_of_the_text() -> None:
    """A name cannot add a sentence of its own on a line of its own."""
    filled = _filled("mit", values={"year": "2026", "holder": "Example\nLab\u202e"})
    assert filled.copyright_line == "Copyright (c) 2026 Example Lab"
