"""The texts that a derivative must carry: as the release holds them, as an upstream came with them, or elsewhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rail.attach.filling import fill_text
from rail.attach.text_check import canonical_characters, match_text
from rail.attach.text_sources import LicenseText, TextOffer, obtain_text
from rail.errors import RailError
from rail.model.identification import TextStatus
from rail.model.late import dataclass
from rail.model.upstream_names import is_local_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rail.attach.derive.derivation import Derivation
    from rail.attach.draft import Draft
    from rail.knowledge.store import Knowledge
    from rail.model.facts import Facts, LicenseFile
    from rail.model.license import License


@dataclass(frozen=True, slots=True)
class Offered:
    """Where texts may be taken from, beside the release, the upstreams on this machine and the text pack.

    Attributes:
        places: ``--text``: files, folders, or repositories of the Hub cache.
        fetch: ``--fetch``: addresses that records pin may be asked.
    """

    places: tuple[str, ...] = ()
    fetch: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """One text that is to be carried.

    Attributes:
        record: the licence or policy.
        text: its text; ``None`` where it is not at hand.
        path: the file of the release that holds it already, or ``None``.
        problem: why it is not at hand.
    """

    record: License
    text: LicenseText | None
    path: str | None = None
    problem: str = ""


def held_texts_of(
    derivation: Derivation, facts: Facts, draft: Draft, knowledge: Knowledge, offered: Offered
) -> dict[str, Held]:
    """Return the texts of all licences and policies that reach a derivative, by id."""
    found: dict[str, Held] = {}
    for reaching in derivation.reached.licenses:
        names = [one.name for one in reaching.upstreams if not one.via]
        for record in (reaching.record, *reaching.policies):
            if record.id not in found:
                found[record.id] = _held(record, facts, draft, knowledge, _Places(tuple(names), offered))
    return found


@dataclass(frozen=True, slots=True)
class _Places:
    upstreams: tuple[str, ...]
    offered: Offered


def _held(record: License, facts: Facts, draft: Draft, knowledge: Knowledge, places: _Places) -> Held:
    for file in facts.license_files:
        data = draft.read(file.location.path) if not file.vendored and _holds(file, record.id) else None
        if data is not None:
            text = _as_text(data, record, knowledge)
            elsewhere = _elsewhere(record, knowledge, places) if text is None else Held(record, text)
            return replace(elsewhere, path=file.location.path)
    return _elsewhere(record, knowledge, places)


def _elsewhere(record: License, knowledge: Knowledge, places: _Places) -> Held:
    """Return a text from what the user names, the upstreams on this machine, the pack, or the record's address."""
    for offer in _offers(places):
        try:
            return Held(record, obtain_text(record, knowledge, offer))
        except RailError:
            continue
    try:
        text = obtain_text(record, knowledge, TextOffer(fetch=places.offered.fetch))
    except RailError as error:
        hint = f" ({error.hint})" if error.hint else ""
        return Held(record, None, problem=f"{error.message}{hint}")
    if fill_text(text, record, {}).missing:
        whose = " and ".join(places.upstreams) or "the upstream"
        problem = (
            f"its copyright line names who holds the rights in {whose}, which is not known here; "
            f"take it from there: --text FILE"
        )
        return Held(record, None, problem=problem)
    return Held(record, text)


def _offers(places: _Places) -> Iterator[TextOffer]:
    """Yield what may hold the upstream's own copy: what the user names, then its snapshot on this machine."""
    for place in places.offered.places:
        yield TextOffer(text=place)
    for name in places.upstreams:
        if "/" in name and not is_local_path(name):
            yield TextOffer(text=name)


def _as_text(data: bytes, record: License, knowledge: Knowledge) -> LicenseText | None:
    try:
        matched = match_text(data, record, knowledge, "the release")
    except RailError:
        return None
    return LicenseText(record.id, data, matched, "release", "the release", canonical_characters(data, record))


def _holds(file: LicenseFile, license_id: str) -> bool:
    """Tell whether a file holds the unchanged text of a licence; its use policy may stand in the same file."""
    return any(
        found.status is TextStatus.CANONICAL and found.via == "text" and found.license == license_id
        for found in file.identifications
    )


def only_missing(held: Iterable[Held]) -> tuple[Held, ...]:
    """Return the texts that are not at hand."""
    return tuple(one for one in held if one.text is None and one.path is None)
