"""out-of-scope-use-disagrees: what the card recommends or excludes is not what the weights' licence forbids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.carried import carried_restrictions
from rail.checks.claims import quote
from rail.checks.context import Found, Skip
from rail.checks.documented import subject_of
from rail.checks.stated_uses import excluded_section, recommended_uses, use_words, uses_named
from rail.checks.unread import unread_cards
from rail.checks.wording import words
from rail.model.finding import Evidence, Severity
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.carried import Carried
    from rail.checks.context import Context
    from rail.checks.stated_uses import Excluded, StatedUse
    from rail.checks.wording import Words
    from rail.model.card import Card

_SHOWN = 5


def find(context: Context) -> Iterator[Found | Skip]:
    """Hold the uses that the main card speaks of against the restrictions that the weights carry."""
    yield from unread_cards(context.facts)
    card = context.facts.card
    recommending, excluding = words(context, "recommending"), words(context, "excluding")
    unless = words(context, "unless")
    if card is None or subject_of(card, context.facts) != "model" or not (recommending and excluding and unless):
        return
    wanted = list(recommended_uses(card, use_words(context.knowledge), recommending, excluding, unless))
    excluded = excluded_section(card, excluding)
    if not wanted and excluded is None:
        return
    carried = carried_restrictions(context.facts, context.knowledge)
    yield from _recommended(context, card, wanted, carried)
    if excluded is not None and not carried.unknown and carried.whole:
        yield from _excluded(context, card, excluded, carried)


def _recommended(context: Context, card: Card, wanted: list[StatedUse], carried: Carried) -> Iterator[Found | Skip]:
    vocabulary = context.knowledge.vocabulary()
    seen: set[str] = set()
    for stated in wanted:
        if stated.use in seen:
            continue
        seen.add(stated.use)
        terms = [term for term in carried.terms if term.about in _and_above(context, stated.use)]
        if terms:
            yield Found(
                Location(card.path, stated.line),
                f"the card recommends what the licence of the weights forbids ({vocabulary.label(stated.use)}): "
                f"{quote(stated.text)}",
                confidence="medium",
                component="weights",
                evidence=(
                    Evidence(quote(stated.text), Location(card.path, stated.line)),
                    *(Evidence(term.summary, clause=term.clause) for term in terms[:_SHOWN]),
                    *(Evidence(place) for place in carried.places[:_SHOWN]),
                ),
            )
        elif carried.unknown:
            yield Skip(f"{card.path}: it recommends {vocabulary.label(stated.use)}, and {carried.unknown[0]}")


def _excluded(context: Context, card: Card, excluded: Excluded, carried: Carried) -> Iterator[Found]:
    words_of_uses = use_words(context.knowledge)
    named = uses_named(excluded.text, words_of_uses)
    forbidden = {term.about for term in carried.terms}
    covered = [use for use in named if forbidden & _near(context, use)]
    refers, ruling = words(context, "referring"), words(context, "ruling")
    place = Location(card.path, excluded.heading.line)
    if forbidden and not covered and not _matches(refers, excluded.text):
        yield Found(
            place,
            f'"{excluded.heading.title}" names none of the restrictions of {", ".join(sorted(carried.whole))}, and '
            "does not refer to them",
            severity=Severity.INFO,
            confidence="medium",
            fix="name the restrictions of the licence there, or refer to the clause or policy that lists them",
            evidence=tuple(Evidence(item) for item in carried.places[:_SHOWN]),
        )
        return
    extra = [use for use in named if use not in covered and use not in words_of_uses.vague]
    if not extra or _matches(refers, excluded.text) or not (forbidden or _matches(ruling, excluded.text)):
        return
    vocabulary = context.knowledge.vocabulary()
    left_out = [
        use for use in dict.fromkeys(term.about for term in carried.terms) if not _is_named(context, use, named)
    ]
    more = f", and leaves out {len(left_out)} that it does, such as {vocabulary.label(left_out[0])}" if left_out else ""
    yield Found(
        place,
        f'"{excluded.heading.title}" names uses that the licence of the weights does not forbid '
        f"({', '.join(vocabulary.label(use) for use in extra[:_SHOWN])}){more}",
        severity=Severity.INFO,
        confidence="medium",
        why="A sentence in a card is a statement of intent, and no term: whoever uses the weights is bound by the "
        "licence alone.",
        fix="say that these are recommendations, or put them into terms that users agree to; refer to the licence for "
        "what it forbids",
        evidence=tuple(Evidence(item) for item in carried.places[:_SHOWN]),
    )


def _is_named(context: Context, use: str, named: list[str]) -> bool:
    return any(use == other or use in _near(context, other) for other in named)


def _matches(telling: Words | None, text: str) -> bool:
    return telling is not None and telling.search(text) is not None


def _and_above(context: Context, use: str) -> set[str]:
    """Return a category and those that hold it: who forbids all decisions with high stakes forbids this one."""
    entries = context.knowledge.vocabulary().kinds["uses"]
    found: set[str] = set()
    current: str | None = use
    while current is not None and current not in found:
        found.add(current)
        entry = entries.get(current)
        current = None if entry is None else entry.parent
    return found


def _near(context: Context, use: str) -> set[str]:
    """Return a category with those above and directly below it: a card does not choose its words as a licence does."""
    entries = context.knowledge.vocabulary().kinds["uses"]
    return _and_above(context, use) | {entry.id for entry in entries.values() if entry.parent == use}
