"""The documents about the whole release that go with an attachment: terms for programs, ODRL, an SBOM."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rail.attach.setting import main_component
from rail.errors import InputError
from rail.model.attached import RELEASE

if TYPE_CHECKING:
    from collections.abc import Callable

    from rail.artifacts.sources.interface import Source
    from rail.attach.draft import Draft
    from rail.attach.plan import Drafted
    from rail.documents.inventory import Inventory
    from rail.knowledge.store import Knowledge
    from rail.model.facts import Facts

    Progress = Callable[[int, int], None]

SBOM_FILES = {"spdx": "sbom.spdx.json", "spdx3": "sbom.spdx3.json", "cyclonedx": "bom.cdx.json"}
_DAY = re.compile(rb'"(?:created|timestamp)": ?"(\d{4}-\d{2}-\d{2})')


def draft_documents(  # noqa: PLR0913 # what they depend on is named
    source: Source, draft: Draft, drafted: Drafted, *, sbom: str | None, as_of: str, progress: Progress | None = None
) -> tuple[list[str], list[str]]:
    """Draft the documents, and return the paths of those that are ours and what is to be said of the others.

    Args:
        source: the release as it is.
        draft: with all other files but ``rail.lock``.
        drafted: what was drafted.
        sbom: the kind of SBOM, ``none``, or ``None`` for the kinds that were written before, else SPDX.
        as_of: the date of a new document.
        progress: told bytes that were hashed, and of how many.
    """
    from rail.artifacts.collect import read_release
    from rail.artifacts.sources.overlay import OverlaySource
    from rail.attach.plan import finish

    ours: list[str] = []
    notes: list[str] = []

    def planned() -> Source:
        trial = draft.copy()
        finish(replace(drafted, written=(*drafted.written, *ours)), trial, (), as_of)  # who licenses stands in the lock
        return OverlaySource(source, trial.files())

    facts, knowledge = read_release(planned(), drafted.setting.knowledge, as_of=as_of)
    if _restricts(drafted) or _had_terms(drafted):
        for path, data in _terms(facts, knowledge, draft, drafted).items():
            _put(draft, drafted, path, data, "the terms for programs", ours, notes)
    kinds = _kinds(sbom, drafted.setting.facts)
    if kinds:
        whole = planned()
        facts, _ = read_release(whole, drafted.setting.knowledge, as_of=as_of)
        inventory_of = _inventory(whole, facts, knowledge, drafted, progress)
        for kind in kinds:
            path = SBOM_FILES[kind]
            _put(draft, drafted, path, _dated(kind, inventory_of, draft.read(path), as_of), "the SBOM", ours, notes)
    return ours, notes


def _restricts(drafted: Drafted) -> bool:
    from rail.model.terms import TermKind
    from rail.terms.consequences import EXCLUDING

    for holding in drafted.setting.holdings:
        terms = holding.record.terms
        limits = () if terms is None else terms.of_kind(TermKind.LIMIT)
        if next(holding.restrictions(), None) or any(term.about in EXCLUDING for term in limits):
            return True
    return False


def _had_terms(drafted: Drafted) -> bool:
    """Tell whether such documents were written for other terms, which would else go on standing there."""
    lock = drafted.setting.facts.lock
    return lock is not None and any(one.path.startswith("use-restrictions.") for one in lock.written)


def _licensor(drafted: Drafted) -> str | None:
    """Return who licenses, where one party licenses all that is attached."""
    names = {holding.attachment.licensor for holding in drafted.setting.holdings}
    return names.pop() if len(names) == 1 else None


def _terms(facts: Facts, knowledge: Knowledge, draft: Draft, drafted: Drafted) -> dict[str, bytes]:
    from hashlib import sha256

    from rail.documents.collected_terms import collect_terms
    from rail.documents.odrl.policy import FILE_NAME as ODRL_NAME
    from rail.documents.odrl.policy import write_release_policy
    from rail.documents.use_restrictions import FILE_NAME, write_use_restrictions

    paths = [file.location.path for file in facts.license_files]
    digests = {path: sha256(data).hexdigest() for path in paths if (data := draft.read(path)) is not None}
    terms = collect_terms(_as_attached(facts, drafted), knowledge, digests, licensor=_licensor(drafted))
    vocabulary = knowledge.vocabulary()
    return {
        FILE_NAME: write_use_restrictions(terms, vocabulary).encode(),
        ODRL_NAME: write_release_policy(terms, vocabulary).encode(),
    }


def _as_attached(facts: Facts, drafted: Drafted) -> Facts:
    """Return the facts with what was attached to a part, where its places disagree: these documents say what was."""
    main = main_component(drafted.setting.facts)
    by_kind = {holding.component: holding.record.id for holding in drafted.setting.holdings}
    if RELEASE in by_kind:
        by_kind.setdefault(main, by_kind[RELEASE])
    parts = (
        one
        if one.license is not None or one.kind.value not in by_kind
        else replace(one, license=by_kind[one.kind.value])
        for one in facts.components
    )
    return replace(facts, components=tuple(parts))


def _kinds(sbom: str | None, facts: Facts) -> tuple[str, ...]:
    if sbom == "none":
        return ()
    written = {one.path for one in facts.lock.written} if facts.lock else set()
    before = tuple(kind for kind, path in SBOM_FILES.items() if path in written)
    wanted = (sbom,) if sbom is not None else () if before else ("spdx",)
    return tuple(kind for kind in SBOM_FILES if kind in {*before, *wanted})


def _inventory(
    planned: Source, facts: Facts, knowledge: Knowledge, drafted: Drafted, progress: Progress | None
) -> Callable[[str], Inventory]:
    """Return what makes the inventory of a date; files are hashed once."""
    from rail.artifacts.model_config import read_model_config
    from rail.artifacts.project import read_project
    from rail.operations.report import hash_release, make_inventory, with_architecture

    hashes = {found.path: found for found in hash_release(planned, progress)}
    kind_of = read_project(planned).kind_of
    config = read_model_config(planned)
    licensor = _licensor(drafted)

    def of(day: str) -> Inventory:
        made = make_inventory(facts, knowledge, hashes, as_of=day, licensor=licensor, kind_of=kind_of)
        return with_architecture(made, config)

    return of


def _dated(kind: str, inventory_of: Callable[[str], Inventory], there: bytes | None, as_of: str) -> bytes:
    """Return the document, with the date of the one that is there where only the date would differ."""
    found = None if there is None else _DAY.search(there)
    if found is not None and (same := _written(kind, inventory_of(found[1].decode()))) == there:
        return same
    return _written(kind, inventory_of(as_of))


def _written(kind: str, inventory: Inventory) -> bytes:
    if kind == "cyclonedx":
        from rail.operations.report_cyclonedx import write_cyclonedx

        return write_cyclonedx(inventory)
    from rail.operations.report_spdx import write_spdx

    return write_spdx(inventory, "2.3" if kind == "spdx" else "3.0.1").data


def _put(  # noqa: PLR0913, PLR0917 # a private step
    draft: Draft, drafted: Drafted, path: str, data: bytes, why: str, ours: list[str], notes: list[str]
) -> None:
    from rail.attach.whole import write_whole

    try:
        ours.append(write_whole(draft, drafted.setting.facts, path, data, why))
    except InputError:
        notes.append(f"{path}: is somebody else's, or was changed; it was left as it is")
