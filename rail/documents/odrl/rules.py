"""One instrument's terms as permissions, prohibitions and duties of an ODRL policy (section 2.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from rail.documents.odrl.constraints import (
    acts,
    constraint,
    grant_constraints,
    limit_constraint,
    qualifier_constraints,
    scope_constraints,
)
from rail.documents.odrl.names import Node, act_iri, odrl_form, permission_iri, word_iri
from rail.model.terms import Term, TermKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rail.documents.release_terms import Instrument
    from rail.model.vocabulary import Vocabulary

Assets: TypeAlias = "Callable[[Sequence[str]], list[str]]"
_OF_DUTY = frozenset({"if", "condition"})  # details that say when, not how


class Rules:
    """The rules of one policy; a duty or limit of several permissions is written in the first of them."""

    def __init__(self, one: Instrument, uid: str, targets: Assets, vocabulary: Vocabulary) -> None:
        """Take the instrument, the policy's id, what finds the assets that a term speaks of, and the vocabulary."""
        self._one = one
        self._uid = uid
        self._targets = targets
        self._vocabulary = vocabulary
        terms = one.license.terms
        self._terms = () if terms is None else terms.terms
        self._written: set[str] = set()

    def permissions(self) -> list[Node]:
        """Return the permissions, each with the limits that narrow it and the duties that come with it."""
        return [self._permission(term) for term in self._of(TermKind.PERMISSION)]

    def prohibitions(self) -> list[Node]:
        """Return the use restrictions, and the limits that forbid an act."""
        uses = [self._prohibition(term, word_iri("use", term.about)) for term in self._of(TermKind.PROHIBITION)]
        return uses + [self._prohibition(term, self._forbidden(term)) for term in self._limits("prohibition")]

    def obligations(self) -> list[Node | str]:
        """Return the duties that hold always, or at an act that no permission here speaks of; after ``permissions``."""
        loose = (term for term in self._of(TermKind.DUTY) if not self._all_permitted(term))
        return [self._once(self._duty(term)) for term in loose]

    def statements(self) -> list[Node]:
        """Return the limits that are no rule in ODRL, and those that no permission here takes up."""
        permissions = self._of(TermKind.PERMISSION)
        loose = [term for term in self._limits("constraint") if not any(_overlap(term, other) for other in permissions)]
        return [{**self._described(term), "@type": "railkit:Limit"} for term in [*self._limits("statement"), *loose]]

    def _permission(self, term: Term) -> Node:
        limits = [limit for limit in self._limits("constraint") if _overlap(limit, term)]
        constraints = [
            *grant_constraints(term, self._vocabulary),
            *(self._once(self._limit(limit)) for limit in limits),
        ]
        duties = [self._once(self._duty(duty)) for duty in self._of(TermKind.DUTY) if self._permits(term, duty)]
        return {
            **self._described(term),
            "target": self._targets(term.artifacts),
            "action": permission_iri(term.about, self._vocabulary),
            **({"constraint": constraints} if constraints else {}),
            **({"duty": duties} if duties else {}),
        }

    def _prohibition(self, term: Term, action: str) -> Node:
        constraints = [*acts(term, self._vocabulary), *qualifier_constraints(term), *scope_constraints(term)]
        return {
            **self._described(term),
            "target": self._targets(term.artifacts),
            "action": action,
            **({"constraint": constraints} if constraints else {}),
        }

    def _duty(self, term: Term) -> Node:
        how = {name: value for name, value in sorted(term.params.items()) if name not in _OF_DUTY}
        refinements = [
            constraint(word_iri("operand", name), "eq", _literal(value))
            for name, value in how.items()
            if isinstance(value, (str, int))
        ]
        conditions = {name: value for name, value in term.params.items() if name in _OF_DUTY}
        constraints = [
            *acts(term, self._vocabulary),
            *(constraint(word_iri("operand", name), "eq", str(value)) for name, value in sorted(conditions.items())),
        ]
        action = word_iri("duty", term.about)
        return {
            **self._described(term),
            "target": self._targets(term.artifacts),
            "action": [{"rdf:value": {"@id": action}, "refinement": refinements}] if refinements else action,
            **({"constraint": constraints} if constraints else {}),
        }

    def _limit(self, term: Term) -> Node:
        _, purpose = odrl_form(self._vocabulary, term.about)
        return {**self._described(term), **limit_constraint(term, purpose, self._vocabulary)}

    def _described(self, term: Term) -> Node:
        clause = self._one.license.clause(term.clause)
        words = self._one.words.get(term.clause)
        return {
            "uid": f"{self._uid}:term:{term.id}",
            "railkit:term": term.id,
            "railkit:kind": term.kind.value,
            "railkit:about": term.about,
            "railkit:clause": term.clause,
            "railkit:clauseLabel": clause.label if clause else term.clause,
            **({"railkit:clauseSha256": clause.sha256} if clause else {}),
            **({"railkit:words": words} if words is not None else {}),
            "railkit:nonBindingSummary": term.summary,
            **({"railkit:when": list(term.when)} if term.when else {}),
            **({"railkit:artifacts": list(term.artifacts)} if term.artifacts else {}),
            **({"railkit:qualifiers": _plain(term.qualifiers.items())} if term.qualifiers else {}),
            **({"railkit:params": _plain(term.params.items())} if term.params else {}),
        }

    def _forbidden(self, term: Term) -> str:
        _, act = odrl_form(self._vocabulary, term.about)
        return act_iri(act or term.about, self._vocabulary)

    def _of(self, kind: TermKind) -> tuple[Term, ...]:
        return tuple(term for term in self._terms if term.kind is kind)

    def _limits(self, form: str) -> list[Term]:
        return [term for term in self._of(TermKind.LIMIT) if self._form(term) == form]

    def _form(self, term: Term) -> str:
        form, _ = odrl_form(self._vocabulary, term.about)
        # A threshold above which something must be shown narrows nothing: the duty beside it says so.
        return "statement" if form == "constraint" and term.params.get("effect") == "display" else form

    def _once(self, node: Node) -> Node | str:
        """Return a node where it stands first, and its id wherever it stands again."""
        uid = str(node["uid"])
        if uid in self._written:
            return uid
        self._written.add(uid)
        return node

    def _permits(self, permission: Term, duty: Term) -> bool:
        return any(permission.about in self._needed(act) for act in duty.when)

    def _all_permitted(self, duty: Term) -> bool:
        granted = {term.about for term in self._of(TermKind.PERMISSION)}
        return bool(duty.when) and all(granted & self._needed(act) for act in duty.when)

    def _needed(self, act: str) -> set[str]:
        """Return the permissions of which one allows an act itself, not what else it takes."""
        entry = self._vocabulary.kinds["actions"].get(act)
        needs = entry.details.get("needs") if entry else None
        return set(needs[0]) if isinstance(needs, (list, tuple)) and needs else set()


def _overlap(limit: Term, permission: Term) -> bool:
    return not limit.artifacts or not permission.artifacts or not set(limit.artifacts).isdisjoint(permission.artifacts)


def _literal(value: str | int) -> object:
    return value if isinstance(value, str) else {"@value": value, "@type": f"xsd:{_XSD[type(value)]}"}


_XSD: dict[type, str] = {bool: "boolean", int: "integer"}


def _plain(items: Iterable[tuple[str, object]]) -> Node:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in sorted(items)}
