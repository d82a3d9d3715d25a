"""Two editions of one licence, of which the later has a clause more and another date in its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from identify.conftest import TEXT
from rail.identify.build import identify_sections
from rail.identify.identify import identify_text
from rail.identify.index import Index
from rail.identify.known import from_record
from rail.identify.packfile import Pack, write_pack
from rail.model.identification import TextStatus

if TYPE_CHECKING:
    from pathlib import Path

CLAUSE = "\n6. Law. The law of the place in which the licensor lives applies.\n"


def edition(date: str, extra: str = "") -> str:
    """Return an edition of the licence."""
    _, _, body = TEXT.partition("Copyright")
    return f"Widget Model Licence, dated {date}\nCopyright{body}{extra}"


def test_an_edition_is_told_by_the_date_in_its_title(tmp_path: Path) -> None:
    """The later edition without its new clause is as near to the earlier one, and is a changed copy of the later."""
    texts = {"early": edition("May 1, 2031").replace("45 days", "60 days"), "late": edition("June 30, 2031", CLAUSE)}
    known = [
        from_record(
            {"id": key, "name": key, "ids": {"spdx": None, "hub": None, "licensedb": None}, "text": {"pack": None}},
            text,
        )
        for key, text in texts.items()
    ]
    write_pack(tmp_path / "identify.pack", identify_sections(known))
    index = Index(Pack(tmp_path / "identify.pack"))
    (found,) = identify_text(edition("June 30, 2031"), index)
    assert (found.status, found.license) == (TextStatus.MODIFIED, "late")
