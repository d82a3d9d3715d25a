"""Which licences are looked at for a part, and which are not offered, each with why."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rail.knowledge.store import Knowledge
    from rail.model.facts import Upstream
    from rail.model.license import License


@dataclass(frozen=True, slots=True)
class NotOffered:
    """A licence that is kept out of the ranking.

    Attributes:
        license: its id.
        kind: ``policy``, ``no-terms``, ``translation``, ``fixed-licensor`` or ``superseded``.
        reason: in words.
    """

    license: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """The licences of one part: those that are ranked, and those that are not offered."""

    licenses: tuple[License, ...]
    not_offered: tuple[NotOffered, ...]


def shelf_for(part: str, upstreams: Sequence[Upstream], consider: Sequence[str], knowledge: Knowledge) -> Shelf:
    """Return the licences that may be chosen for a part.

    A licence that a base is under is always looked at: a derivative may have to be under it.

    Args:
        part: ``model``, ``code``, ``data`` or ``application``.
        upstreams: what the part is built on.
        consider: ids that are looked at though a later edition exists.
        knowledge: the records.
    """
    covering = _covering(part, knowledge)
    fixed = fixed_licensors(knowledge)
    given = {item.license for item in upstreams if item.license}
    licenses, not_offered = [], []
    for license_ in knowledge.licenses():
        if covering.isdisjoint(license_.artifacts):
            continue
        kept_out = _kept_out(license_, fixed, consider, knowledge)
        if kept_out is not None and (kept_out.kind in {"policy", "no-terms"} or str(license_.id) not in given):
            not_offered.append(kept_out)
        else:
            licenses.append(license_)
    return Shelf(tuple(licenses), tuple(not_offered))


def fixed_licensors(knowledge: Knowledge) -> dict[str, str]:
    """Return for each licence that only one licensor can grant why that is so (``policy/questions/licensors.yaml``)."""
    rows = cast("list[Mapping[str, object]]", knowledge.questions("licensors")["entries"])
    return {name: str(row["reason"]) for row in rows for name in cast("list[str]", row["licenses"])}


def _covering(part: str, knowledge: Knowledge) -> frozenset[str]:
    """Return the kinds of artefact of which a licence may speak in order to be one for the part."""
    covered_by = cast("Mapping[str, Sequence[str]]", knowledge.questions("choose")["covered_by"])
    return frozenset(covered_by.get(part, (part,)))


def _kept_out(
    license_: License, fixed: Mapping[str, str], consider: Sequence[str], knowledge: Knowledge
) -> NotOffered | None:
    own = str(license_.id)
    if license_.kind == "use-policy":
        return NotOffered(own, "policy", "A policy forbids and grants nothing.")
    if license_.terms is None:
        return NotOffered(own, "no-terms", "Nobody has recorded its terms.")
    if license_.translation_of is not None:
        return NotOffered(own, "translation", f"A translation of {license_.translation_of}.")
    if own in fixed:
        return NotOffered(own, "fixed-licensor", fixed[own])
    later = None if license_.successor is None else knowledge.license(str(license_.successor))
    if later is not None and own not in consider:
        return NotOffered(own, "superseded", f"{later.id} is a later edition.")
    return None
