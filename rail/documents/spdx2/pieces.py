"""A document of spdx-tools in pieces: with a few hundred of its files at a time, or with none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spdx_tools.spdx.model import Document, RelationshipType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spdx_tools.spdx.model import File, Relationship

_AT_ONCE = 400


def pieces(document: Document) -> Iterator[Document]:
    """Yield documents that together hold everything that this one holds; one of few files is yielded as it is.

    So is one in which a file stands twice or is spoken of elsewhere than in the package that contains it.
    """
    files = {file.spdx_id: file for file in document.files}
    holding, others = _parted(document, frozenset(files))
    held = {relationship.related_spdx_element_id for relationship in holding}
    split = len(holding) > _AT_ONCE and len(files) == len(document.files) and held == set(files)
    if not split or _speaks_of(document, others, frozenset(files)):
        yield document
        return
    for start in range(0, len(holding), _AT_ONCE):
        some = holding[start : start + _AT_ONCE]
        its = [files[name] for name in dict.fromkeys(one.related_spdx_element_id for one in some)]
        yield _with(document, its, [*others, *some], annotations=start == 0)


def without_files(document: Document) -> Document:
    """Return a document without its files."""
    _, others = _parted(document, frozenset(file.spdx_id for file in document.files))
    return _with(document, [], others, annotations=True)


def _parted(document: Document, files: frozenset[str]) -> tuple[list[Relationship], list[Relationship]]:
    """Return the relationships by which packages contain files, and all others."""
    holding: list[Relationship] = []
    others: list[Relationship] = []
    for one in document.relationships:
        contains = one.relationship_type is RelationshipType.CONTAINS and one.related_spdx_element_id in files
        (holding if contains else others).append(one)
    return holding, others


def _speaks_of(document: Document, others: list[Relationship], files: frozenset[str]) -> bool:
    ends = {end for one in others for end in (one.spdx_element_id, one.related_spdx_element_id) if isinstance(end, str)}
    return bool(document.snippets) or bool(files & (ends | {one.spdx_id for one in document.annotations}))


def _with(document: Document, files: list[File], relationships: list[Relationship], *, annotations: bool) -> Document:
    return Document(
        creation_info=document.creation_info,
        packages=document.packages,
        files=files,
        annotations=document.annotations if annotations else [],
        relationships=relationships,
        extracted_licensing_info=document.extracted_licensing_info,
    )
