"""SPDX documents of a release: written from its inventory and validated first; and those of others, checked."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from rail.errors import InputError
from rail.operations.others_file import read_others_file
from rail.operations.today import as_of_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.documents.inventory import Inventory


class Written(NamedTuple):
    """A document, and what it leaves open because no place states it."""

    data: bytes
    missing: tuple[str, ...]


class SpdxCheck(NamedTuple):
    """What a check of a document says.

    Attributes:
        edition: ``2.3`` or ``3.0.1``.
        format: ``json``, ``yaml``, ``xml``, ``rdf`` or ``tag``.
        problems: what makes it invalid, or a claim in it untrue.
        gaps: minimum fields of the profiles that it lacks, and does not claim to have.
    """

    edition: str
    format: str
    problems: tuple[str, ...]
    gaps: tuple[str, ...] = ()


def stated_inventory(
    inventory: Inventory, *, supplier: str | None = None, released: str | None = None, location: str | None = None
) -> Inventory:
    """Return an inventory with what a person says and no file of a release does.

    Args:
        inventory: of the release.
        supplier: who publishes it.
        released: ISO date of its release.
        location: the URL where it is to be had.

    Raises:
        InputError: the date is none, or the location no URL.
    """
    if location is not None and not location.startswith(("https://", "http://", "git+https://")):
        message = f"--download-location: {location!r} is no URL; expected https://..."
        raise InputError(message)
    try:
        day = None if released is None else as_of_date(released)
    except InputError as error:
        message = f"--released: {released!r} is no date; expected YYYY-MM-DD"
        raise InputError(message) from error
    return replace(
        inventory,
        supplier=supplier or inventory.supplier,
        released=day or inventory.released,
        url=location or inventory.url,
    )


def write_spdx(inventory: Inventory, spec: str = "2.3", format_name: str = "json") -> Written:
    """Return an SPDX document.

    Args:
        inventory: of the release.
        spec: ``2.3`` or ``3.0.1``.
        format_name: ``json``, ``yaml``, ``xml``, ``rdf`` or ``tag``; 3.0.1 is JSON-LD only, by the name ``json``.

    Raises:
        InputError: there is no such format of this edition, or the document would not be valid.
    """
    if spec == "2.3":
        from rail.documents.spdx2.document import spdx2_document
        from rail.documents.spdx2.formats import spdx2_bytes

        return Written(spdx2_bytes(spdx2_document(inventory), format_name), inventory.missing)
    if format_name != "json":
        message = f"--format {format_name}: SPDX 3.0.1 is written as JSON-LD only; expected json"
        raise InputError(message)
    from rail.documents.spdx3.document import spdx3_bytes

    data = spdx3_bytes(inventory)
    return Written(data, (*inventory.missing, *_gaps_in_words(data, inventory.name)))


def check_spdx(path: str) -> SpdxCheck:
    """Return what is wrong with an SPDX document of anybody.

    Raises:
        InputError: it cannot be read, or is no SPDX document.
    """
    data = read_others_file(path)
    text = data.decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if text.startswith("{") and '"@context"' in text:
        return _check_spdx3(data)
    from rail.documents.spdx2.formats import read_spdx2, spdx2_problems

    name = _format(text)
    return SpdxCheck("2.3", name, spdx2_problems(read_spdx2(data, name)))


def _check_spdx3(data: bytes) -> SpdxCheck:
    from rail.documents.spdx3.document import read_spdx3
    from rail.documents.spdx3_profile import claimed_profiles, profile_gaps

    read_spdx3(data)
    document = json.loads(data)
    claimed = claimed_profiles(document)
    gaps = profile_gaps(document)
    untrue = tuple(str(gap) for gap in gaps if gap.profile in claimed)
    return SpdxCheck("3.0.1", "json", untrue, tuple(str(gap) for gap in gaps if gap.profile not in claimed))


def _format(text: str) -> str:
    if text.startswith("{"):
        return "json"
    if text.startswith("<"):
        return "rdf" if "<rdf:RDF" in text[:20_000] else "xml"
    return "tag" if "SPDXVersion:" in text[:20_000] else "yaml"


def _gaps_in_words(data: bytes, name: str) -> Iterator[str]:
    """Yield what the profiles ask for: of the release field by field, of what it is built on as a number."""
    from rail.documents.plain_text import line_of
    from rail.documents.spdx3_profile import profile_gaps

    gaps = profile_gaps(json.loads(data))
    own = [gap for gap in gaps if "#Origin-" not in gap.element]
    yield from (str(gap) for gap in own)
    if len(gaps) > len(own):
        names = len({gap.element for gap in gaps if gap not in own})
        more = len(gaps) - len(own)
        yield f"{more} fields that the profiles ask for, of {names} artefacts that {line_of(name)} is built on"
    if gaps:
        profiles = " and ".join(sorted({gap.profile for gap in gaps}))
        yield f"so the document does not claim conformance with the profiles: {profiles}"
