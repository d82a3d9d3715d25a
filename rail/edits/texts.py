"""Words that a release must carry exactly: texts, restriction clauses and notices, from the text pack alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.edits.document import EditError
from rail.model.terms import TermKind

if TYPE_CHECKING:
    from rail.knowledge.store import Knowledge
    from rail.model.license import Clause, License


def canonical_text(license_id: str) -> str:
    """Return the text of a licence or policy.

    Raises:
        EditError: the pack does not hold it.
    """
    from rail.knowledge.textpack import TextPack

    text = TextPack.load().text(license_id)
    if text is None:
        message = f"the words of {license_id} are not held here; take them from where the record says"
        raise EditError(message, f"rail license show {license_id}")
    return text


def restriction_clauses(license_id: str, knowledge: Knowledge) -> str:
    """Return the clauses that carry the use restrictions, word for word, each after an empty line.

    The words that lead into a list of them come before its first item.

    Raises:
        EditError: the licence has none that are recorded, or its text is not held.
    """
    record = _record(license_id, knowledge)
    text = canonical_text(license_id)
    terms = () if record.terms is None else record.terms.of_kind(TermKind.PROHIBITION)
    clauses: dict[str, Clause] = {}
    for clause in filter(None, map(record.clause, dict.fromkeys(term.clause for term in terms))):
        opening = record.opening_of(clause)
        clauses |= {one.id: one for one in (opening, clause) if one is not None and one.id not in clauses}
    if not clauses:
        message = f"no use restriction of {license_id} is recorded"
        raise EditError(message)
    return "\n\n".join(text[slice(*clause.span)].strip() for clause in clauses.values())


def notice_words(license_id: str, term_id: str, knowledge: Knowledge) -> str:
    """Return the fixed notice of one duty.

    Raises:
        EditError: its words are not held.
    """
    record = _record(license_id, knowledge)
    terms = () if record.terms is None else record.terms.terms
    span = next((term.params.get("span") for term in terms if term.id == term_id), None)
    if not isinstance(span, (list, tuple)):
        message = f"the words of the notice that {license_id} asks for are not held here"
        raise EditError(message, f"rail license show {license_id}")
    return canonical_text(license_id)[slice(*span)].strip()


def _record(license_id: str, knowledge: Knowledge) -> License:
    record = knowledge.license(license_id)
    if record is None:
        message = f"{license_id} has no record"
        raise EditError(message)
    return record
