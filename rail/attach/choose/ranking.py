"""The ranking: criteria in a fixed order, of which the first that differs decides; nothing is added up or weighted."""

from __future__ import annotations

from collections import Counter
from dataclasses import field
from typing import TYPE_CHECKING, cast

from rail.attach.choose.eligibility import Fit
from rail.attach.choose.wishes import State
from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rail.attach.choose.eligibility import Obstacle
    from rail.attach.choose.wishes import Met
    from rail.knowledge.store import Knowledge
    from rail.model.license import License
    from rail.terms.consequences import Consequence


@dataclass(frozen=True, slots=True)
class Choice:
    """One licence for one part, with everything that speaks for and against it.

    Attributes:
        license: the record.
        fit: how it stands to the upstreams.
        obstacles: what they have against it.
        rows: what it makes of each answer.
        unwished: uses that it forbids and nobody wished to forbid.
        consequences: what follows from it.
        is_held: its text is at hand here.
        numbers: criterion -> number, in the order of the ranking.
    """

    license: License
    fit: Fit
    obstacles: tuple[Obstacle, ...]
    rows: tuple[Met, ...]
    unwished: tuple[str, ...]
    consequences: tuple[Consequence, ...]
    is_held: bool
    numbers: Mapping[str, int] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The licence's id."""
        return str(self.license.id)

    @property
    def is_full(self) -> bool:
        """It meets every answer, be it in a narrower form or in part, and no upstream stands against it."""
        return self.fit is not Fit.IMPOSSIBLE and all(row.state is not State.UNMET for row in self.rows)

    def rank(self) -> tuple[tuple[int, ...], str]:
        """Return the key by which choices are put in order; no two are equal."""
        return tuple(self.numbers.values()), self.id


@dataclass(frozen=True, slots=True)
class Scale:
    """What is the same for all licences of a part.

    Attributes:
        part: the part.
        standing: facts that count for it.
        exemption: position -> effects, best first; empty where it does not count.
        frequency: licence -> how many well-known upstreams of the dated table are under it.
    """

    part: str
    standing: tuple[str, ...]
    position: str
    effects: tuple[str, ...]
    frequency: Mapping[str, int]

    def numbers(self, choice: Choice) -> dict[str, int]:
        """Return the numbers of a licence, in the order in which they decide."""
        harms = [row for row in choice.rows if row.answer.startswith("harms")]
        others = [row for row in choice.rows if not row.answer.startswith("harms")]
        facts = choice.license.facts
        return {
            "unmet": _count(others, State.UNMET),
            "open": _count(others, State.SILENT, State.PARTLY),
            "doubts": sum(one.fit is Fit.PERSON for one in choice.obstacles),
            "lacking": _count(harms, State.UNMET),
            "narrower": _count(harms, State.PARTLY, State.SILENT),
            "unwished": len(choice.unwished),
            "exemption": self._exemption(choice),
            "standing": sum(name not in facts or facts[name].value is not True for name in self.standing),
            "foreign": int(choice.license.artifacts[0] != self.part),
            "unheld": int(not choice.is_held),
            "rarer": sum(count > self.frequency.get(choice.id, 0) for count in self.frequency.values()),
        }

    def _exemption(self, choice: Choice) -> int:
        for item in choice.consequences:
            if self.effects and item.topic == "law" and item.about == self.position:
                return self.effects.index(item.value) if item.value in self.effects else len(self.effects)
        return 0


def scale_for(part: str, knowledge: Knowledge, *, eu: bool) -> Scale:
    """Return the scale of a part; the exemption counts only for what is offered in the EU."""
    asked = knowledge.questions("choose")
    exemption = cast("Mapping[str, object]", asked["exemption"])
    kind = "dataset" if part == "data" else "model"
    frequency = Counter(item.license for item in knowledge.upstreams(kind) if item.license)
    return Scale(
        part,
        tuple(cast("Mapping[str, Sequence[str]]", asked["standing"])[part]),
        str(exemption["position"]),
        tuple(cast("Sequence[str]", exemption["order"])) if eu else (),
        {str(name): count for name, count in frequency.items()},
    )


def _count(rows: Sequence[Met], *states: State) -> int:
    return sum(row.state in states for row in rows)
