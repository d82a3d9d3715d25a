"""A repository read into ``Facts``: one streaming pass over its files, then what they say about one another."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rail.artifacts.attached import lock_waivers
from rail.artifacts.card_claims import CardClaims
from rail.artifacts.card_files import read_cards
from rail.artifacts.components import build_components
from rail.artifacts.contents import read_contents
from rail.artifacts.curations import curated_claims, curation_words, read_curations
from rail.artifacts.data_descriptions import description_claims
from rail.artifacts.governs import named_kinds, settle
from rail.artifacts.interrupted import read_interrupted
from rail.artifacts.license_files import LicenseReader, license_file_claims
from rail.artifacts.lineage.lock import read_lock
from rail.artifacts.lineage.reader import Asked, with_lineage
from rail.artifacts.lineage.statements import StatementReader
from rail.artifacts.links import read_links
from rail.artifacts.overrides import apply_license_files, license_overrides, path_overrides, project_claims
from rail.artifacts.own import read_own_records
from rail.artifacts.package_metadata import read_metadata
from rail.artifacts.packages import foreign_packages, mark_vendored
from rail.artifacts.project import read_project
from rail.artifacts.reading import Reading
from rail.artifacts.reuse import read_dep5, read_reuse_toml, read_sidecar
from rail.artifacts.reuse_parts import told_by_reuse
from rail.artifacts.sources.archive import ArchiveSource, is_archive
from rail.artifacts.sources.excludes import Excludes
from rail.artifacts.sources.folder import FolderSource
from rail.artifacts.sources.git_refs import is_bare
from rail.artifacts.sources.hub_cache import HubCacheSource, find_snapshot, snapshot_at
from rail.artifacts.sources.paths import show_path
from rail.artifacts.sweep import Sweep
from rail.artifacts.weight_files import read_weights, weights_claims
from rail.errors import InputError
from rail.knowledge.store import Knowledge
from rail.model.facts import ClaimSource, ComponentKind, Facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rail.artifacts.project import Project
    from rail.artifacts.sources.interface import Source
    from rail.artifacts.tally import Tally
    from rail.knowledge.own import OwnRecord
    from rail.model.card import Card
    from rail.model.contents import Contents
    from rail.model.facts import LicenseClaim, LicenseFile, Upstream, WeightFile

_HUB_NAME = re.compile(r"[\w.-]+/[\w.-]+", re.ASCII)
_NAMING_CODE = frozenset(
    {ClaimSource.FILE_HEADER, ClaimSource.REUSE_TOML, ClaimSource.RAIL_YAML, ClaimSource.PACKAGE_METADATA}
)


def collect_facts(
    path: str,
    *,
    revision: str | None = None,
    hub: bool = False,
    knowledge: Knowledge | None = None,
    as_of: str | None = None,
) -> Facts:
    """Read a release.

    Args:
        path: a folder, an archive (zip, tar), a bare git repository (then its ``HEAD``), a snapshot in the Hub cache,
            or the ``owner/name`` of one.
        revision: a git revision to read instead of the files on disk.
        hub: treat it as a Hub repository although no card has a front matter.
        knowledge: the compiled records; the installed ones when not given.
        as_of: ISO date on which curations must hold; without one they are listed and none is applied.

    Raises:
        InputError: there is no such folder or revision, or its ``rail.yaml`` or ``.rail`` cannot be used.
        SourceError: the repository cannot be read safely.
    """
    return collect_release(path, knowledge or Knowledge.load(), revision=revision, hub=hub, as_of=as_of)[0]


def collect_release(  # noqa: PLR0913 # what to read, and four ways to read it
    path: str,
    knowledge: Knowledge,
    *,
    revision: str | None = None,
    hub: bool = False,
    as_of: str | None = None,
    online: bool = False,
) -> tuple[Facts, Knowledge]:
    """Read a release as ``collect_facts`` does, and return its facts with the knowledge that its own records join.

    Raises:
        InputError: as ``collect_facts``.
        SourceError: as ``collect_facts``.
    """
    with open_source(path, revision) as source:
        return read_release(source, knowledge, hub=hub, as_of=as_of, online=online)


def open_source(path: str, revision: str | None = None) -> Source:
    """Return the source that a path and a revision name; the caller closes it.

    Raises:
        InputError: there is nothing of that name, or it is no folder.
        SourceError: the repository cannot be read safely.
    """
    if not path or "\0" in path:
        message = f"{show_path(os.fsencode(path))!r}: no path"
        raise InputError(message)
    snapshot = snapshot_at(path, revision)
    if snapshot is None and _HUB_NAME.fullmatch(path) and not os.path.lexists(path):
        snapshot = find_snapshot(path)
    if snapshot is not None:
        return HubCacheSource(path, snapshot)
    if revision is None and is_archive(path):
        return ArchiveSource(path)
    if revision is None and is_bare(path):
        revision = "HEAD"
    if revision is None:
        return FolderSource(path)
    from rail.artifacts.sources.git import GitSource  # starts processes: not needed for a folder

    return GitSource(path, revision)


def read_release(
    source: Source, knowledge: Knowledge, *, hub: bool = False, as_of: str | None = None, online: bool = False
) -> tuple[Facts, Knowledge]:
    """Return everything that a source says, and the knowledge that its own records join.

    Raises:
        InputError: its ``rail.yaml`` or ``.rail`` cannot be used.
    """
    curations = read_curations(source)
    project = read_project(source)
    reading = Reading(source, knowledge)
    sweep = _swept(reading, project)
    knowledge = reading.knowledge = knowledge.with_own(own := read_own_records(source, sweep.own))
    files, words = _license_files(reading, sweep, project)
    cards, readmes, pages = read_cards(reading, sweep.cards, hub=hub)
    weights = read_weights(reading, sweep.weights)
    contents = read_contents(reading, sweep, cards, project)
    claims = [*_claims(reading, sweep, files, weights, contents), *project_claims(reading, project)]
    claims, files = told_by_reuse([*claims, *_card_claims(reading, sweep.tally, cards, readmes, claims)], files)
    claims = curated_claims(claims, curations, knowledge, as_of)
    offering = tuple(page for page in pages if page.kind == "model")
    stated = _stated(reading, project, sweep, (cards, (*readmes, *offering)), weights)
    facts = Facts(
        source=source.kind,
        path=source.root,
        revision=source.revision,
        name=project.name or source.name,
        artifact=project.artifact or _artifact(cards, readmes, sweep.tally, claims),
        hub_style=hub or source.kind == "hub-cache" or any(card.has_fence and "/" not in card.path for card in cards),
        files=sweep.tally.files,
        bytes=sweep.tally.bytes,
        components=build_components(claims, sweep.tally, knowledge),
        claims=tuple(claims),
        license_files=tuple(files),
        cards=cards,
        weights=weights,
        links=tuple(read_links((*cards, *readmes, *pages), source)),
        problems=tuple(sorted({*source.problems, *reading.problems}, key=lambda one: (one.location.path, one.kind))),
        overrides=tuple(dict.fromkeys((*words, *license_overrides(claims), *path_overrides(sweep.moved)))),
        excluded=source.excludes.met(),
        readmes=readmes,
        pages=pages,
        paths=tuple(sweep.paths),
        contents=contents,
        interrupted=read_interrupted(source),
    )
    asked = Asked(curations, as_of, read_lock(source, knowledge), online)
    return with_lineage(_with_own_words(facts, project, asked, own), knowledge, stated, asked), knowledge


def _with_own_words(facts: Facts, project: Project, asked: Asked, own: Sequence[OwnRecord]) -> Facts:
    """Return the facts with what the project says about itself and about how it wants to be checked."""
    return replace(
        facts,
        waivers=(*project.waivers, *(lock_waivers(asked.lock.attached) if asked.lock else ())),
        packs=project.packs,
        stage=project.stage,
        curations=curation_words(asked.curations, asked.as_of),
        own_records=tuple(record.path for record in own),
    )


def _swept(reading: Reading, project: Project) -> Sweep:
    reading.source.excludes = Excludes(project.excludes)
    sweep = Sweep(reading, project)
    for entry in reading.source.entries():
        sweep.add(entry)
    return sweep


def _stated(
    reading: Reading,
    project: Project,
    sweep: Sweep,
    cards: tuple[tuple[Card, ...], tuple[Card, ...]],
    weights: Sequence[WeightFile],
) -> tuple[Upstream, ...]:
    reader = StatementReader(reading, project.name or reading.source.name)
    return (*reader.read(*cards, sweep.configs, weights), *project.upstreams)


def _license_files(reading: Reading, sweep: Sweep, project: Project) -> tuple[list[LicenseFile], list[str]]:
    reader = LicenseReader(reading)
    found = [(entry, reader.read(entry, vendored=sweep.vendored.holds(entry.path))) for entry in sweep.licenses]
    files = [file for _, file in found if file is not None]
    packages = foreign_packages(files, sweep.package_folders, sweep.tally)
    sweep.vendored.add_packages(packages)
    settled = settle(mark_vendored(files, packages), sweep.tally, reading.knowledge)
    return apply_license_files(settled, project)


def _claims(
    reading: Reading, sweep: Sweep, files: Sequence[LicenseFile], weights: Sequence[WeightFile], contents: Contents
) -> list[LicenseClaim]:
    """Return the claims of all places but the cards, strongest kind of place first."""
    claims = [claim for file in files for claim in license_file_claims(file, reading.knowledge)]
    claims += sweep.headers.claims()
    for entry in sweep.sidecars:
        claims += read_sidecar(reading, entry, vendored=sweep.vendored.holds(entry.path))
    for entry in sweep.reuse:
        vendored = sweep.vendored.holds(entry.path)
        if entry.path.endswith("dep5"):
            claims += read_dep5(reading, entry, sweep.tally)
        else:
            claims += read_reuse_toml(reading, entry, sweep.tally, vendored=vendored)
    for entry in sweep.metadata:
        claims += read_metadata(reading, entry, vendored=sweep.vendored.holds(entry.path))
    claims += weights_claims(reading, weights)
    claims += description_claims(reading, contents.data_descriptions)
    return claims


def _card_claims(
    reading: Reading, tally: Tally, cards: Sequence[Card], readmes: Sequence[Card], claims: Sequence[LicenseClaim]
) -> list[LicenseClaim]:
    """Return what the cards state; they leave to others what others speak about by name."""
    specific = {
        kind
        for claim in claims
        for kind in claim.governs
        if not claim.vendored
        and (
            (claim.source in _NAMING_CODE and kind is ComponentKind.CODE)
            or (claim.source is ClaimSource.LICENSE_FILE and kind is ComponentKind.CODE and _spares_weights(claim))
            or (claim.source is ClaimSource.LICENSE_FILE and kind in named_kinds(claim.location.path))
        )
    }
    reader = CardClaims(reading, tally, frozenset(specific))
    found = [claim for card in cards for claim in reader.of_card(card)]
    return found + [claim for readme in readmes for claim in reader.of_readme(readme)]


def _spares_weights(claim: LicenseClaim) -> bool:
    """Tell whether a licence file leaves weights and data to another; the card's main licence is then that one."""
    return not claim.scope and not {ComponentKind.WEIGHTS, ComponentKind.DATA} & set(claim.governs)


def _artifact(cards: Sequence[Card], readmes: Sequence[Card], tally: Tally, claims: Sequence[LicenseClaim]) -> str:
    """Return what the release is: by its main card, else by its files, else by what its licence files speak about."""
    if cards and cards[0].kind in {"model", "dataset"}:
        return cards[0].kind
    if tally.has(ComponentKind.WEIGHTS) or any(readme.kind == "model" for readme in readmes):
        return "model"
    if cards and "/" not in cards[0].path and cards[0].has_fence and not tally.has(ComponentKind.DATA):
        return "model"  # what the Hub takes a repository for, unless it is told otherwise
    named = {kind for claim in claims if claim.source is ClaimSource.LICENSE_FILE for kind in claim.governs}
    if ComponentKind.WEIGHTS in named:
        return "model"
    if tally.has(ComponentKind.CODE) or ComponentKind.CODE in named:
        return "code"
    return "dataset" if tally.has(ComponentKind.DATA) or ComponentKind.DATA in named else "unknown"
