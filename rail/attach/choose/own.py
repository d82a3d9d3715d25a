"""A licence of one's own, as ``rail compose`` writes it from the answers: composed and weighed, and written nowhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.attach.compose.answers import read_answers
from rail.attach.compose.compose import compose
from rail.attach.compose.library import read_library
from rail.errors import InputError
from rail.knowledge.decode import decode_license
from rail.model.late import dataclass
from rail.model.terms import TermKind
from rail.terms.ask.words import ancestors
from rail.terms.flow import TRAVELLING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rail.attach.choose.answers import Answers
    from rail.attach.compose.library import Library
    from rail.knowledge.store import Knowledge
    from rail.model.facts import Upstream
    from rail.model.license import License

# A composed licence restricts some use at least; this one says least.
LEAST = "unlawful-use"
VERSION = "1.0"


@dataclass(frozen=True, slots=True)
class Planned:
    """A licence that would be composed.

    Attributes:
        license: its record.
        type: ``open``, ``research`` or ``closed``.
        name: what it would be called.
        restrictions: uses that it restricts.
    """

    license: License
    type: str
    name: str
    restrictions: tuple[str, ...]


def own_type(answers: Answers) -> str:
    """Return the type of licence that the answers ask for: ``open``, ``research`` or ``closed``."""
    if answers.audience == "named" or answers.sharing in {"none", "unchanged"}:
        return "closed"
    return "research" if answers.audience == "research" or answers.commercial is False else "open"


def planned(
    part: str, answers: Answers, upstreams: Sequence[Upstream], knowledge: Knowledge, day: str
) -> Planned | None:
    """Return the licence that would be composed for a part; ``None`` where a wish has no clause.

    It restricts the wished uses, and those of the bases that must travel, each without narrowing words.
    """
    library = read_library(knowledge.clauses(), knowledge.vocabulary().kinds["uses"])
    uses = tuple(dict.fromkeys([*(answers.harms or ()), *_travelling(upstreams, knowledge)]))
    restrictions = tuple(dict.fromkeys(use for wish in uses for use in _clauses_of(wish, library, knowledge)))
    if uses and not restrictions:
        return None
    name = f"{part.capitalize()} License"
    licensor = answers.licensor or "The Licensor"
    content = {
        "licensor": licensor,
        # rail compose asks for a short name where none can be made; the choice does not hang on it.
        **({} if re.search("[a-z0-9]", licensor, re.IGNORECASE | re.ASCII) else {"licensor_id": "own"}),
        "name": name,
        "version": VERSION,
        "contact": answers.contact or "the licensor",
        "artifacts": [part],
        "type": own_type(answers),
        "restrictions": [{"use": use} for use in restrictions or (LEAST,)],
    }
    questions = [entry.id for entry in knowledge.vocabulary().kinds["provisions"].values() if entry.parent is None]
    try:
        composed = compose(read_answers(content, library, "rail choose"), library, questions, day)
    except InputError:
        return None  # a licensor's name that cannot stand in a licence, say: rail compose tells
    return Planned(decode_license(composed.record), own_type(answers), name, restrictions or (LEAST,))


def _clauses_of(wish: str, library: Library, knowledge: Knowledge) -> Iterator[str]:
    """Yield the uses with a clause that a wish stands for: itself, or for a broad one those below it."""
    if wish in library.restrictions:
        yield wish
        return
    vocabulary = knowledge.vocabulary()
    yield from (use for use in library.restrictions if wish in ancestors("uses", use, vocabulary))


def _travelling(upstreams: Iterable[Upstream], knowledge: Knowledge) -> Iterator[str]:
    for name in dict.fromkeys(item.license for item in upstreams if item.license):
        record = knowledge.license(name)
        if record is not None and record.terms is not None and record.terms.flow_down in TRAVELLING:
            yield from (term.about for term in record.terms.of_kind(TermKind.PROHIBITION))
