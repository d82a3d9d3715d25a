"""The terms of a release as its facts give them: what governs each component, where its text lies, and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.documents.release_terms import ComponentTerms, Instrument, ReleaseTerms, clause_words
from rail.documents.used_licenses import LicenseShelf
from rail.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rail.knowledge.store import Knowledge
    from rail.model.facts import Component, Facts
    from rail.model.license import License


def collect_terms(
    facts: Facts, knowledge: Knowledge, digests: Mapping[str, str | None], *, licensor: str | None = None
) -> ReleaseTerms:
    """Return the terms of a release; a component whose licence cannot be told has no instruments.

    Args:
        facts: what was read from it.
        knowledge: the records, joined by the release's own.
        digests: SHA-256 of its licence and policy files, by path.
        licensor: who licenses it; as `rail.lock` records it when not given.
    """
    shelf = LicenseShelf(facts, knowledge)
    versions = {one.value for one in facts.contents.versions}
    return ReleaseTerms(
        name=facts.name,
        knowledge_date=knowledge.date,
        components=tuple(_component(one, facts, knowledge, digests, shelf) for one in facts.components),
        licensor=licensor or (facts.lock.licensor if facts.lock else None),
        version=next(iter(versions)) if len(versions) == 1 else None,
    )


def with_policies(license_: License, knowledge: Knowledge) -> list[License]:
    """Return a licence, and behind it the use policies that belong to it; a policy by itself has none."""
    if license_.kind == "use-policy":
        return [license_]
    companions = (knowledge.license(name) for name in license_.companions)
    return [license_, *(one for one in companions if one is not None and one.kind == "use-policy")]


def quoted(license_: License, text: str | None) -> dict[str, str]:
    """Return the words of the clauses where the text is at hand and is the record's, else nothing."""
    if text is None:
        return {}
    try:
        return clause_words(license_, text)
    except InputError:
        return {}


def _component(
    component: Component, facts: Facts, knowledge: Knowledge, digests: Mapping[str, str | None], shelf: LicenseShelf
) -> ComponentTerms:
    license_ = knowledge.license(component.license) if component.license else None
    instruments = []
    for one in with_policies(license_, knowledge) if license_ else ():
        path = _path(str(one.id), component, facts)
        instruments.append(Instrument(one, path, digests.get(path) if path else None, quoted(one, shelf.text(one))))
    return ComponentTerms(component.kind.value, component.kind.value, tuple(instruments), component.paths)


def _path(license_id: str, component: Component, facts: Facts) -> str | None:
    """Return the file that holds a text: one that speaks of the component where there is one."""
    files = [
        file
        for file in facts.license_files
        if not file.vendored and any(found.license == license_id for found in file.identifications)
    ]
    files.sort(key=lambda file: (component.kind not in file.governs, file.location.path))
    return files[0].location.path if files else None
