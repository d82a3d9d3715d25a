"""The inventory of a release: its facts and the digests of its files, which every document is written from."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rail.operations.today import as_of_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from rail.artifacts.file_digests import FileHashes
    from rail.artifacts.model_config import ModelConfig
    from rail.artifacts.sources.interface import Source
    from rail.documents.inventory import FileRecord, Inventory
    from rail.knowledge.store import Knowledge
    from rail.model.facts import ComponentKind, Facts

    Progress = Callable[[int, int], None]
    KindOf = Callable[[str], ComponentKind | None]

# The documents themselves, and what is bound to their bytes: none of them can hold its own digest.
_DOCUMENTS = re.compile(
    r"(?:^|/)(?:[^/]+\.)?(?:sbom|bom)\.[^/]+$|\.(?:spdx|spdx\.(?:json|ya?ml|rdf|xml)|spdx3\.json|cdx\.(?:json|xml))$"
    r"|\.intoto\.jsonl$|^\.rail/|^rail\.lock$|^\.git/"
)


def is_document(path: str) -> bool:
    """Tell whether a file is a document about the release, or bound to one; inventories leave it out."""
    return _DOCUMENTS.search(path) is not None


def release_inventory(  # noqa: PLR0913 # what to read, and how
    path: str,
    *,
    revision: str | None = None,
    hub: bool = False,
    as_of: str | None = None,
    online: bool = False,
    progress: Progress | None = None,
) -> Inventory:
    """Return the inventory of a release.

    Args:
        path: as ``check_release``.
        revision: a git revision to look at instead of the files on disk.
        hub: treat it as a Hub repository although no card has a front matter.
        as_of: ISO date that the documents speak of; today in UTC when not given.
        online: look upstreams up on the Hub as well.
        progress: told bytes that were hashed, and of how many, as it goes.

    Raises:
        InputError: an argument cannot be used.
        SourceError: the release cannot be read safely.
    """
    from rail.artifacts.collect import open_source, read_release
    from rail.artifacts.model_config import read_model_config
    from rail.artifacts.project import read_project
    from rail.knowledge.store import Knowledge

    date = as_of_date(as_of)
    with open_source(path, revision) as source:
        kind_of = read_project(source).kind_of
        facts, knowledge = read_release(source, Knowledge.load(), hub=hub, as_of=date, online=online)
        hashes = {found.path: found for found in hash_release(source, progress)}
        config = read_model_config(source)
    return with_architecture(make_inventory(facts, knowledge, hashes, as_of=date, kind_of=kind_of), config)


def with_architecture(inventory: Inventory, config: ModelConfig) -> Inventory:
    """Return an inventory with what the configuration beside the weights says the network is."""
    return replace(
        inventory,
        architecture=config.architecture[0] if config.architecture else None,
        architecture_family=config.family[0] if config.family else None,
    )


def make_inventory(  # noqa: PLR0913 # what an inventory depends on is named
    facts: Facts,
    knowledge: Knowledge,
    hashes: Mapping[str, FileHashes],
    *,
    as_of: str,
    licensor: str | None = None,
    kind_of: KindOf | None = None,
) -> Inventory:
    """Return the inventory of a release whose facts and digests are at hand (attach has them before it writes).

    Args:
        facts: of the release as it will be.
        knowledge: joined by the release's own records.
        hashes: digests by path, without documents (``is_document``).
        as_of: ISO date.
        licensor: who licenses it, where that is recorded.
        kind_of: what ``rail.yaml`` says a path is part of.
    """
    from rail.documents.stock import take_stock

    return take_stock(facts, knowledge, tuple(_records(facts, hashes, kind_of)), as_of=as_of, licensor=licensor)


def hash_release(source: Source, progress: Progress | None = None) -> Iterator[FileHashes]:
    """Yield the digests of every file of a release but the documents about it; files are streamed, whatever their size.

    Args:
        source: the release, with its excludes set (``rail.artifacts.collect.read_release`` sets them).
        progress: told bytes done and bytes in all.
    """
    from rail.artifacts.file_digests import hash_file
    from rail.artifacts.sources.interface import EntryKind

    entries = [entry for entry in source.entries() if entry.kind is EntryKind.FILE and not is_document(entry.path)]
    whole = sum(entry.size for entry in entries)
    done = 0

    def told(count: int) -> None:
        nonlocal done
        done += count
        if progress is not None:
            progress(done, whole)

    for entry in entries:
        before = done
        yield hash_file(source, entry, told)
        told(max(0, entry.size - (done - before)))


def _records(facts: Facts, hashes: Mapping[str, FileHashes], stated: KindOf | None) -> Iterator[FileRecord]:
    """Yield the files with what facts know about them."""
    from rail.artifacts.tally import kind_of_path
    from rail.documents.inventory import FileRecord
    from rail.model.facts import MOST_PATHS

    formats = {weight.location.path: weight.format for weight in facts.weights}
    texts = {file.location.path: file.role for file in facts.license_files}
    # Where the list of the release's own files was cut off, what lies behind the cut counts as its own.
    own = frozenset(facts.paths) if len(facts.paths) < MOST_PATHS else frozenset(hashes)
    for path, found in sorted(hashes.items()):
        kind = (stated(path) if stated else None) or kind_of_path(path)
        yield FileRecord(
            path=path,
            size=found.size,
            kind=None if path in texts or path not in own else kind,
            sha256=found.sha256,
            sha1=found.sha1,
            lfs=found.lfs,
            unhashed=None if found.problem is None else f"not hashed: {found.problem}",
            format=formats.get(path),
            license_role=texts.get(path),
            vendored=path not in own,
        )
