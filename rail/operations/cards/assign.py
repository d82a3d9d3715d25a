"""``rail card set``: keys of a card's front matter changed, every other byte as it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.edits.apply import apply_plan
from rail.edits.assignment import Assignment
from rail.edits.document import Document, EditError
from rail.edits.matter import assigned, held
from rail.edits.patch import write_patch
from rail.edits.plan import FileChange, Plan
from rail.errors import InputError
from rail.knowledge.store import Knowledge
from rail.model.late import dataclass
from rail.operations.cards.known_values import KnownValues
from rail.operations.cards.place import card_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_GIVEN = re.compile(r"(?P<key>[^\s=:#/+-][^=:#/\n]*?)(?P<how>[+-]?)=(?P<value>.*)\Z", re.DOTALL)
_HOW = {"": "set", "+": "add", "-": "remove"}


@dataclass(frozen=True, slots=True)
class Assigned:
    """What a change of keys does, or has done.

    Attributes:
        path: the card.
        patch: the change as a patch; empty where nothing changes.
        notes: what is worth saying about the values.
        journal: where the patch was kept when it was written.
    """

    path: str
    patch: str
    notes: tuple[str, ...]
    journal: str | None = None


def is_assignment(argument: str) -> bool:
    """Tell whether an argument is ``key=value``, ``key+=value`` or ``key-=value``, and no path."""
    return _GIVEN.match(argument) is not None


def set_keys(path: str, given: Sequence[str], unset: Sequence[str], *, dry_run: bool) -> Assigned:
    """Change keys of a card.

    Args:
        path: the card, or a folder with one.
        given: ``key=value`` (several for a list, with commas), ``key+=item``, ``key-=item``.
        unset: keys to take away.
        dry_run: write nothing.

    Raises:
        InputError: a value is none that the Hub knows, or there is no one card.
        EditError: the front matter cannot be read, or not be changed without a guess.
    """
    place = card_of(path)
    before = place.read()
    shown = place.name if path == "." else f"{place.root}/{place.name}"
    try:
        document = Document.of(before)
        values = KnownValues(Knowledge.load())
        notes = values.notes
        for key, how, value in _parsed(given):
            document = assigned(document, values.assignment(key, how, value, held(document, key)))
        for key in unset:
            if held(document, key) is None:
                notes.append(f"`{key}` is not there")
            document = assigned(document, Assignment(key, "unset"))
        notes += _open_ends(document, given)
    except EditError as error:
        message = f"{shown}: {error.message}"
        raise EditError(message, error.hint) from error
    after = document.text.encode()
    changes = () if after == before else (FileChange(place.name, before, after, ("card set",)),)
    plan = Plan(changes, ())
    journal = None if dry_run else apply_plan(plan, place.root)
    return Assigned(shown, write_patch(plan), tuple(dict.fromkeys(notes)), journal)


def _parsed(given: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    for argument in given:
        match = _GIVEN.match(argument)
        if match is None:
            message = f"{argument!r}: expected key=value, key+=value or key-=value"
            raise InputError(message, "rail card set . license=mit datasets=acme/a,acme/b")
        key = match["key"].strip()
        if not match["value"].strip():
            message = f"{argument!r}: no value"
            raise InputError(message, f"rail card set --unset {key}")
        yield key, _HOW[match["how"]], match["value"]


def _open_ends(document: Document, given: Sequence[str]) -> Iterator[str]:
    """Yield what a licence that the Hub does not list still needs."""
    if any(argument.startswith("license=") for argument in given):
        value = held(document, "license")
        missing = [key for key in ("license_name", "license_link") if held(document, key) is None]
        if value is not None and value.text == "other" and missing:
            yield f"`license: other` wants {' and '.join(f'`{key}`' for key in missing)} too (license-other-unnamed)"
