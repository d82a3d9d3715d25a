"""May I? A licence, a text, a Hub model or a release, asked with a use profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.model.record_age import record_ages
from rail.operations.today import as_of_date
from rail.reports.answer import AnswerReport, Quoted

if TYPE_CHECKING:
    from rail.model.profile import UseProfile
    from rail.terms.ask.answer import Answer, Instrument


def ask_subject(subject: str, profile: UseProfile, *, as_of: str | None = None) -> AnswerReport:
    """Answer whether a profile may do what it says with a subject.

    Args:
        subject: a licence id or another name of one, a licence file, a release folder, or the ``owner/name`` of a
            model on the Hub.
        profile: what somebody wants to do.
        as_of: ISO date that the answer speaks of; today in UTC when not given.

    Raises:
        UnknownIdError: the subject is nothing that is known here.
        InputError: a file cannot be read, or the date is none.
        SourceError: the release cannot be read safely.
    """
    from rail.operations.own import knowledge_here
    from rail.operations.subjects import instruments_of
    from rail.terms.ask.engine import ask

    date = as_of_date(as_of)
    knowledge = knowledge_here()
    instruments, how = instruments_of(subject, knowledge, date)
    answer = ask(instruments, profile, knowledge.vocabulary())
    return AnswerReport(
        subject=subject,
        how=how,
        profile=profile,
        answer=answer,
        instruments=instruments,
        quotes=_quotes(answer, instruments),
        ages=record_ages(instrument.license for instrument in instruments),
        vocabulary=knowledge.vocabulary(),
        as_of=date,
        knowledge_date=knowledge.date,
    )


def _quotes(answer: Answer, instruments: tuple[Instrument, ...]) -> dict[tuple[str, str], Quoted]:
    """Return label and words of every clause that a reason or a duty rests on; no words where the text is not held."""
    from rail.operations.licenses import quote_clause

    by_name = {instrument.name: instrument for instrument in instruments}
    wanted = {(reason.instrument, reason.clause) for reason in answer.reasons if reason.clause}
    wanted |= {(duty.instrument, duty.clause) for duty in answer.duties}
    found = {}
    for name, clause_id in wanted:
        instrument = by_name.get(name)
        license_ = instrument.license if instrument else None
        clause = license_.clause(clause_id) if license_ else None
        if instrument is not None and license_ is not None and clause is not None:
            own = _own_words(instrument, clause_id)
            found[name, clause_id] = Quoted(
                clause.label, quote_clause(license_, clause) if own is None else own or None
            )
    return found


def _own_words(instrument: Instrument, clause_id: str) -> str | None:
    """Return what a modified text has in place of the licence's clause; empty where its words are not at hand."""
    if instrument.terms is None:
        return None
    terms = [term for term in instrument.terms.terms if term.clause == clause_id]
    added = [str(term.params["words"]) for term in terms if "words" in term.params and "line" in term.params]
    if added:
        return " ... ".join(added)
    return "" if any(term.id in instrument.uncertain for term in terms) else None
