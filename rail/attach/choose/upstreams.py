"""Bases and data: each name is looked up in the lock, the Hub cache and the dated table, as ``rail ask`` does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rail.artifacts.lineage.graph import LineageBuilder, statement_of
from rail.artifacts.lineage.reader import Asked
from rail.artifacts.lineage.upstreams import inherited_upstreams, resolved_upstreams
from rail.model.facts import RelationKind, Upstream
from rail.model.lineage import NodeKind
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rail.attach.choose.answers import Answers, StatedUpstream
    from rail.knowledge.store import Knowledge
    from rail.model.lock import Lock

STATED = "your answer"
_DATA = frozenset({RelationKind.TRAINED_ON, RelationKind.EVALUATED_ON})


def answered_upstreams(answers: Answers, knowledge: Knowledge, lock: Lock | None) -> tuple[Upstream, ...]:
    """Return every base and data set of the answers, once for each licence that a place names, and what is behind them.

    A licence that is stated and one that is found both count where they differ.
    """
    stated = (*(answers.bases or ()), *(answers.data or ()))
    found: list[Upstream] = []
    for item in stated:
        found += _of_answer(item, knowledge, lock)
    return tuple(sorted(dict.fromkeys(found), key=_order))


def _of_answer(item: StatedUpstream, knowledge: Knowledge, lock: Lock | None) -> list[Upstream]:
    upstream = Upstream(item.how, item.name, "rail-yaml", Location("answers"))
    named = None if "/" in item.name else knowledge.resolve(item.name).license
    if named is not None:
        return [replace(upstream, license=named, resolved_by=STATED)]
    looked = _looked_up(upstream, knowledge, lock)
    license_id = knowledge.resolve(item.license).license if item.license else None
    if item.license and license_id is None:
        # What somebody calls it is known, what it says is not.
        return [*looked, replace(upstream, resolved_by=STATED, resolution_source=item.license)]
    if license_id is None:
        return looked
    own = replace(upstream, license=license_id, resolved_by=STATED)
    kept = [one for one in looked if one.via or (one.license not in (None, license_id))]
    return [own, *kept]


def _looked_up(upstream: Upstream, knowledge: Knowledge, lock: Lock | None) -> list[Upstream]:
    builder = LineageBuilder(knowledge, Asked(lock=lock).tellers(knowledge), "", NodeKind.MODEL)
    lineage = builder.build([statement_of(upstream)])
    return [*resolved_upstreams([upstream], lineage, builder), *inherited_upstreams(lineage)]


def is_untold(item: Upstream) -> bool:
    """Tell whether an upstream is data of unknown licence behind a base.

    It is told and not asked about, as ``rail ask`` does: that its terms reach so far is in dispute, and what they are
    is not known.
    """
    return bool(item.via) and item.kind in _DATA and item.license is None


def upstreams_for(part: str, artifacts: Iterable[str], upstreams: Iterable[Upstream]) -> tuple[Upstream, ...]:
    """Return the upstreams that the terms of one part must answer to, in the relation that the part has to them.

    A model stands to its bases as stated; an application bundles them; a data set is made from the data, and from the
    outputs of the models where no model is published beside it; code is made from neither, unless it is all there is.
    """
    parts = set(artifacts)
    found = []
    for item in upstreams:
        kind = _relation(part, parts, item)
        if kind is not None:
            found.append(item if kind is item.kind else replace(item, kind=kind))
    return tuple(found)


def _relation(part: str, parts: set[str], item: Upstream) -> RelationKind | None:
    is_data = item.kind in _DATA
    if item.kind is RelationKind.EVALUATED_ON:
        return None
    match part:
        case "model":
            return item.kind
        case "application":
            return item.kind if is_data else RelationKind.BUNDLES
        case "data" if is_data:
            return RelationKind.DERIVED
        case "data":
            return None if parts & {"model", "application"} else RelationKind.DISTILLED
        case _:
            return item.kind if parts == {"code"} else None


def is_asked(part: str, question: str) -> bool:
    """Tell whether the terms of a part hang on the answer to ``bases`` or ``data``."""
    return part in {"model", "application"} or (part == "data" and question == "data")


def _order(item: Upstream) -> tuple[int, str, str, str, tuple[str, ...], str]:
    return (len(item.via), item.name.lower(), item.name, item.kind.value, item.via, item.license or "")
