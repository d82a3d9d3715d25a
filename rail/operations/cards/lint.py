"""``rail card lint``: a card held against the parts that a template, a paper or a law asks for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from rail.cards.card import parse_card
from rail.checks.card_lint import LintItem, items_of_standard, lint_card
from rail.errors import InputError
from rail.knowledge.store import Knowledge
from rail.operations.cards.place import Place, card_of
from rail.operations.today import as_of_date
from rail.reports.card_lint import LintedCard

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rail.model.card import Card
    from rail.model.facts import Facts


def lint_profiles() -> tuple[tuple[str, str], ...]:
    """Return id and title of every profile."""
    return tuple((str(row["id"]), str(row["title"])) for row in Knowledge.load().card_data("profiles")["profiles"])


def card_lint(path: str, profile: str, *, as_of: str | None = None) -> LintedCard:
    """Hold a card against a profile.

    Args:
        path: a card, or the folder of a release; then what other files show counts, too.
        profile: its id.
        as_of: ISO date that the report speaks of.

    Raises:
        InputError: there is no such card or profile.
    """
    knowledge = Knowledge.load()
    rows = {row["id"]: row for row in knowledge.card_data("profiles")["profiles"]}
    if profile not in rows:
        message = f"{profile!r}: no profile of cards; expected one of {', '.join(rows)}"
        raise InputError(message)
    row, date = rows[profile], as_of_date(as_of)
    read = _read(path, row, date)
    kind = _kind(read.card, read.facts, row)
    linted = lint_card(read.card, _items(row, kind, read.knowledge), read.facts, read.knowledge, read.unread)
    where = None if read.card is None else read.card.path
    return LintedCard(path=where, profile=profile, title=row["title"], kind=kind, as_of=date, items=linted)


class _Read(NamedTuple):
    """The card and, where a folder was named, the release; what could not be read of them."""

    card: Card | None
    facts: Facts | None
    unread: tuple[str, ...]
    knowledge: Knowledge


def _read(path: str, row: Mapping[str, Any], date: str) -> _Read:
    knowledge = Knowledge.load()
    governance = row.get("templates") == ["governance"]
    if Path(path).is_dir() and not governance:
        facts, knowledge = _facts(path, date)
        # a README without front matter is no card for rules, but the place where its answers would stand
        card = facts.card or next((readme for readme in facts.readmes if "/" not in readme.path), None)
        return _Read(card, facts, (*_unread(facts), *_cut(card)), knowledge)
    place = _governance(path) if governance else card_of(path)
    card = parse_card(place.name, place.read(), knowledge)
    return _Read(card, None, _cut(card), knowledge)


def _cut(card: Card | None) -> tuple[str, ...]:
    problems = () if card is None else card.problems
    return tuple(problem.message for problem in problems if problem.kind == "too-large")


def _facts(path: str, date: str) -> tuple[Facts, Knowledge]:
    from rail.artifacts.collect import open_source, read_release

    with open_source(path) as source:
        return read_release(source, Knowledge.load(), as_of=date)


def _unread(facts: Facts) -> tuple[str, ...]:
    from rail.checks.unread import unread_cards

    return tuple(skip.reason for skip in unread_cards(facts))


def _governance(path: str) -> Place:
    """Return the governance card of a folder, or the file itself."""
    if not Path(path).is_dir():
        return card_of(path)
    names = sorted(entry.name for entry in Path(path).iterdir() if entry.name.lower() == "governance.md")
    if not names:
        message = f"{path}: no GOVERNANCE.md here"
        raise InputError(message, "`rail card new governance` writes one")
    return Place(path, names[0])


def _kind(card: Card | None, facts: Facts | None, row: Mapping[str, Any]) -> str:
    """Return what the card is about; where it does not say, what the release is, else the profile's own kind."""
    kinds = [card.kind if card else "unknown", facts.artifact if facts else "unknown"]
    wanted = row.get("templates", ())
    if len(wanted) == 1:
        return str(wanted[0])
    return next((kind for kind in kinds if kind in {"model", "dataset"}), "unknown")


def _items(row: Mapping[str, Any], kind: str, knowledge: Knowledge) -> tuple[LintItem, ...]:
    if "pack" in row:
        return tuple(_of_pack(str(row["pack"]), knowledge))
    template = kind if kind in row["templates"] else row["templates"][0]
    return tuple(_of_template(knowledge.card_data(template), row["sources"], keys=row.get("keys", False)))


def _of_pack(name: str, knowledge: Knowledge) -> Iterator[LintItem]:
    for rule in knowledge.rules(name):
        standard = knowledge.standard(str(rule.params.get("standard")))
        if standard is not None:
            part = rule.params.get("part")
            yield from items_of_standard(standard, None if part is None else str(part))


def _of_template(template: Mapping[str, Any], sources: Sequence[str], *, keys: bool) -> Iterator[LintItem]:
    for key in template.get("keys", ()) if keys else ():
        yield LintItem(key["key"], "key", f"`{key['key']}`", "front matter", (_asked(key["ask"]),), keys=(key["key"],))
    for section in template["sections"]:
        asked = [source for source in sources if source in section["from"]]
        if not asked:
            continue
        questions = tuple(one["ask"] for one in section["questions"] if set(one["from"]) & set(sources))
        yield LintItem(
            section["id"],
            "section",
            section["title"],
            "; ".join(section["from"][source] for source in asked),
            questions or tuple(one["ask"] for one in section["questions"]),
            headings=tuple(section["headings"]),
            keys=tuple(section.get("keys", ())),
            facts=tuple(section.get("shown_by", ())),
        )


def _asked(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
