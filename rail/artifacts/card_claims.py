"""What cards and READMEs state about licences: front matter, prose and badges."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rail.artifacts.card_files import card_scope
from rail.artifacts.governs import ordered
from rail.artifacts.kind_words import words_of_kind
from rail.model.card import Scalar, Sequence
from rail.model.facts import ClaimSource, ComponentKind, LicenseClaim
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.artifacts.reading import Reading
    from rail.artifacts.tally import Tally
    from rail.model.card import Badge, Card, Map, Node, ProseStatement

_WEIGHTS, _CODE, _DATA = ComponentKind.WEIGHTS, ComponentKind.CODE, ComponentKind.DATA
_NEAR = 4  # lines over which a subject carries
_LABEL = re.compile(r"licen[cs]e|weights?|code|model|data", re.IGNORECASE)
_SUBJECTS = {"weights": _WEIGHTS, "model": _WEIGHTS, "code": _CODE, "data": _DATA, "docs": ComponentKind.DOCS}


class CardClaims:
    """Turns cards into claims.

    A front matter speaks for what the card is about (weights or data), and for code that nothing else speaks for.
    A sentence or badge without a subject speaks for the same in a card; in a plain README it speaks for the kinds of
    file at hand that no licence file names.
    """

    def __init__(self, reading: Reading, tally: Tally, specific: frozenset[ComponentKind]) -> None:
        """Take the kinds that other places speak about by name."""
        self._reading = reading
        self._tally = tally
        self._specific = specific

    def of_card(self, card: Card) -> Iterator[LicenseClaim]:
        """Yield everything that a card states."""
        main = self.main_kind(card)
        whole = (
            (main, _CODE) if main is not _CODE and self._tally.has(_CODE) and _CODE not in self._specific else (main,)
        )
        if card.front_matter is not None:
            yield from self._front_matter(card, card.front_matter, ordered(whole))
        yield from dict.fromkeys(self._body(card, (main,)))

    def of_readme(self, readme: Card) -> Iterator[LicenseClaim]:
        """Yield what a README without front matter states."""
        at_hand = [kind for kind in (_WEIGHTS, _CODE, _DATA) if self._tally.has(kind) and kind not in self._specific]
        yield from dict.fromkeys(self._body(readme, tuple(at_hand) or (_CODE,)))

    def main_kind(self, card: Card) -> ComponentKind:
        """Return what a card is about."""
        if card.kind == "dataset":
            return _DATA
        only_data = card.kind == "unknown" and self._tally.has(_DATA) and not self._tally.has(_WEIGHTS)
        return _DATA if only_data and not self._tally.has(_CODE) else _WEIGHTS

    def _front_matter(self, card: Card, matter: Map, governs: tuple[ComponentKind, ...]) -> Iterator[LicenseClaim]:
        stated = (
            scalar
            for key in ("license", "license_name")
            for entry in matter.entries
            if entry.key == key
            for scalar in scalars(entry.value)
            if scalar.quoted or scalar.reads_as != "null"
        )
        for scalar in self._reading.limited(stated, card.path):
            yield self._reading.claim(
                ClaimSource.CARD_FRONT_MATTER,
                scalar.text,
                Location(card.path, scalar.line),
                governs=governs,
                scope=card_scope(card.path),
            )

    def _body(self, card: Card, general: tuple[ComponentKind, ...]) -> Iterator[LicenseClaim]:
        said = general
        last = -_NEAR
        for statement in card.statements:
            # "Weights: CC BY-NC 4.0. Non-commercial use only." - the second sentence is about the subject of the first.
            carried = statement.kind == "limits" and statement.subject is None and statement.line - last < _NEAR
            claim = self._statement(card, statement, said if carried else general)
            if claim.status_word == "states":
                said, last = claim.governs, statement.line
            yield claim
        for badge in card.badges:
            yield self._badge(card, badge, general)

    def _statement(self, card: Card, said: ProseStatement, general: tuple[ComponentKind, ...]) -> LicenseClaim:
        subject = _SUBJECTS.get(said.subject or "")
        governs = () if said.kind == "mentions" else (subject,) if subject is not None else general
        claim = self._reading.claim(
            ClaimSource.CARD_PROSE,
            said.about,
            Location(card.path, said.line),
            governs=governs,
            scope=card_scope(card.path),
            status_word=said.kind,
        )
        return replace(claim, license=None, family=None, expression=()) if said.kind == "limits" else claim

    def _badge(self, card: Card, badge: Badge, general: tuple[ComponentKind, ...]) -> LicenseClaim:
        named = words_of_kind(f"{badge.value} {badge.target.rpartition('/')[2]}")
        claim = self._reading.claim(
            ClaimSource.BADGE,
            badge.value,
            Location(card.path, badge.line),
            governs=named or general,
            scope=card_scope(card.path),
        )
        label, colon, value = badge.value.rpartition(":")
        if claim.license is None and colon and _LABEL.search(label):  # "Code License: MIT"
            meant = self._reading.knowledge.resolve(value)
            return replace(claim, license=meant.license, family=meant.family, expression=meant.expression)
        return claim


def scalars(node: Node) -> Iterator[Scalar]:
    """Yield the plain values of a key that may hold one or a list."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            if isinstance(item, Scalar):
                yield item
