"""``USE_RESTRICTIONS.md``: the clauses that carry the use restrictions, word for word, in a file of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.attach.clause_words import clause_words
from rail.errors import InputError
from rail.model.terms import TermKind

if TYPE_CHECKING:
    from rail.attach.setting import Holding, Setting
    from rail.attach.text_sources import LicenseText
    from rail.knowledge.store import Knowledge
    from rail.model.license import License


def restrictions_page(setting: Setting) -> str | None:
    """Return the page, or ``None`` where no attached licence restricts uses.

    Raises:
        InputError: a clause is not found in the text at hand.
    """
    parts: dict[str, str] = {}
    for holding in setting.holdings:
        for record, text in ((holding.record, holding.text), *holding.policies):
            clauses = () if text is None else restriction_words(record, text, setting.knowledge)
            if clauses and str(record.id) not in parts:
                parts[str(record.id)] = _part(holding, record, clauses, setting)
    if not parts:
        return None
    head = (
        "# Use restrictions\n\nThe clauses below stand here word for word. They apply to this release and to "
        "everything that is derived from it, as part of its licence, and they must be passed on.\n"
    )
    return "\n".join([head, *parts.values()])


def restriction_words(record: License, text: LicenseText, knowledge: Knowledge) -> tuple[tuple[str, str], ...]:
    """Return label and words of each clause that carries a use restriction, as they stand in an attached text.

    The words that lead into a list of them come before its first item.

    Raises:
        InputError: a clause is not found there.
    """
    terms = () if record.terms is None else record.terms.of_kind(TermKind.PROHIBITION)
    found: dict[str, tuple[str, str]] = {}
    for clause_id in dict.fromkeys(term.clause for term in terms):
        clause = record.clause(clause_id)
        opening = None if clause is None else record.opening_of(clause)
        led = None if opening is None else clause_words(text, record, opening, knowledge)
        if opening is not None and led is not None:
            found.setdefault(opening.id, (opening.label, led))
        words = None if clause is None else clause_words(text, record, clause, knowledge)
        if clause is None or words is None:
            message = f"{record.id}: {clause_id} is not found word for word in the text from {text.place}"
            raise InputError(message, "take the text from the pack, or from its steward: --text FILE")
        found.setdefault(clause.id, (clause.label, words))
    return tuple(found.values())


def _part(holding: Holding, record: License, clauses: tuple[tuple[str, str], ...], setting: Setting) -> str:
    of = "" if holding.component == "release" or not setting.by_parts else f" ({holding.component})"
    where = f"; its whole text is in {holding.attachment.text.path}" if record is holding.record else ""
    body = "\n\n".join(f"{label}:\n\n{words}" for label, words in clauses)
    return f"## {record.name}{of}\n\nFrom {record.id}, clause by clause{where}.\n\n{body}\n"
