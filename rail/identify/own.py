"""Texts of a project's own beside the known ones: the same look-up and comparison, over a small table of their own."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from rail.identify.identify import identify, identify_text
from rail.identify.index import Index, load_index
from rail.identify.normalise import decode
from rail.identify.packfile import Pack, write_pack
from rail.model.identification import TextStatus

if TYPE_CHECKING:
    from rail.knowledge.own import OwnRecord
    from rail.model.identification import Identification

_RANK = {TextStatus.CANONICAL: 2, TextStatus.MODIFIED: 1}


def identify_with_own(data: bytes, own: tuple[OwnRecord, ...]) -> tuple[Identification, ...]:
    """Return what licences a file holds, texts of one's own among them.

    A known text that stands there unchanged wins; a text of one's own wins over a known one that would have to be
    edited more.
    """
    known = identify(data)
    if not own or _best(known)[0] == _RANK[TextStatus.CANONICAL]:
        return known
    ours = identify_text(decode(data), own_index(own))
    return ours if _best(ours) > _best(known) else known


def index_of(license_id: str, own: tuple[OwnRecord, ...]) -> Index:
    """Return the table that holds a licence's text: that of one's own records, or the known one."""
    return own_index(own) if any(item.record["id"] == license_id for item in own) else load_index()


@lru_cache(maxsize=8)
def own_index(own: tuple[OwnRecord, ...]) -> Index:
    """Return the table of these texts; kept, as one run looks many files up."""
    from rail.identify.build import identify_sections
    from rail.identify.known import from_record

    texts = [from_record(item.record, item.text) for item in own]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "own.pack"
        write_pack(path, identify_sections(texts))
        return Index(Pack(path))


def _best(found: tuple[Identification, ...]) -> tuple[int, float]:
    return max(((_RANK.get(item.status, 0), item.similarity) for item in found), default=(0, 0.0))
