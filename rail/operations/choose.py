"""Choose terms: from answers, and a release where there is one, to rankings with reasons, costs and obstacles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rail.attach.choose.answers import Answers
from rail.attach.choose.engine import PARTS, Shop
from rail.attach.choose.upstreams import answered_upstreams, is_untold
from rail.errors import InputError, NotBuiltError
from rail.knowledge.textpack import TextPack
from rail.model.facts import ComponentKind, RelationKind
from rail.model.record_age import record_ages
from rail.operations.choose_questions import question_rows, questions
from rail.operations.today import as_of_date
from rail.reports.choose import ChoiceReport, Proposal
from rail.reports.choose_page import SHOWN
from rail.reports.choose_uses import ForbiddenUses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.knowledge.store import Knowledge
    from rail.model.facts import Facts, Upstream
    from rail.model.license import License
    from rail.model.lock import Lock

_PART_OF = {ComponentKind.WEIGHTS: "model", ComponentKind.CODE: "code", ComponentKind.DATA: "data"}


def choose(answers: Answers, path: str | None = None, *, as_of: str | None = None) -> ChoiceReport:
    """Return the ranking for every part that the answers, or a release, speak of.

    Args:
        answers: what was answered.
        path: a release; what it states about its parts, bases and data is taken beside the answers.
        as_of: ISO date that the report speaks of; today in UTC when not given.

    Raises:
        InputError: nothing says what is published, a name is unknown, or the release cannot be read.
        SourceError: the release cannot be read safely.
    """
    from rail.operations.own import knowledge_here

    date = as_of_date(as_of)
    knowledge = knowledge_here()
    facts: Facts | None = None
    if path is not None:
        from rail.artifacts.collect import collect_release

        facts, knowledge = collect_release(path, knowledge, as_of=date)
    proposals = () if facts is None else tuple(_proposals(facts, answers))
    answers = _completed(answers, proposals, knowledge)
    answered = answered_upstreams(answers, knowledge, _lock(facts, knowledge))
    stated = () if facts is None else tuple(_asked(facts))
    everything = (*answered, *(item for item in stated if _is_new(item, answered)))
    upstreams = tuple(item for item in everything if not is_untold(item))
    unread = _unread(facts)
    shop = Shop(answers, upstreams, knowledge, lambda license_: _policies(license_, knowledge), _is_held, date, unread)
    parts = tuple(shop.part(part) for part in PARTS if part in answers.artifacts)
    return ChoiceReport(
        answers=answers,
        path=path,
        proposals=proposals,
        upstreams=upstreams,
        untold=tuple(dict.fromkeys(item.name for item in everything if is_untold(item))),
        unread=unread,
        parts=parts,
        questions={question.id: question.ask for question in questions()},
        options={(question.id, name): words for question in questions() for name, words in question.options},
        criteria=tuple((str(row["id"]), str(row["says"])) for row in question_rows(knowledge, "criteria")),
        ages=record_ages(choice.license for part in parts for choice in part.ranked[:SHOWN]),
        knowledge=knowledge,
        as_of=date,
    )


def release_says(path: str, as_of: str | None) -> tuple[Proposal, ...]:
    """Return what a release says about parts, bases and data.

    Raises:
        InputError: there is no such release.
        SourceError: it cannot be read safely.
    """
    from rail.artifacts.collect import collect_release
    from rail.operations.own import knowledge_here

    facts, _ = collect_release(path, knowledge_here(), as_of=as_of_date(as_of))
    return tuple(_proposals(facts, Answers()))


def forbidden_uses(answers: Answers, clauses: int) -> ForbiddenUses:
    """Return the uses that can be forbidden, each with the first clauses of the licences that could be granted.

    Args:
        answers: what is answered so far; the first part counts, a model where none is stated.
        clauses: how many clauses of each use.
    """
    from rail.attach.choose.harms import harms
    from rail.operations.own import knowledge_here

    knowledge = knowledge_here()
    answers = replace(answers, artifacts=answers.artifacts or ("model",), consider=(), harms=())
    upstreams = tuple(one for one in answered_upstreams(answers, knowledge, None) if not is_untold(one))
    shop = Shop(
        answers, upstreams, knowledge, lambda license_: _policies(license_, knowledge), _is_held, as_of_date(None)
    )
    part = next(part for part in PARTS if part in answers.artifacts)
    weighings = [shop.weighing(choice.license) for choice in shop.part(part).ranked]
    return ForbiddenUses(part, harms(weighings, knowledge.vocabulary(), clauses), knowledge)


def _completed(answers: Answers, proposals: tuple[Proposal, ...], knowledge: Knowledge) -> Answers:
    """Return the answers with ids for names, and with the parts that a release has where none were answered."""
    from rail.operations.licenses import license_named

    consider = tuple(dict.fromkeys(str(license_named(name, knowledge).id) for name in answers.consider))
    answers = replace(answers, consider=consider)
    if not answers.artifacts:
        parts = tuple(item.value for item in proposals if item.question == "artifacts")
        answers = replace(answers, artifacts=parts)
    if not answers.artifacts:
        message = "artifacts: nothing says what is published: expected some of model, code, data, application"
        raise InputError(message, "rail choose --artifact model, or a file of answers: rail choose --answers FILE")
    return replace(answers, artifacts=tuple(part for part in PARTS if part in answers.artifacts))


def _proposals(facts: Facts, answers: Answers) -> Iterator[Proposal]:
    """Yield what a release says about the first three questions."""
    if not answers.artifacts:
        for component in facts.components:
            part = _PART_OF.get(component.kind)
            if part is not None and component.count:
                yield Proposal(
                    "artifacts",
                    part,
                    f"{component.count} file{'' if component.count == 1 else 's'}, such as {component.paths[0]}",
                )
    for item in (one for one in _asked(facts) if not is_untold(one)):
        question = "data" if item.kind is RelationKind.TRAINED_ON else "bases"
        through = f", through {', '.join(item.via)}" if item.via else ""
        yield Proposal(question, item.name, f"{item.kind.value}, {item.location}{through}")


def _asked(facts: Facts) -> Iterator[Upstream]:
    """Yield the upstreams that a release's terms must answer to; data that only measured it is none."""
    yield from (item for item in facts.upstreams if item.kind is not RelationKind.EVALUATED_ON)


def _unread(facts: Facts | None) -> tuple[str, ...]:
    """Return what of a release could not be read and may name what it is built on."""
    from rail.checks.unread import may_hide_a_statement, unread_front_matter

    if facts is None:
        return ()
    problems = [f"{one.location}: {one.message}" for one in facts.problems if may_hide_a_statement(one)]
    return tuple(dict.fromkeys([*(skip.reason for skip in unread_front_matter(facts)), *problems]))


def _is_new(item: Upstream, known: tuple[Upstream, ...]) -> bool:
    """Tell whether an upstream of the release says something that the answers do not say already."""
    return not any(
        one.name.lower() == item.name.lower() and one.license == item.license and one.kind is item.kind for one in known
    )


def _lock(facts: Facts | None, knowledge: Knowledge) -> Lock | None:
    """Return the lock of the release, or of the folder in which the command was started."""
    if facts is not None:
        return facts.lock
    from rail.artifacts.lineage.lock import read_lock
    from rail.artifacts.sources.folder import FolderSource

    with FolderSource(".") as here:
        return read_lock(here, knowledge)


def _policies(license_: License, knowledge: Knowledge) -> dict[str, License | None]:
    from rail.operations.policies import policies_of

    policies = policies_of(license_.terms, knowledge)
    policies.pop(str(license_.id), None)
    return policies


def _is_held(license_: License) -> bool:
    """Tell whether this installation, or the project's own record, holds the text of a licence."""
    if license_.own_text is not None:
        return True
    try:
        held = TextPack.load().keys()
    except NotBuiltError:
        return False
    return str(license_.id) in held
