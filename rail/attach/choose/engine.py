"""The choice itself: every licence that may be granted for a part, held against the answers and the upstreams."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from rail.attach.choose.candidates import shelf_for
from rail.attach.choose.eligibility import Fit, Judge, Obstacle, fit_of, rules_named
from rail.attach.choose.own import planned
from rail.attach.choose.ranking import Choice, scale_for
from rail.attach.choose.stuck import stuck
from rail.attach.choose.upstreams import is_asked, upstreams_for
from rail.attach.choose.wishes import State, Weighing, held_against, unwished
from rail.model.facts import RelationKind
from rail.model.late import dataclass
from rail.terms.consequences import consequences

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rail.attach.choose.answers import Answers
    from rail.attach.choose.candidates import NotOffered
    from rail.attach.choose.own import Planned
    from rail.attach.choose.ranking import Scale
    from rail.attach.choose.stuck import Stuck
    from rail.knowledge.store import Knowledge
    from rail.model.facts import Upstream
    from rail.model.license import License

# The order in which parts are shown.
PARTS = ("model", "code", "data", "application")
_LOOKED = "it is neither in the lock, nor in the Hub cache, nor in the dated table, and you named no licence"


@dataclass(frozen=True, slots=True)
class OwnLicense:
    """What composing a licence of one's own would give for a part.

    Attributes:
        choice: the planned licence, weighed like any other.
        planned: what it would be.
        adds: in words, what it does that no licence of the ranking does.
    """

    choice: Choice
    planned: Planned
    adds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartChoice:
    """The ranking of one part.

    Attributes:
        part: ``model``, ``code``, ``data`` or ``application``.
        ranked: best first; what is impossible is not among them.
        impossible: sorted by id.
        not_offered: licences that are kept out, with why.
        own: a licence of one's own, where composing one adds something.
        stuck: why nothing meets every answer, where nothing does.
        together: where nothing is possible alone, the licences of the bases that can stand beside one another.
    """

    part: str
    ranked: tuple[Choice, ...]
    impossible: tuple[Choice, ...]
    not_offered: tuple[NotOffered, ...]
    own: OwnLicense | None
    stuck: Stuck | None
    together: tuple[str, ...] = ()

    @property
    def fit(self) -> Fit:
        """How well the first of the ranking stands to the upstreams; several licences at once are for a person."""
        if self.ranked:
            return self.ranked[0].fit
        return Fit.PERSON if self.together else Fit.IMPOSSIBLE


@dataclass(frozen=True, slots=True)
class Shop:
    """What is the same for all parts.

    Attributes:
        answers: the answers.
        upstreams: all upstreams of the answers, and of a release.
        knowledge: the records.
        policies_of: gives the policies that a licence takes in, as far as they have records.
        is_held: tells whether the text of a licence is at hand.
        day: the day of the report.
        unread: what of a release could not be read, in words: it may name bases or data.
    """

    answers: Answers
    upstreams: tuple[Upstream, ...]
    knowledge: Knowledge
    policies_of: Callable[[License], dict[str, License | None]]
    is_held: Callable[[License], bool]
    day: str
    unread: tuple[str, ...] = ()

    def part(self, part: str) -> PartChoice:
        """Return the ranking of one part."""
        answers, knowledge = self.answers, self.knowledge
        upstreams = upstreams_for(part, answers.artifacts, self.upstreams)
        shelf = shelf_for(part, upstreams, answers.consider, knowledge)
        rules = rules_named(cast("list[str]", knowledge.questions("choose")["rules"]), knowledge)
        judge = Judge(upstreams, rules, knowledge)
        unknown = self._unknown(part, judge)
        scale = scale_for(part, knowledge, eu=bool(answers.eu))
        choices = [self._choice(license_, judge, unknown, scale) for license_ in shelf.licenses]
        choices.sort(key=Choice.rank)
        ranked = tuple(choice for choice in choices if choice.fit is not Fit.IMPOSSIBLE)
        impossible = sorted((choice for choice in choices if choice.fit is Fit.IMPOSSIBLE), key=lambda one: one.id)
        data = frozenset(item.name for item in self.upstreams if item.kind is RelationKind.TRAINED_ON)
        full = any(choice.is_full for choice in ranked)
        plan = planned(part, answers, upstreams, knowledge, self.day)
        own = None if plan is None else self._choice(plan.license, judge, unknown, scale)
        return PartChoice(
            part,
            ranked,
            tuple(impossible),
            shelf.not_offered,
            None if plan is None or own is None else _own_license(own, plan, ranked, answers),
            None if full else stuck(choices, data),
            () if ranked or unknown else judge.together(),
        )

    def weighing(self, license_: License) -> Weighing:
        """Return a licence with its policies, ready to be held against answers."""
        policies = self.policies_of(license_).values()
        leaves_out = tuple(cast("list[str]", self.knowledge.questions("choose")["leaves_out"]))
        held = tuple(policy for policy in policies if policy is not None)
        return Weighing(license_, held, self.knowledge.vocabulary(), leaves_out)

    def _choice(self, license_: License, judge: Judge, unknown: Sequence[Obstacle], scale: Scale) -> Choice:
        knowledge = self.knowledge
        weighing = self.weighing(license_)
        obstacles = (*judge.obstacles(license_), *unknown)
        choice = Choice(
            license_,
            fit_of(obstacles),
            obstacles,
            held_against(self.answers, weighing),
            unwished(self.answers.harms or (), weighing),
            consequences(license_, knowledge.positions(), knowledge.vocabulary(), self.policies_of(license_)),
            self.is_held(license_),
        )
        return replace(choice, numbers=scale.numbers(choice))

    def _unknown(self, part: str, judge: Judge) -> tuple[Obstacle, ...]:
        """Return what is not known of the upstreams: while there is something, no choice is called possible."""
        found = [
            Obstacle(
                "training-data-license-unknown" if item.kind is RelationKind.TRAINED_ON else "upstream-license-unknown",
                Fit.UNKNOWN,
                (item.name,),
                (*item.via, item.name),
                f"The terms of {item.name} are not known: {_why(item, self.knowledge)}.",
            )
            for item in judge.unknown()
        ]
        for question, what in (("bases", "what it is built on"), ("data", "what it was trained on or made from")):
            if is_asked(part, question) and not self.answers.is_answered(question) and not self._has(question):
                found.append(Obstacle("", Fit.UNKNOWN, (), (), f"It is not stated {what}; `none` is an answer too."))
        if part != "code":
            found += [
                Obstacle("", Fit.UNKNOWN, (), (), f"Not read, and it may name upstreams: {one}.") for one in self.unread
            ]
        return tuple(found)

    def _has(self, question: str) -> bool:
        is_data = question == "data"
        return any((item.kind is RelationKind.TRAINED_ON) == is_data for item in self.upstreams)


def _why(item: Upstream, knowledge: Knowledge) -> str:
    known = knowledge.base(item.name) or knowledge.dataset(item.name)
    if item.license:
        return f"nobody has recorded those of {item.license} here"
    if item.resolution_source and item.resolved_by == "your answer":
        return f"you call its licence {item.resolution_source!r}, which names no licence that is known here"
    if item.resolution_source:
        stated = f", which has it as {known.stated!r}" if known is not None and known.stated else ""
        note = f" ({known.note.rstrip('.')})" if known is not None and known.note else ""
        return f"it is not settled by {item.resolution_source}{stated}{note}"
    return _LOOKED


def _own_license(own: Choice, plan: Planned, ranked: Sequence[Choice], answers: Answers) -> OwnLicense | None:
    """Return what composing adds; ``None`` where it meets less, or a licence of the ranking does all that as it is."""
    if any(row.state is State.UNMET for row in own.rows):
        return None
    best = next((choice for choice in ranked if choice.is_full), None)
    if best is None:
        return OwnLicense(own, plan, ("it meets what no licence here meets at once",))
    adds = []
    if best.numbers["narrower"] > own.numbers["narrower"]:
        adds.append("wished restrictions in their full width")
    if best.numbers["open"] > own.numbers["open"]:
        adds.append(f"what {best.id} leaves open or meets in part")
    if answers.harms and len(best.unwished) > len(own.unwished):
        adds.append(
            f"only {len(own.unwished) or 'none'} of the further uses that {best.id} forbids ({len(best.unwished)})"
        )
    return OwnLicense(own, plan, tuple(adds)) if adds else None
