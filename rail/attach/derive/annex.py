"""``USE_RESTRICTIONS.md`` of a derivative: one section for each upstream licence whose restrictions must travel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.attach.clause_words import clause_words
from rail.attach.derive.block import with_block, without_block
from rail.checks.fixes.places import ANNEX
from rail.edits.document import Document
from rail.edits.plan import Refusal
from rail.model.terms import FlowDown, TermKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rail.attach.derive.derivation import Derivation
    from rail.attach.derive.texts import Held
    from rail.attach.draft import Draft
    from rail.attach.text_sources import LicenseText
    from rail.knowledge.store import Knowledge
    from rail.model.license import License

# Restrictions of an agreement that is itself handed on travel in its own text.
WORD_FOR_WORD = frozenset({FlowDown.SAME_RESTRICTIONS, FlowDown.EQUIVALENT_RESTRICTIONS})
_HEAD = (
    "# Use restrictions of upstream licences\n\nThe clauses below stand here word for word. They apply to this release "
    "and to everything that is derived from it, as part of its licence, and they must be passed on."
)


def write_annex(
    derivation: Derivation, held: Mapping[str, Held], draft: Draft, knowledge: Knowledge
) -> tuple[tuple[str, ...], list[Refusal]]:
    """Draft the annex; return the licences whose restrictions it or the release's own text holds, and what is left.

    Raises:
        EditError: the file that is there is no UTF-8, or our marks in it are broken.
    """
    path = draft.path(ANNEX)
    data = draft.read(path)
    document = Document.of(data or b"")
    there = without_block(document)
    carried, left, parts = [], [], []
    for record in _travelling(derivation):
        found = _clauses(record, held, knowledge)
        if isinstance(found, str):
            left.append(Refusal(path, f"the restrictions of {record.name}", found))
            continue
        carried.append(str(record.id))
        if not all(words in there for _, words in found):
            parts.append(_part(record, found))
    if parts:
        body = "\n\n".join((_HEAD, *parts))
        draft.write(path, with_block(document, body).text.encode(), "the restrictions that must travel")
    return tuple(carried), left


def _travelling(derivation: Derivation) -> Iterator[License]:
    """Yield the texts whose restrictions must stand word for word in the derivative's own terms."""
    for reaching in derivation.reached.licenses:
        if reaching.terms.flow_down in WORD_FOR_WORD and not reaching.data:
            for record in (reaching.record, *reaching.policies):
                if record.terms is not None and record.terms.of_kind(TermKind.PROHIBITION):
                    yield record


def _clauses(record: License, held: Mapping[str, Held], knowledge: Knowledge) -> list[tuple[str, str]] | str:
    """Return label and words of each clause that restricts uses, or why they cannot be told."""
    one = held[record.id]
    if one.text is None:
        return one.problem or f"the text in {one.path} cannot be quoted"
    found = _words(record, one.text, knowledge)
    return f"a clause is not found word for word in the text from {one.text.place}" if found is None else found


def _words(record: License, text: LicenseText, knowledge: Knowledge) -> list[tuple[str, str]] | None:
    terms = () if record.terms is None else record.terms.of_kind(TermKind.PROHIBITION)
    found = []
    for clause_id in dict.fromkeys(term.clause for term in terms):
        clause = record.clause(clause_id)
        words = None if clause is None else clause_words(text, record, clause, knowledge)
        if clause is None or words is None:
            return None
        found.append((clause.label, words))
    return found


def _part(record: License, clauses: list[tuple[str, str]]) -> str:
    body = "\n\n".join(f"{label}:\n\n{words}" for label, words in clauses)
    return f"## {record.name}\n\nFrom {record.id}, clause by clause.\n\n{body}"
