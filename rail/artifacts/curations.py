"""``.rail/curations.yaml``: conclusions of people about facts of the release; they fill gaps and override nothing.

A curation gives a licence to a text that nobody knows, and to an upstream that is not resolved. Where a place of the
release names another licence, or a text is a known one that was changed, the evidence stands and the curation is only
shown: a claim that disagrees never makes an answer more permissive.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from rail.artifacts.lineage.graph import with_answer
from rail.artifacts.project_schema import schema_problems
from rail.artifacts.whole import read_whole
from rail.cards.encoding import decode_card
from rail.cards.yaml import read_yaml
from rail.errors import InputError
from rail.model.card import Map, Scalar, Sequence
from rail.model.curation import Curation
from rail.model.facts import ClaimSource
from rail.model.identification import TextStatus
from rail.model.lineage import LicenseAnswer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rail.artifacts.sources.interface import Source
    from rail.knowledge.store import Knowledge
    from rail.model.facts import LicenseClaim
    from rail.model.lineage import Lineage, Node

CURATIONS_FILE = ".rail/curations.yaml"
_CAP = 1 << 18
_UNREAD = frozenset({TextStatus.UNKNOWN, TextStatus.NONE})


def read_curations(source: Source) -> tuple[Curation, ...]:
    """Read the curations of a release.

    Raises:
        InputError: the file is there and cannot be used; the message has every place.
    """
    entry = source.find(CURATIONS_FILE)
    if entry is None:
        return ()
    return parse_curations(decode_card(read_whole(source, entry, _CAP))[0])


def parse_curations(text: str) -> tuple[Curation, ...]:
    """Return the curations of a file.

    Raises:
        InputError: it breaks the syntax or the schema, or a curation has no subject or two.
    """
    node, problems = read_yaml(text)
    wrong = [f"{problem.line}: {problem.message}" for problem in problems]
    wrong = wrong or ([] if node is None else schema_problems(node, "curations", CURATIONS_FILE))
    listed = node.get("curations") if isinstance(node, Map) else None
    items = [item for item in listed.items if isinstance(item, Map)] if isinstance(listed, Sequence) else []
    wrong = wrong or [problem for item in items if (problem := _subject_problem(item) or _date_problem(item))]
    if wrong:
        raise InputError("\n".join(f"{CURATIONS_FILE}:{one}" for one in wrong))
    return tuple(_curation(item) for item in items)


def curated_claims(
    claims: Iterable[LicenseClaim], curations: Iterable[Curation], knowledge: Knowledge, day: str | None
) -> list[LicenseClaim]:
    """Return the claims, those of texts that nobody knows with the licence that somebody concluded.

    Args:
        claims: what the places of the release say.
        curations: the conclusions; one that has expired is left out.
        knowledge: what their values mean.
        day: ISO date of the question; without one no curation is applied.
    """
    held = {item.subject: item for item in curations if item.fact == "license" and day is not None and item.holds(day)}
    return [_curated(claim, held.get(claim.location.path), knowledge) for claim in claims]


def curated_lineage(lineage: Lineage, curations: Iterable[Curation], knowledge: Knowledge, day: str | None) -> Lineage:
    """Return the lineage, those of its artefacts that nothing resolved with the licence that somebody concluded."""
    held = {
        item.subject.lower(): item
        for item in curations
        if item.fact == "upstream-license" and day is not None and item.holds(day)
    }
    if not held:
        return lineage
    return replace(
        lineage, nodes=tuple(_resolved(node, held.get(node.name.lower()), knowledge) for node in lineage.nodes)
    )


def curation_words(curations: Iterable[Curation], day: str | None) -> tuple[str, ...]:
    """Return every curation in words; one that has expired says so."""
    return tuple(
        item.words if day is None or item.holds(day) else f"{item.words} (expired, not used)" for item in curations
    )


def _curated(claim: LicenseClaim, curation: Curation | None, knowledge: Knowledge) -> LicenseClaim:
    if curation is None or claim.text is None or claim.text.status not in _UNREAD:
        return claim
    meant = knowledge.resolve(curation.value).license
    if meant is None:
        return claim
    return replace(claim, source=ClaimSource.CURATION, value=curation.words, license=meant, text=None)


def _resolved(node: Node, curation: Curation | None, knowledge: Knowledge) -> Node:
    if curation is None or node.licenses:
        return node
    meant = knowledge.resolve(curation.value).license
    if meant is None:
        return node
    where = f"{CURATIONS_FILE}:{curation.line}, {curation.who}: {curation.evidence}"
    return with_answer(node, LicenseAnswer("curation", "stated", meant, curation.value, where, on=curation.on))


def _subject_problem(item: Map) -> str | None:
    wanted, other = ("path", "upstream") if _text(item, "fact") == "license" else ("upstream", "path")
    if not _text(item, wanted):
        return f"{item.line}: the fact {_text(item, 'fact')!r} needs the key {wanted!r}"
    return f"{item.line}: the fact {_text(item, 'fact')!r} has no {other!r}" if _text(item, other) else None


def _date_problem(item: Map) -> str | None:
    for key in ("on", "expires"):
        try:
            date.fromisoformat(_text(item, key))
        except ValueError:
            return f"{item.line}: {key}: {_text(item, key)!r} is no day of the calendar"
    return None


def _curation(item: Map) -> Curation:
    words = {key: _text(item, key) for key in ("fact", "value", "who", "on", "evidence", "expires")}
    return Curation(subject=_text(item, "path") or _text(item, "upstream"), line=item.line, **words)


def _text(item: Map, key: str) -> str:
    value = item.get(key)
    return value.text if isinstance(value, Scalar) else ""
