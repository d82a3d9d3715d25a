"""What a derivative of some upstreams owes, and what may be published as what."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from rail.errors import InputError, UnknownIdError
from rail.model.facts import Facts
from rail.model.lineage import NodeKind
from rail.model.lock import LOCK_FILE
from rail.model.record_age import record_ages
from rail.operations.today import as_of_date
from rail.reports.derive import DeriveReport

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rail.attach.derive.due import Due
    from rail.attach.derive.wanted import Wanted
    from rail.knowledge.store import Knowledge
    from rail.model.facts import RelationKind
    from rail.model.license import License
    from rail.model.lock import Lock


_LONGEST = 300  # characters of a name


def derive_from(  # noqa: PLR0913 # what an answer depends on is named
    bases: Sequence[str],
    how: str | None,
    *,
    data: Sequence[str] = (),
    license_name: str | None = None,
    name: str | None = None,
    path: str = ".",
    online: bool = False,
    as_of: str | None = None,
) -> DeriveReport:
    """Tell what a derivative of upstream models owes.

    Args:
        bases: names of the upstreams; ``NAME=HOW`` where one stands otherwise than ``how`` says.
        how: how the derivative is made; one of ``rail.attach.derive.wanted.HOWS``.
        data: names of data sets that it is trained on.
        license_name: what it is to be published under.
        name: what it is to be called.
        path: the folder whose ``rail.lock`` is asked about upstreams.
        online: ask the Hub as well.
        as_of: ISO date that the answer speaks of; today in UTC when not given.

    Raises:
        InputError: no upstream, or one without a relation, is named; or the lock cannot be read.
        UnknownIdError: no licence, or no relation, has this name.
    """
    from rail.attach.derive.derivation import derive
    from rail.attach.derive.wanted import Wanted
    from rail.operations.own import knowledge_here

    date = as_of_date(as_of)
    knowledge = knowledge_here()
    pairs = tuple(sorted({_base(stated, how) for stated in bases}, key=lambda pair: (pair[0].lower(), pair[1].value)))
    if not pairs:
        message = "name at least one upstream"
        raise InputError(message, "rail derive --from owner/name --how finetune")
    for base, _ in pairs:
        _check_is_no_license(base, knowledge)
    own = None if license_name is None else _license(license_name, knowledge)
    wanted = Wanted(pairs, tuple(sorted(set(data))), own, name)
    facts = planned_facts(wanted, knowledge, _lock(path, knowledge), date, online=online)
    derivation = derive(wanted, facts, knowledge)
    records = [reaching.record for reaching in derivation.reached.licenses]
    return DeriveReport(
        derivation,
        exact_words(derivation.dues, knowledge),
        record_ages([*records, *([] if own is None else [own])]),
        knowledge.vocabulary(),
        date,
        knowledge.date,
    )


def planned_facts(wanted: Wanted, knowledge: Knowledge, lock: Lock | None, as_of: str, *, online: bool) -> Facts:
    """Return the derivative as it is planned: no files yet, only its upstreams and what those are built on."""
    from rail.artifacts.lineage.graph import LineageBuilder, statement_of
    from rail.artifacts.lineage.reader import Asked
    from rail.artifacts.lineage.upstreams import inherited_upstreams, resolved_upstreams

    stated = wanted.stated()
    name = wanted.name or ""
    tellers = Asked(lock=lock, online=online, as_of=as_of).tellers(knowledge)
    builder = LineageBuilder(knowledge, tellers, name, NodeKind.MODEL)
    lineage = builder.build([statement_of(upstream) for upstream in stated])
    plain = Facts("folder", ".", None, name, "model", hub_style=True, files=0, bytes=0)
    return replace(
        plain,
        upstreams=(*resolved_upstreams(stated, lineage, builder), *inherited_upstreams(lineage)),
        lineage=lineage,
        lock=lock,
    )


def exact_words(dues: Iterable[Due], knowledge: Knowledge) -> dict[tuple[str, str], str]:
    """Return the words that a duty prescribes, by licence and term, where they are held here."""
    from rail.edits.document import EditError
    from rail.edits.texts import notice_words

    found: dict[tuple[str, str], str] = {}
    for due in dues:
        if "span" in due.term.params:
            try:
                found[due.record.id, due.term.id] = notice_words(due.record.id, due.term.id, knowledge)
            except EditError:
                continue  # the text is not held here; the report says where the clause stands
    return found


def _base(stated: str, how: str | None) -> tuple[str, RelationKind]:
    from rail.attach.derive.wanted import HOWS

    name, _, own = stated.partition("=")
    word = own or how
    if not name.strip() or not name.isprintable() or len(name) > _LONGEST:
        message = f"{stated[:_LONGEST]!r}: expected the name of an upstream, such as owner/name"
        raise InputError(message)
    if word is None:
        message = f"{name}: how is it used? One of {', '.join(HOWS)}"
        raise InputError(message, f"rail derive --from {name} --how finetune")
    if word not in HOWS:
        message = f"{stated}: {word!r} is no way to derive; one of {', '.join(HOWS)}"
        raise UnknownIdError(message)
    return name.strip(), HOWS[word]


def _check_is_no_license(base: str, knowledge: Knowledge) -> None:
    """Refuse a licence in the place of a model: what is owed depends on the model's own path of upstreams.

    Raises:
        InputError: the name is that of a licence, and of no model in the table.
    """
    found = None if "/" in base else knowledge.resolve(base).license
    if found is not None:
        message = f"{base}: is a licence ({found}), no model; expected the model that is under it, as owner/name"
        raise InputError(message, f"rail license show {found} --consequences tells what the licence itself asks")


def _license(stated: str, knowledge: Knowledge) -> License:
    from rail.knowledge.near_names import near_licenses

    found = knowledge.license(knowledge.resolve(stated).license or stated)
    if found is None:
        near = near_licenses(stated, knowledge)
        message = f"{stated!r}: no licence of this name is known here"
        raise UnknownIdError(message, f"did you mean {', '.join(near)}?" if near else "rail license list")
    return found


def _lock(path: str, knowledge: Knowledge) -> Lock | None:
    from rail.artifacts.lineage.lock import read_lock
    from rail.artifacts.sources.folder import FolderSource

    if not os.path.isfile(os.path.join(path, LOCK_FILE)):  # noqa: PTH113, PTH118 # starts faster than pathlib
        return None
    with FolderSource(path) as source:
        return read_lock(source, knowledge)
