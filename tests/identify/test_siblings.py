"""What tells a text from its siblings, and what may stand behind it: titles with dates, and appendices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from identify.conftest import TEXT
from rail.identify.build import identify_sections
from rail.identify.fingerprint import phrase_sha256
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


def index_of_texts(folder: Path, texts: dict[str, str], additions: list[dict[str, object]] | None = None) -> Index:
    """Return a table of these texts."""
    ids = {"spdx": None, "hub": None, "licensedb": None}
    known = [
        from_record({"id": key, "name": key, "ids": ids, "text": {"pack": None}, "additions": additions}, text)
        for key, text in texts.items()
    ]
    write_pack(folder / "identify.pack", identify_sections(known))
    return Index(Pack(folder / "identify.pack"))


def test_an_edition_is_told_by_the_date_in_its_title(tmp_path: Path) -> None:
    """The later edition without its new clause is as near to the earlier one, and is a changed copy of the later."""
    texts = {"early": edition("May 1, 2031").replace("45 days", "60 days"), "late": edition("June 30, 2031", CLAUSE)}
    index = index_of_texts(tmp_path, texts)
    (found,) = identify_text(edition("June 30, 2031"), index)
    assert (found.status, found.license) == (TextStatus.MODIFIED, "late")


APPENDIX = "Appendix\n\nWidgets of these sizes are not small: 2.5 and 3.\nOnly the licensor may change this appendix.\n"


@pytest.mark.parametrize(
    ("appendix", "status"),
    [
        (APPENDIX, TextStatus.CANONICAL),
        (APPENDIX.replace("\n", "\n  "), TextStatus.CANONICAL),
        (APPENDIX.replace("2.5", "2.6"), TextStatus.MODIFIED),
        (APPENDIX.replace("Only", "Not even"), TextStatus.MODIFIED),
        (f"{APPENDIX}\nCommercial use is prohibited.\n", TextStatus.MODIFIED),
    ],
)
def test_a_known_addition(tmp_path: Path, appendix: str, status: TextStatus) -> None:
    """A passage that the record names by its hash may follow a text; another one that limits may not."""
    count, digest = phrase_sha256(APPENDIX)
    index = index_of_texts(tmp_path, {"widget": TEXT}, [{"what": "appendix", "words": count, "words_sha256": digest}])
    (found,) = identify_text(f"{TEXT}\n{appendix}", index)
    assert found.status is status
