"""A licence of one's own, as `rail compose` would write it from the answers: a record that is only planned."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.model.license import License, LicenseId, LicenseIds
from rail.model.terms import FlowDown, Term, TermKind, Terms
from rail.terms.flow import TRAVELLING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rail.attach.choose.answers import Answers
    from rail.knowledge.store import Knowledge
    from rail.model.facts import Upstream

_WORDS = re.compile(r"[^a-z0-9]+")


def own_type(answers: Answers) -> str:
    """Return the type of licence that the answers ask for: ``open``, ``research`` or ``closed``."""
    if answers.audience == "named" or answers.sharing in {"none", "unchanged"}:
        return "closed"
    return "research" if answers.audience == "research" or answers.commercial is False else "open"


def restrictions_of(
    answers: Answers, upstreams: Iterable[Upstream], knowledge: Knowledge
) -> tuple[tuple[str, ...], tuple[Term, ...]]:
    """Return the uses to forbid: the wished ones, and those of the bases that must travel, with the bases' terms."""
    travelling = tuple(_travelling(upstreams, knowledge))
    names = dict.fromkeys([*(answers.harms or ()), *(term.about for term in travelling)])
    return tuple(names), travelling


def planned_license(part: str, answers: Answers, upstreams: Sequence[Upstream], knowledge: Knowledge) -> License:
    """Return the record of the licence that would be composed for a part."""
    names, travelling = restrictions_of(answers, upstreams, knowledge)
    carried = {term.about for term in travelling}
    terms = [*_permissions(answers), *_limits(answers)]
    terms += [
        _term(TermKind.PROHIBITION, name) for name in names if name not in carried or name in (answers.harms or ())
    ]
    terms += travelling
    if answers.sharing == "same-terms":
        terms.append(_term(TermKind.DUTY, "share-alike"))
    name = _WORDS.sub("-", answers.licensor.lower()).strip("-") or "own"
    return License(
        id=LicenseId(f"LicenseRef-{name}-own-1.0"),
        name="a licence of your own",
        kind="license",
        family=None,
        date=None,
        version=None,
        steward=answers.licensor,
        artifacts=(part,),
        ids=LicenseIds(None, None, None),
        names=(),
        text=None,
        terms=Terms(FlowDown.SAME_RESTRICTIONS if names else FlowDown.COPY, tuple(terms)),
    )


def _travelling(upstreams: Iterable[Upstream], knowledge: Knowledge) -> Iterator[Term]:
    seen: set[str] = set()
    for item in upstreams:
        record = knowledge.license(item.license) if item.license else None
        if record is None or record.terms is None or str(record.id) in seen:
            continue
        seen.add(str(record.id))
        if record.terms.flow_down in TRAVELLING:
            yield from record.terms.of_kind(TermKind.PROHIBITION)


def _permissions(answers: Answers) -> Iterator[Term]:
    yield _term(TermKind.PERMISSION, "use")
    if answers.sharing != "none":
        yield _term(TermKind.PERMISSION, "distribute")
    if answers.sharing in {"allowed", "same-terms", ""}:
        yield _term(TermKind.PERMISSION, "modify")
    if answers.commercial and answers.audience != "research":
        yield _term(TermKind.PERMISSION, "commercial-use")


def _limits(answers: Answers) -> Iterator[Term]:
    if answers.audience == "research":
        yield _term(TermKind.LIMIT, "research-only")
    if answers.commercial is False:
        yield _term(TermKind.LIMIT, "non-commercial")
    if answers.audience == "named":
        yield _term(TermKind.LIMIT, "named-parties")
    if answers.sharing == "none":
        yield _term(TermKind.LIMIT, "no-distribution")
    if answers.sharing == "unchanged":
        yield _term(TermKind.LIMIT, "no-derivatives")


def _term(kind: TermKind, about: str) -> Term:
    return Term(f"own-{kind.value}-{about}", kind, about, "", "As you wish.")
