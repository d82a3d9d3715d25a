"""The licences that an inventory names, with their texts, and the uses that they forbid or limit."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from rail.documents.expressions import license_expression
from rail.documents.inventory import Restriction, UsedLicense
from rail.model.identification import TextStatus
from rail.model.terms import TermKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rail.knowledge.store import Knowledge
    from rail.model.facts import Facts
    from rail.model.license import Clause, License
    from rail.model.terms import Term

_KINDS = {TermKind.PROHIBITION: "prohibition", TermKind.LIMIT: "limit"}


class LicenseShelf:
    """Licence records with the texts that are at hand: in the pack, beside a record of one's own, in the release."""

    def __init__(self, facts: Facts, knowledge: Knowledge) -> None:
        """Take the release, whose licence files hold texts, too."""
        self._knowledge = knowledge
        self._held = {
            found.license: file.text
            for file in reversed(facts.license_files)
            if len(file.identifications) == 1 and file.text
            for found in file.identifications
            if found.status is TextStatus.CANONICAL and found.via == "text" and found.license
        }

    def used(self, license_id: str) -> UsedLicense:
        """Return one licence as documents name it."""
        record = self._knowledge.license(license_id)
        expression = license_expression(license_id, self._knowledge)
        listed = not expression.startswith("LicenseRef-")
        if record is None:
            return UsedLicense(license_id, expression, listed, license_id)
        terms = record.terms
        return UsedLicense(
            id=license_id,
            expression=expression,
            listed=listed,
            name=record.name,
            kind=record.kind,
            version=_stated(record.version),
            steward=_stated(record.steward),
            url=(record.text.url or None) if record.text else None,
            text=None if listed else self.text(record),
            text_sha256=record.text.sha256 if record.text else None,
            own=bool(record.origin),
            flow_down=terms.flow_down.value if terms else None,
            restricts=None if terms is None else bool(terms.restricted_uses()) or self._policy_restricts(record),
            hub=record.ids.hub,
            read_on=(record.text.read_on or None) if record.text else None,
            companions=tuple(map(str, record.companions)),
        )

    def text(self, record: License) -> str | None:
        """Return the text of a record where it is at hand, the canonical one first."""
        from rail.knowledge.textpack import TextPack

        if record.own_text is not None:
            return record.own_text
        pack = TextPack.load()
        keys = (str(record.id), record.text.pack if record.text else None)
        found = next((text for key in keys if key and (text := pack.text(key)) is not None), None)
        return found if found is not None else self._held.get(str(record.id))

    def restrictions(self, license_id: str) -> Iterator[Restriction]:
        """Yield what a licence, and the use policies that it refers to, forbid or limit, in the order of the texts."""
        record = self._knowledge.license(license_id)
        if record is None:
            return
        for instrument in (record, *self._policies(record)):
            text = None
            for term in instrument.terms.terms if instrument.terms else ():
                if term.kind in _KINDS:
                    text = text if text is not None else self.text(instrument) or ""
                    yield self._restriction(record, instrument, term, text)

    def _restriction(self, record: License, instrument: License, term: Term, text: str) -> Restriction:
        entry = self._knowledge.vocabulary().entry(term.about)
        clause = instrument.clause(term.clause)
        return Restriction(
            license=str(record.id),
            expression=license_expression(str(record.id), self._knowledge),
            instrument=str(instrument.id),
            term=term.id,
            kind=_KINDS[term.kind],
            about=term.about,
            label=entry.label if entry else term.about,
            clause=term.clause,
            clause_label=clause.label if clause else term.clause,
            summary=term.summary,
            words=_words(clause, text) if clause else None,
            qualifiers={name: tuple(values) for name, values in sorted(term.qualifiers.items())},
            artifacts=term.artifacts,
            when=term.when,
            matches=dict(entry.matches) if entry else {},
        )

    def _policies(self, record: License) -> list[License]:
        """Return the use policies that a licence refers to; a policy by itself refers to none."""
        if record.kind == "use-policy":
            return []
        found = (self._knowledge.license(name) for name in record.companions)
        return [other for other in found if other is not None and other.kind == "use-policy"]

    def _policy_restricts(self, record: License) -> bool:
        return any(policy.terms and policy.terms.restricted_uses() for policy in self._policies(record))


def used_licenses(ids: Iterable[str], shelf: LicenseShelf) -> tuple[UsedLicense, ...]:
    """Return the licences with these ids and their use policies, each once, sorted by expression and id."""
    found: dict[str, UsedLicense] = {}
    for license_id in ids:
        if license_id not in found:
            found[license_id] = shelf.used(license_id)
            for companion in found[license_id].companions:
                found.setdefault(companion, shelf.used(companion))
    return tuple(sorted(found.values(), key=lambda one: (one.expression, one.id)))


def _words(clause: Clause, text: str) -> str | None:
    """Return the clause as it stands in a text; ``None`` where the text is another edition of the same words."""
    words = text[clause.span[0] : clause.span[1]]
    return words if words and sha256(words.encode()).hexdigest() == clause.sha256 else None


def _stated(value: str | None) -> str | None:
    return None if value in {None, "", "not-stated", "unread"} else value
