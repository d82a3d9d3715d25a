"""The components of a release, the claims that speak about each, and the licence they agree on.

Evidence is ordered as ``ClaimSource`` lists it. The strongest place that names one licence decides, but only where no
other place that speaks about the whole component names another one: then the licence cannot be told (legal limits 6.1,
items 2 and 4). A changed or unknown text names nothing, and no weaker place makes up for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.model.facts import ClaimSource, Component, ComponentKind, LicenseClaim
from rail.model.identification import TextStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rail.artifacts.tally import Tally
    from rail.knowledge.store import Knowledge

_GRANTS = ("-plus", "-or-later", "-only")
_ORDER = {source: rank for rank, source in enumerate(ClaimSource)}
_SHOWN = 3
_UNSURE = frozenset({TextStatus.MODIFIED, TextStatus.UNKNOWN, TextStatus.NONE})


def build_components(claims: Sequence[LicenseClaim], tally: Tally, knowledge: Knowledge) -> tuple[Component, ...]:
    """Return one component for every kind that has files or that a place speaks about."""
    components: list[Component] = []
    for kind in ComponentKind:
        about = [index for index, claim in enumerate(claims) if kind in claim.governs and not claim.vendored]
        files = tally.kinds.get(kind)
        if files is None and not about:
            continue
        folder = files.folder or "" if files is not None else ""
        license_id, basis = _conclude([claims[index] for index in about], folder, knowledge)
        paths = tuple(files.paths) if files is not None else ()
        components.append(Component(kind, paths, files.count if files else 0, tuple(about), license_id, basis))
    return tuple(components)


def _conclude(claims: Sequence[LicenseClaim], folder: str, knowledge: Knowledge) -> tuple[str | None, str]:
    """Return the licence of a component and what it rests on, in words."""
    stated = [claim for claim in claims if claim.status_word == "states" and not _is_policy(claim, knowledge)]
    whole = _nearest([claim for claim in stated if _covers(claim.scope, folder)])
    ranked = sorted(whole, key=lambda claim: (_ORDER[claim.source], claim.location.path, claim.location.line or 0))
    unsure = next((claim for claim in ranked if claim.text and claim.text.status in _UNSURE), None)
    if unsure is not None:
        return None, f"{_place(unsure)} holds {unsure.value}"
    naming = [claim for claim in ranked if _named(claim)]
    if not naming:
        return None, _unnamed(stated)
    first = naming[0]
    against = [claim for claim in ranked if claim is not first and not _agree(first, claim, knowledge)]
    if against:
        return None, f"places disagree: {_list([first, *against])}"
    if first.license is None:
        return None, f"{_place(first)} names several: {first.value}"
    parts = [claim for claim in stated if claim not in whole and not _agree(first, claim, knowledge)]
    note = f"; parts differ: {_list(parts)}" if parts else ""
    return first.license, f"{_place(first)}{note}"


def _nearest(claims: Sequence[LicenseClaim]) -> list[LicenseClaim]:
    """Leave out the licence files of outer folders where an inner folder that holds the whole component has its own."""
    files = [claim for claim in claims if claim.source is ClaimSource.LICENSE_FILE]
    deepest = max((len(claim.scope) for claim in files), default=0)
    return [claim for claim in claims if claim.source is not ClaimSource.LICENSE_FILE or len(claim.scope) == deepest]


def _is_policy(claim: LicenseClaim, knowledge: Knowledge) -> bool:
    """A use policy limits a licence that stands elsewhere; it is no licence and contradicts none."""
    record = knowledge.license(claim.license) if claim.license else None
    return record is not None and record.kind == "use-policy"


def _unnamed(stated: Sequence[LicenseClaim]) -> str:
    """Say why no licence can be concluded although places speak."""
    if not stated:
        return "nothing states a licence"
    families = sorted({claim.family for claim in stated if claim.family})
    if any(_named(claim) for claim in stated):
        return f"only parts are spoken about: {_list(stated)}"
    if families:
        return f"only the family {', '.join(families)} is named"
    return f"no place names a licence that is known: {_list(stated)}"


def _named(claim: LicenseClaim) -> bool:
    return claim.license is not None or bool(claim.expression)


def _agree(one: LicenseClaim, other: LicenseClaim, knowledge: Knowledge) -> bool:
    """Two claims agree when they name the same text, or a family and its member; naming nothing is no disagreement.

    Two LICENSE files side by side agree only when they hold the same: a choice between them is not ours.
    """
    if not _named(other):
        return other.family is None or any(_in_family(name, other.family, knowledge) for name in _ids(one, knowledge))
    if one.source is other.source is ClaimSource.LICENSE_FILE and one.location.path != other.location.path:
        return _ids(one, knowledge) == _ids(other, knowledge)
    return bool(_ids(one, knowledge) & _ids(other, knowledge))


def _in_family(license_id: str, family: str, knowledge: Knowledge) -> bool:
    record, listed = knowledge.license(license_id), knowledge.family(family)
    if record is not None and record.family == family:
        return True
    return license_id.startswith(f"{family}-") or (listed is not None and license_id in listed.members)


def _ids(claim: LicenseClaim, knowledge: Knowledge) -> frozenset[str]:
    names = [claim.license] if claim.license else [knowledge.resolve(part).license or part for part in claim.expression]
    return frozenset(_text_id(name) for name in names)


def _text_id(license_id: str) -> str:
    for ending in _GRANTS:
        license_id = license_id.removesuffix(ending)
    return license_id


def _covers(scope: str, folder: str) -> bool:
    return not scope or folder == scope or folder.startswith(f"{scope}/")


def _place(claim: LicenseClaim) -> str:
    return f"{claim.source.value} {claim.location.path}"


def _list(claims: Sequence[LicenseClaim]) -> str:
    shown = list(dict.fromkeys(f"{_place(claim)} ({claim.license or claim.value})" for claim in claims))
    more = f", and {len(shown) - _SHOWN} more" if len(shown) > _SHOWN else ""
    return ", ".join(shown[:_SHOWN]) + more
