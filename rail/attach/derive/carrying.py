"""What a derivative carries: copies of licences and policies, and the notices that they prescribe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.attach.notice import notice_words
from rail.documents.expressions import license_expression
from rail.edits.document import Document
from rail.edits.plan import Refusal
from rail.identify.identify import identify
from rail.model.late import dataclass
from rail.model.terms import FlowDown
from rail.terms.flow import TRAVELLING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rail.attach.derive.derivation import Derivation
    from rail.attach.derive.due import Due
    from rail.attach.derive.reach import Reaching
    from rail.attach.derive.texts import Held
    from rail.attach.draft import Draft
    from rail.knowledge.store import Knowledge
    from rail.model.facts import Facts
    from rail.model.license import License

POLICY_FILE = "USE_POLICY.md"
LICENSE_FILE = "LICENSE"
_NOTICE = "NOTICE"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the texts of licences and policies stand, by id, and what is left to people."""

    paths: Mapping[str, str]
    left: tuple[Refusal, ...]


def place_texts(
    derivation: Derivation, held: Mapping[str, Held], draft: Draft, knowledge: Knowledge, main: License | None
) -> Placed:
    """Draft copies of all licences and policies that must be handed on.

    Args:
        derivation: what the derivative owes.
        held: their texts.
        draft: takes the files.
        knowledge: the records.
        main: the licence that the release itself is under, where its text is to be its ``LICENSE``.
    """
    paths: dict[str, str] = {}
    left: list[Refusal] = []
    policies = [
        policy.id for reaching in derivation.reached.licenses for policy in reaching.policies if not reaching.data
    ]
    for reaching in derivation.reached.licenses:
        if not _is_copied(derivation, reaching):
            continue
        for record in (reaching.record, *reaching.policies):
            if main is not None and record.id == main.id:
                target = LICENSE_FILE
            elif record is reaching.record and reaching.terms.flow_down is FlowDown.COPY_AND_POLICY:
                # An agreement that is handed on applies to the whole; a text in LICENSES is only kept there.
                target = f"{LICENSE_FILE}-MODEL-{license_expression(record.id, knowledge).removeprefix('LicenseRef-')}"
            elif record.id in policies and len(set(policies)) == 1:
                target = POLICY_FILE
            else:
                target = f"LICENSES/{license_expression(record.id, knowledge)}.txt"
            if not _stands_in(record, reaching, held, paths):
                _place(held[record.id], draft.path(target), draft, (paths, left))
    return Placed(paths, tuple(left))


def write_notices(derivation: Derivation, held: Mapping[str, Held], facts: Facts, draft: Draft) -> list[Refusal]:
    """Draft the prescribed notices after what the notice file holds, and return what is left.

    Raises:
        EditError: the notice file is no UTF-8.
    """
    left: list[Refusal] = []
    for due in derivation.dues:
        if due.reaching.data:
            continue
        path = _notice_path(due, facts, draft)
        if due.term.about == "keep-notice-file":
            names = ", ".join(due.reaching.names)
            left.append(Refusal(path, due.term.summary, f"if {names} came with a NOTICE file, add its words by hand"))
        if due.term.about == "follow-policy" and not due.reaching.policies and "url" not in due.term.params:
            todo = f"link it from the card, or add its text as {POLICY_FILE}: {due.label} says where it is"
            left.append(Refusal(POLICY_FILE, f"the use policy of {due.record.name}", todo))
        if due.term.about != "notice-text" or "condition" in due.term.params:
            continue
        words = prescribed(due, held)
        if words is None:
            left.append(
                Refusal(path, f"the notice of {due.record.name}", f"add the sentence of {due.label} word for word")
            )
            continue
        document = Document.of(draft.read(path) or b"")
        if document.lines(words).strip() not in document.text:
            document = document.appended(words)
        draft.write(path, document.text.encode(), "a notice that a licence prescribes")
    return left


def prescribed(due: Due, held: Mapping[str, Held]) -> str | None:
    """Return the words that a duty prescribes, as they stand in the text, or ``None`` where they are not at hand."""
    one = held.get(due.record.id)
    return None if one is None or one.text is None else notice_words(due.record, due.term, one.text)


def _is_copied(derivation: Derivation, reaching: Reaching) -> bool:
    if reaching.data:
        return False  # the data are not in the model; their licence is named and linked
    asked = any(due.reaching == reaching and due.term.about == "copy-of-license" for due in derivation.dues)
    return asked or reaching.terms.flow_down in TRAVELLING


def _stands_in(record: License, reaching: Reaching, held: Mapping[str, Held], paths: dict[str, str]) -> bool:
    """Tell whether a policy is a part of its licence's own file, and note that file as its place."""
    there = held[reaching.record.id].text
    if record is reaching.record or there is None or reaching.record.id not in paths:
        return False
    if all(found.license != record.id for found in identify(there.data)):
        return False
    paths[record.id] = paths[reaching.record.id]
    return True


def _place(one: Held, path: str, draft: Draft, told: tuple[dict[str, str], list[Refusal]]) -> None:
    paths, left = told
    if one.path is not None:
        paths[one.record.id] = one.path
        return
    if one.text is None:
        left.append(Refusal(path, f"the text of {one.record.name}", one.problem))
        return
    there = draft.read(path)
    if there is not None and there.strip() and there != one.text.data:
        left.append(Refusal(path, f"the text of {one.record.name}", "holds something else, which is not written over"))
        return
    draft.write(path, one.text.data, "a copy that a licence asks for")
    paths[one.record.id] = path


def _notice_path(due: Due, facts: Facts, draft: Draft) -> str:
    present = [
        file.location.path
        for file in facts.license_files
        if file.role == "notice" and not file.vendored and "/" not in file.location.path
    ]
    if present:
        return present[0]
    drafted = next((path for path in draft.files() if path.casefold() == _NOTICE.casefold()), None)
    return drafted or draft.path(str(due.term.params.get("file", _NOTICE)))
