"""What stands beside the licences of a subject and may limit them: nobody weighed it, so it leaves an answer open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.identify.beside import names_of, passages_beside, words_of
from rail.model.facts import ClaimSource
from rail.terms.ask.answer import Instrument

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from rail.knowledge.store import Knowledge
    from rail.model.facts import Facts
    from rail.model.identification import Identification

_MOST = 5
_PROSE = frozenset({ClaimSource.CARD_PROSE, ClaimSource.BADGE})


def beside_texts(path: str, text: str, found: Collection[Identification], knowledge: Knowledge) -> Iterator[Instrument]:
    """Yield an instrument of unknown terms for each passage of a file that is no part of the licences found in it."""
    if not any(one.via == "text" and one.license for one in found):
        return
    passages = passages_beside(text, found, names_of(found, knowledge))
    for first, last in passages[:_MOST]:
        problem = f'Words beside the licence text, which nobody weighed: "{words_of(text, first, last)}"'
        yield Instrument(f"{path}:{first}-{last}", "licence", None, None, problem=problem)
    if len(passages) > _MOST:
        problem = f"{len(passages) - _MOST} more passages beside the licence text were not weighed."
        yield Instrument(path, "licence", None, None, problem=problem)


def limiting_prose(facts: Facts) -> Iterator[Instrument]:
    """Yield an instrument of unknown terms for each sentence of a card that states a limit, such as non-commercial.

    A card's prose is a weaker statement than a licence file, and no statement that disagrees makes an answer more
    permissive.
    """
    for claim in facts.claims:
        if claim.source in _PROSE and not claim.vendored and claim.status_word == "limits":
            problem = (
                f'The card states a limit, and whether it holds beside the licence cannot be told: "{claim.value}"'
            )
            yield Instrument(str(claim.location), "licence", None, None, problem=problem)
