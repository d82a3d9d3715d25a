"""What an answer consists of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rail.model.license import License
    from rail.model.profile import UseProfile
    from rail.model.terms import Term, Terms
    from rail.model.verdict import Verdict
    from rail.model.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Instrument:
    """One licence or policy that applies, as it stands in the case at hand.

    Attributes:
        name: how it is called in the answer: our id, or the words for a text that nobody knows.
        role: ``licence``, ``policy`` or ``upstream``.
        license: the record, or ``None`` where there is none.
        terms: its terms; ``None`` where they are not known.
        uncertain: ids of terms whose clause was altered.
        unread: what was changed in the text and cannot be read, in words.
        path: for an upstream, how it is reached.
        problem: why its terms are not known.
        gone: for a changed text, labels of the clauses of the licence whose words are not there any more.
        concluded: who concluded that it applies, where no text says so (a curation), in words.
        contested: in words, why it is in dispute that its terms reach what is asked about; empty where they do.
    """

    name: str
    role: str
    license: License | None
    terms: Terms | None
    uncertain: frozenset[str] = frozenset()
    unread: tuple[str, ...] = ()
    path: str = ""
    problem: str = ""
    contested: str = ""
    concluded: str = ""
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """One term, or the lack of one, and what it makes of the question.

    Attributes:
        instrument: name of the instrument.
        clause: id of the clause, or an empty string.
        about: the vocabulary's word that decides.
        effect: the verdict that this reason alone leads to.
        says: our own words.
        kind: ``permission``, ``prohibition``, ``limit``, ``duty``, ``knowledge``.
        questions: what would have to be answered to say more.
    """

    instrument: str
    clause: str
    about: str
    effect: Verdict
    says: str
    kind: str
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DueDuty:
    """A duty that follows from what the profile does."""

    instrument: str
    clause: str
    term: Term


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that is not stated, and the verdict that each value of it would lead to.

    Attributes:
        question: id of the question, or ``use:`` and a use category.
        leads_to: answer -> the verdict with it, all else as stated.
        decides: the verdict hangs on it, be it together with other open facts.
    """

    question: str
    leads_to: Mapping[str, Verdict]
    decides: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """The verdict with everything that it rests on.

    Attributes:
        verdict: the lowest effect of all reasons.
        reasons: worst first, then in the order of the instruments.
        duties: what must be done when going on.
        missing: facts that could change the verdict.
    """

    verdict: Verdict
    reasons: tuple[Reason, ...]
    duties: tuple[DueDuty, ...]
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One instrument under one profile: what the parts of the engine work on."""

    instrument: Instrument
    profile: UseProfile
    vocabulary: Vocabulary
