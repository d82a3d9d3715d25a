"""The card of a derivative: base models and licence in the front matter, upstream terms, and a statement of changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rail.attach.derive.block import with_block, without_block
from rail.attach.derive.section import plain
from rail.cards.front_matter import split_front_matter
from rail.checks.claims import card_claims
from rail.edits.document import Document, EditError
from rail.edits.front_matter import set_key
from rail.edits.plan import TO_ANSWER, Refusal
from rail.model.facts import RelationKind
from rail.model.upstream_names import is_local_path, plain_name

if TYPE_CHECKING:
    from rail.attach.derive.derivation import Derivation
    from rail.attach.draft import Draft
    from rail.knowledge.store import Knowledge
    from rail.model.facts import Facts
    from rail.model.license import License

CARD = "README.md"
_BOM = "\ufeff"
_STATING = frozenset({"state-changes", "document-changes"})
_WHY = "what readers of the card must be told"


class CardEditor:
    """Edits the card of a release in a draft; what it cannot do without a guess is left to people."""

    def __init__(self, facts: Facts, draft: Draft, knowledge: Knowledge) -> None:
        """Take the card that is there, or begin one.

        Raises:
            EditError: it is no UTF-8.
        """
        self._facts = facts
        self._draft = draft
        self._knowledge = knowledge
        card = facts.card or next((one for one in facts.readmes if one.path.casefold() == CARD.casefold()), None)
        self.path = draft.path(CARD) if card is None else card.path
        data = draft.read(self.path)
        self._is_new = data is None
        document = Document.of(data or b"")
        self._mark = _BOM if document.text.startswith(_BOM) else ""
        self._document = document.with_text(document.text.removeprefix(_BOM))
        self.left: list[Refusal] = []

    def state_bases(self, derivation: Derivation) -> None:
        """State the base models, and how the release stands to them, unless the card states others."""
        bases = [base for base in derivation.wanted.bases if base[1] is not RelationKind.DISTILLED]
        names = tuple(dict.fromkeys(plain_name(name) for name, _ in bases if not is_local_path(name)))
        stated = {plain_name(one.name).lower() for one in self._facts.upstreams if one.source == "card"}
        lacking = [name for name in names if name.lower() not in stated]
        if lacking and any(
            one.source == "card" and one.kind is not RelationKind.TRAINED_ON for one in self._facts.upstreams
        ):
            self._leave("`base_model`", f"it states other bases; add {', '.join(lacking)} to them")
        elif lacking:
            self._set("base_model", names[0] if len(names) == 1 else names)
        kinds = {how for _, how in bases}
        if len(kinds) == 1:
            if not self._holds("base_model_relation"):
                self._set("base_model_relation", kinds.pop().value)
        elif kinds:
            told = ", ".join(f"{name}: {how.value}" for name, how in bases)
            self._leave("`base_model_relation`", f"the Hub has no one word for several relations ({told})")
        data = tuple(dict.fromkeys(derivation.wanted.data))
        if data and not self._holds("datasets"):
            self._set("datasets", data)
        elif data and any(name.lower() not in stated for name in data):
            self._leave("`datasets`", f"it states other data sets; add {', '.join(data)} to them")

    def state_license(self, main: License, path: str | None) -> None:
        """State the licence of the release by its Hub identifier, else as ``other`` with name and link."""
        if card_claims(self._facts):
            return
        hub = self._knowledge.resolve(main.id).hub or main.ids.hub
        if hub is not None:
            self._set("license", hub)
            return
        self._set("license", "other")
        self._set("license_name", str(main.id))
        if path is not None:
            self._set("license_link", path)

    def put_section(self, body: str) -> None:
        """Put our section into its old place, or at the end."""
        if self._is_new:
            self._document = self._document.appended(f"# {plain(self._facts.name.rpartition('/')[2])}")
        try:
            self._document = with_block(self._document, body)
        except EditError as error:
            self._leave("upstream terms", error.message)

    def ask_for_changes(self, derivation: Derivation) -> None:
        """Add a section that asks what was changed, where a licence wants that said and no section is about it."""
        if not any(due.term.about in _STATING and not due.reaching.data for due in derivation.dues):
            return
        rows: list[dict[str, Any]] = self._knowledge.patterns("section-questions")
        row = next(row for row in rows if row["section"] == "changes")
        try:
            there = without_block(self._document)
        except EditError:
            return
        if any(
            line.lstrip("#").strip().lower() == row["title"].lower() for line in there.splitlines() if line[:1] == "#"
        ):
            return
        questions = "\n".join(f"- {question}" for question in row["questions"])
        self._document = self._document.appended(f"## {row['title']}\n\n{TO_ANSWER}\n\n{questions}")
        self._leave("a statement of changes", "only you know what was changed: answer the questions under `Changes`")

    def finish(self) -> None:
        """Draft the card."""
        self._draft.write(self.path, f"{self._mark}{self._document.text}".encode(), _WHY)

    def _set(self, key: str, value: str | tuple[str, ...]) -> None:
        try:
            self._document = set_key(self._document, key, value)
        except EditError as error:
            self._leave(f"`{key}`", error.message)

    def _holds(self, key: str) -> bool:
        block = split_front_matter(self._document.text).block
        return block is not None and any(line.startswith(f"{key}:") for line in block.splitlines())

    def _leave(self, what: str, why: str) -> None:
        self.left.append(Refusal(self.path, what, why))
