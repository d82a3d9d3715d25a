"""Taking stock: facts, knowledge and digests of files become the inventory that all documents are written from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.documents.described import describe_card
from rail.documents.inventory import NOASSERTION, Inventory, Reference
from rail.documents.origins import origins_of
from rail.documents.parts import release_parts
from rail.documents.used_licenses import LicenseShelf, used_licenses
from rail.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rail.documents.inventory import FileRecord, Origin, Part, Restriction
    from rail.knowledge.store import Knowledge
    from rail.model.facts import Facts

_OWNED = re.compile(r"([\w.-]+)/[\w.-]+", re.ASCII)
_FILES = {
    "use-restrictions.json": "restrictions",
    "use_restrictions.json": "restrictions",
    "use-restrictions.odrl.jsonld": "odrl",
    "USE_RESTRICTIONS.md": "restrictions-text",
}
_ROLES = {"license": "license", "notice": "notice", "use-policy": "use-policy"}


def take_stock(
    facts: Facts, knowledge: Knowledge, files: Sequence[FileRecord], *, as_of: str, licensor: str | None = None
) -> Inventory:
    """Return the inventory of a release; it is sorted, and the same for the same arguments.

    Args:
        facts: what was read from it.
        knowledge: the records, joined by the release's own.
        files: its files with their digests.
        as_of: ISO date that the documents speak of.
        licensor: who licenses it; as `rail.lock` records it when not given.
    """
    files = tuple(sorted(files, key=lambda file: file.path))
    licensor = licensor or (facts.lock.licensor if facts.lock else None)
    parts = release_parts(facts, files, knowledge)
    origins = origins_of(facts, knowledge)
    shelf = LicenseShelf(facts, knowledge)
    own = list(dict.fromkeys(_own_ids(parts, facts)))
    above = [origin.license_id for origin in origins if origin.license_id and origin.license_id not in own]
    versions = tuple(dict.fromkeys(one.value for one in facts.contents.versions))
    owned = _OWNED.fullmatch(facts.name)
    return Inventory(
        name=facts.name,
        kind=facts.artifact,
        as_of=as_of,
        tool_version=__version__,
        knowledge_date=knowledge.date,
        main=parts[0],
        parts=parts,
        version=versions[0] if len(versions) == 1 else None,
        versions=versions,
        revision=facts.revision,
        url=_url(facts) if owned else None,
        owner=owned[1] if owned else None,
        licensor=licensor,
        files=files,
        origins=origins,
        licenses=used_licenses([*own, *above], shelf),
        restrictions=tuple(_restrictions(own, shelf)),
        inherited=tuple(_restrictions(list(dict.fromkeys(above)), shelf)),
        described=describe_card(facts.card, knowledge) if facts.card else None,
        references=tuple(_references(facts, files)),
        missing=tuple(_missing(parts, versions, origins, files, licensor)),
        overrides=facts.overrides,
    )


def _url(facts: Facts) -> str | None:
    """Return the page on the Hub that a copy in a Hub cache was taken from; no other name proves a page."""
    kind = "datasets/" if facts.artifact == "dataset" else ""
    return f"https://huggingface.co/{kind}{facts.name}" if facts.source == "hub-cache" else None


def _own_ids(parts: Sequence[Part], facts: Facts) -> Iterator[str]:
    """Yield the licences that the release's own parts are, or say they are, under, the main part's first."""
    components = {component.kind: component for component in facts.components}
    for part in parts:
        if part.license is not None:
            yield part.license
        claims = components[part.kind].claims if part.kind in components else ()
        for claim in (facts.claims[index] for index in claims):
            if claim.status_word == "states" and claim.license is not None:
                yield claim.license


def _restrictions(ids: Sequence[str], shelf: LicenseShelf) -> Iterator[Restriction]:
    """Yield every restriction once, also where a policy stands beside the licence that refers to it."""
    seen: set[tuple[str, str]] = set()
    for license_id in ids:
        for restriction in shelf.restrictions(license_id):
            key = (restriction.instrument, restriction.term)
            if key not in seen:
                seen.add(key)
                yield restriction


def _references(facts: Facts, files: Sequence[FileRecord]) -> Iterator[Reference]:
    """Yield the card, texts and restriction files of the release, each with its digest, in the order of their paths."""
    digests = {file.path: file.sha256 for file in files}
    found = {card.path: "card" for card in facts.cards[:1]} or {card.path: "readme" for card in facts.readmes[:1]}
    found |= {file.location.path: _ROLES.get(file.role, "license") for file in facts.license_files if not file.vendored}
    found |= {path: _FILES[path] for path in digests if path in _FILES}
    for path, what in sorted(found.items()):
        yield Reference(what, path, digests.get(path))


def _missing(
    parts: Sequence[Part],
    versions: Sequence[str],
    origins: Sequence[Origin],
    files: Sequence[FileRecord],
    licensor: str | None,
) -> Iterator[str]:
    """Yield what documents ask for and no place of the release states, with what would supply it."""
    if licensor is None:
        yield "licensor: nobody is recorded as licensor; `rail attach --licensor NAME` records one"
    if not versions:
        yield "version: no place states one; add `version:` to the card's front matter, or to CITATION.cff"
    elif len(versions) > 1:
        yield f"version: places name different ones ({', '.join(versions[:5])}); none was chosen"
    for part in parts:
        if part.concluded == NOASSERTION:
            yield f"licence of the {part.kind.value}: {part.basis}"
    for origin in origins:
        if origin.license == NOASSERTION:
            yield f"licence of {origin.name} ({origin.artifact}): unknown; `rail lock --online` asks the Hub"
    for file in files:
        if file.unhashed is not None:
            yield f"digest of {file.path}: {file.unhashed}"
