"""A derivation written into a release: every file that its duties ask for, in a draft, and what is left to people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.attach.derive.annex import write_annex
from rail.attach.derive.card import CardEditor
from rail.attach.derive.carrying import place_texts, write_notices
from rail.attach.derive.project import state_teachers
from rail.attach.derive.section import section_body
from rail.attach.derive.texts import held_texts_of
from rail.checks.claims import card_claims, own_license_files
from rail.edits.document import EditError
from rail.edits.plan import Refusal
from rail.errors import InputError
from rail.model.verdict import Verdict

if TYPE_CHECKING:
    from rail.attach.derive.derivation import Derivation
    from rail.attach.derive.texts import Offered
    from rail.attach.draft import Draft
    from rail.knowledge.store import Knowledge
    from rail.model.facts import Facts
    from rail.model.license import License

# What no file can mend: then nothing is written.
_HOPELESS = frozenset({"act", "pair"})


def draft_derivation(
    derivation: Derivation, facts: Facts, draft: Draft, knowledge: Knowledge, offered: Offered
) -> tuple[Refusal, ...]:
    """Draft the files of a derivative, and return what is left to people.

    Args:
        derivation: what it owes.
        facts: the release as it is.
        draft: takes the files.
        knowledge: the records.
        offered: where texts may be taken from.

    Raises:
        InputError: it may not be published at all, or a file of the release cannot be edited.
    """
    hopeless = [one for one in derivation.grounds if one.kind in _HOPELESS and one.effect is Verdict.DENIED]
    if hopeless:
        message = "\n".join(["nothing is written: no file makes up for this", *(ground.says for ground in hopeless)])
        raise InputError(message, "rail derive without --fix shows the clauses")
    held = held_texts_of(derivation, facts, draft, knowledge, offered)
    main, left = _main(derivation, facts)
    try:
        placed = place_texts(derivation, held, draft, knowledge, main)
        annexed, unquoted = write_annex(derivation, held, draft, knowledge)
        teachers = state_teachers(derivation, facts, draft)
        notices = write_notices(derivation, held, facts, draft)
        card = CardEditor(facts, draft, knowledge)
        card.state_bases(derivation)
        if main is not None:
            card.state_license(main, placed.paths.get(main.id))
        card.put_section(section_body(derivation, held, placed.paths, annexed, knowledge))
        card.ask_for_changes(derivation)
        card.finish()
    except EditError as error:
        raise InputError(error.message, error.hint or "mend the card by hand; nothing was written") from error
    unknown = [
        Refusal(one.name, "its terms", "are not known here: state them in rail.lock, or --online asks the Hub")
        for one in derivation.reached.unknown
    ]
    names = [
        Refusal("the name", ground.says, ground.next_step) for ground in derivation.grounds if ground.kind == "name"
    ]
    found = (*placed.left, *unquoted, *notices, *teachers, *card.left, *left, *unknown, *names)
    return tuple(dict.fromkeys(found))


def _main(derivation: Derivation, facts: Facts) -> tuple[License | None, list[Refusal]]:
    """Return the licence that the release is to be under, where an upstream leaves no other; else say what is open."""
    if card_claims(facts) or any(file.bytes and "/" not in file.location.path for file in own_license_files(facts)):
        return None, []
    wanted = derivation.wanted.license
    possible = {str(one.license.id): one for one in derivation.possible if one.verdict > Verdict.UNKNOWN}
    if wanted is not None and wanted.id not in possible:
        return None, [Refusal("LICENSE", wanted.name, "cannot be the licence of this derivative, or is not settled")]
    if wanted is not None:
        if possible[wanted.id].upstream:
            return wanted, []
        attach = f"rail attach {wanted.id} PATH --licensor NAME --authority owner"
        return None, [Refusal("LICENSE", wanted.name, f"is yours to grant: {attach}")]
    if len(possible) == 1 and len(derivation.possible) == 1:
        only = next(iter(possible.values()))
        if only.upstream:
            return only.license, []
    return None, [
        Refusal("LICENSE", "the licence of the release", "is yours to choose: --license ID tells whether it may be")
    ]
