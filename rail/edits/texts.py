"""Words that a release must carry exactly: texts, restriction clauses and notices, from the text pack alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.edits.document import EditError
from rail.model.terms import TermKind

if TYPE_CHECKING:
    from rail.knowledge.store import Knowledge
    from rail.model.license import License


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

    Raises:
        EditError: the licence has none that are recorded, or its text is not held.
    """
    record = _record(license_id, knowledge)
    text = canonical_text(license_id)
    terms = () if record.terms is None else record.terms.of_kind(TermKind.PROHIBITION)
    clauses = [record.clause(clause_id) for clause_id in dict.fromkeys(term.clause for term in terms)]
    if not clauses:
        message = f"no use restriction of {license_id} is recorded"
        raise EditError(message)
    return "\n\n".join(text[slice(*clause.span)].strip() for clause in clauses if clause is not None)


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
