"""Which file is the card of a path that somebody names."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from rail.cards.card import is_card_file, is_readme
from rail.cards.front_matter import split_front_matter
from rail.errors import InputError

_CAP = 4_000_000


class Place(NamedTuple):
    """A card on disk: the folder, and the file's name in it."""

    root: str
    name: str

    def read(self) -> bytes:
        """Return the card's bytes.

        Raises:
            InputError: it is a link or no plain file, too large, or cannot be read.
        """
        path = Path(self.root, self.name)
        try:
            if path.is_symlink():
                message = f"{path}: a link is on the way; it is not written through"
                raise InputError(message, "name the file that it leads to")
            if not path.is_file():
                message = f"{path}: is no plain file"
                raise InputError(message)
            with path.open("rb") as stream:
                data = stream.read(_CAP + 1)
        except OSError as error:
            message = f"{path}: cannot be read: {error.strerror or error}"
            raise InputError(message) from error
        if len(data) > _CAP:
            message = f"{path}: larger than {_CAP:,} bytes; cards are smaller"
            raise InputError(message)
        return data


def card_of(path: str) -> Place:
    """Return the card that a path means: the file itself, or the one card of a folder.

    Raises:
        InputError: there is none, or more than one.
    """
    here = Path(path)
    if not here.is_dir():
        if not here.exists():
            message = f"{path}: no such file or folder"
            raise InputError(message)
        return Place(str(here.parent), here.name)
    places = cards_in(path)
    fenced = [place for place in places if _has_fence(place)]
    if len(fenced) == 1 or (not fenced and len(places) == 1):
        return (fenced or places)[0]
    if not places:
        message = f"{path}: no card here"
        raise InputError(message, "`rail card new model` (or dataset) writes one")
    message = f"{path}: {len(places)} cards: {', '.join(place.name for place in places)}"
    raise InputError(message, f"name one: {here / places[0].name}")


def cards_in(path: str) -> list[Place]:
    """Return the files at the top of a folder that can be cards, sorted by name.

    Raises:
        InputError: the folder cannot be read.
    """
    try:
        names = sorted(entry.name for entry in Path(path).iterdir())
    except OSError as error:
        message = f"{path}: cannot be read: {error.strerror or error}"
        raise InputError(message) from error
    return [Place(path, name) for name in names if is_card_file(name) or (is_readme(name) and "." in name)]


def _has_fence(place: Place) -> bool:
    try:
        text = place.read().decode("utf-8", "replace")
    except InputError:
        return False
    return split_front_matter(text.removeprefix("\ufeff")).has_fence
