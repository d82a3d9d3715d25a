"""Whether a README offers a model: then it is what users of the model read, whatever else the repository holds.

The patterns are ``policy/patterns/model-offers.yaml``. A heading counts only with a link to weights below it: a tool's
README has headings about models too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from rail.knowledge.store import Knowledge
    from rail.model.card import Card

_LONGEST_LINE = 2000


class _Phrase(NamedTuple):
    match: re.Pattern[str]
    unless: re.Pattern[str] | None

    def says(self, text: str) -> bool:
        """Tell whether the words are there, and none that mean something else."""
        return self.match.search(text) is not None and (self.unless is None or self.unless.search(text) is None)


def offers_model(card: Card, knowledge: Knowledge) -> bool:
    """Tell whether a README offers weights that its own project made."""
    phrases: dict[str, list[_Phrase]] = {}
    for row in knowledge.patterns("model-offers"):
        unless = re.compile(row["unless"], re.IGNORECASE) if "unless" in row else None
        phrases.setdefault(row["offer"], []).append(_Phrase(re.compile(row["match"], re.IGNORECASE), unless))
    below = 0  # the level of a heading about models; what is deeper stands below it
    for section in card.sections:
        if not below or section.level <= below:
            below = section.level if any(phrase.says(section.title) for phrase in phrases["heading"]) else 0
        if below and any(phrase.says(section.body) for phrase in phrases["link"]):
            return True
    bodies = (card.preamble, *(section.body for section in card.sections))
    lines = (line for body in bodies for line in body.splitlines() if len(line) <= _LONGEST_LINE)
    return any(phrase.says(line) for line in lines for phrase in phrases["line"])
