"""The texts that a user names for a derivative: each is read first, and none is passed over in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.attach.text_check import ChangedTextError, match_text
from rail.attach.text_sources import read_named
from rail.identify.own import identify_with_own
from rail.model.identification import TextStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rail.attach.derive.derivation import Derivation
    from rail.knowledge.store import Knowledge
    from rail.model.license import License

Named = dict[str, tuple[tuple[str, bytes], ...]]


def read_texts(places: Iterable[str]) -> Named:
    """Return the files of each place, with where they are from.

    Raises:
        RailError: one of them is not there, cannot be read, or holds no licence file.
    """
    return {place: read_named(place) for place in places}


def unused_texts(named: Named, derivation: Derivation, knowledge: Knowledge) -> tuple[str, ...]:
    """Return a sentence on each place that holds none of the texts that a derivative must carry.

    Raises:
        ChangedTextError: one holds such a text changed, and not unchanged beside that.
    """
    needed = tuple(_needed(derivation))
    return tuple(
        _why_unused(place, files, needed, knowledge)
        for place, files in named.items()
        if not _serves(files, needed, knowledge)
    )


def _needed(derivation: Derivation) -> Iterator[License]:
    seen = set()
    for reaching in derivation.reached.licenses:
        for record in (reaching.record, *reaching.policies):
            if record.id not in seen:
                seen.add(record.id)
                yield record


def _serves(files: Sequence[tuple[str, bytes]], needed: Sequence[License], knowledge: Knowledge) -> bool:
    """Tell whether files hold one of the texts.

    Raises:
        ChangedTextError: one is held changed alone.
    """
    used: set[str] = set()
    matched: set[str] = set()
    changed: list[tuple[str, str, ChangedTextError]] = []
    for place, data in files:
        for record in needed:
            try:
                match_text(data, record, knowledge, place)
            except ChangedTextError as error:
                changed += [(place, record.id, error)] * error.changed
            else:
                used.add(place)
                matched.add(record.id)
    for place, license_id, wrong in changed:
        if place not in used and license_id not in matched:
            raise wrong
    return bool(used)


def _why_unused(place: str, files: Sequence[tuple[str, bytes]], needed: Sequence[License], knowledge: Knowledge) -> str:
    wanted = ", ".join(record.id for record in needed)
    asked = f"what must be carried are the texts of {wanted}" if wanted else "no text of an upstream must be carried"
    said = []
    for _, data in files:
        for one in identify_with_own(data, knowledge.own):
            if one.license and one.via == "text":
                changed = "" if one.status is TextStatus.CANONICAL else f"{one.status.value} "
                said.append(f"it holds the {changed}text of {one.license}, which is not needed")
            elif one.status is TextStatus.UNKNOWN:
                like = [record.id for record in needed if record.id in one.candidates]
                said += [f"it is only like the text of {name}" for name in like]
    found = "; ".join(dict.fromkeys(said)) or "no known licence text was found in it"
    return f"{place}: is not used: {found}; {asked}"
