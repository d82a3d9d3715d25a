"""When a duty falls due: the actions that trigger it, in plain words, and the phase of the work that they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rail.model.late import dataclass
from rail.terms.flow import passing_on_duties

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rail.knowledge.store import Knowledge
    from rail.model.facts import RelationKind
    from rail.model.terms import Term, Terms

PHASES = ("make", "publish", "offer", "event")
_UNSTATED = "not-stated"
_BEFORE = "before "


@dataclass(frozen=True, slots=True)
class Moments:
    """The table of moments (``policy/patterns/duty-moments.yaml``).

    Attributes:
        words: action -> phase and words.
        duties: duty -> phase and words, whatever triggers it.
        made_by: relation -> what is done to make such a derivative.
        acts: relation -> the one action that names it.
    """

    words: Mapping[str, tuple[str, str]]
    duties: Mapping[str, tuple[str, str]]
    made_by: Mapping[str, frozenset[str]]
    acts: Mapping[str, str]

    def is_due(self, terms: Terms, duty: Term, kinds: Iterable[RelationKind]) -> bool:
        """Tell whether a duty can fall due for whoever makes and passes on a derivative of one of these kinds."""
        if duty in passing_on_duties(terms):
            return True
        return bool(self._concerning(duty, kinds))

    def _concerning(self, duty: Term, kinds: Iterable[RelationKind]) -> tuple[str, ...]:
        """Return the triggers of a duty without those by which other kinds of derivatives are made."""
        making = frozenset(action for actions in self.made_by.values() for action in actions)
        mine = frozenset(action for kind in kinds for action in self.made_by.get(kind.value, frozenset()))
        # What is not done in making any derivative, such as passing it on, may come to pass in each case.
        return tuple(action for action in duty.when if action in mine or action not in making)

    def phase(self, duty: Term) -> str:
        """Return the phase in which a duty is fulfilled: what must be there when it is published comes first."""
        if duty.about in self.duties:
            return self.duties[duty.about][0]
        found = {self.words[action][0] for action in duty.when or (_UNSTATED,) if action in self.words}
        return next((phase for phase in ("publish", "make", "offer", "event") if phase in found), "event")

    def deadline(self, duty: Term, kinds: Iterable[RelationKind]) -> str:
        """Return in words when a duty falls due for whoever makes a derivative of one of these kinds."""
        if duty.about in self.duties:
            return self.duties[duty.about][1]
        told = [
            self.words[action][1] if action in self.words else f"at: {action}"
            for action in self._concerning(duty, kinds)
        ]
        parts = list(dict.fromkeys(told)) or [self.words[_UNSTATED][1]]
        before = [part.removeprefix(_BEFORE) for part in parts if part.startswith(_BEFORE)]
        others = [part for part in parts if not part.startswith(_BEFORE)]
        return "; ".join(([f"{_BEFORE}{' or '.join(before)}"] if before else []) + others)


def moments_of(knowledge: Knowledge) -> Moments:
    """Return the table."""
    rows: list[dict[str, Any]] = knowledge.patterns("duty-moments")
    told = [row for row in rows if "moment" in row]
    made = [row for row in rows if "made-by" in row]
    return Moments(
        {row["moment"]: (row["phase"], row["words"]) for row in told if "duty" not in row},
        {row["moment"]: (row["phase"], row["words"]) for row in told if "duty" in row},
        {row["made-by"]: frozenset(row["actions"]) for row in made},
        {row["made-by"]: row["act"] for row in made},
    )
