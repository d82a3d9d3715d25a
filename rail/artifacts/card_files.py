"""Which files are cards, and in which order.

A card is
* the ``README.md`` at the root when it begins with a front-matter fence, or with ``--hub`` in any case;
* a file named as one (``rail.cards.card.is_card_file``), in any case and folder: ``MODEL_CARD.md``,
  ``modelcard.md``,  ``docs/model_card.md``, ``*_Model_Card.md``, ``DATASET_CARD.md``, ``data_card.md`` ...;
* a ``README.md`` in a folder whose front matter has a key of the Hub (one card for each of several models).

The root's README without front matter is no card, but it is read: what it states are claims (``Facts.readmes``).
Where it offers a model (``rail.cards.offers``), it is what users of the model read, and its kind says so.
Its translations, READMEs in folders and pages about ethics or terms are read for their links and for limits of use
(``Facts.pages``); they make no claims.
The first card is the main one: the README, then a model card, then a data card, then by path.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rail.artifacts.reading import folder_of
from rail.cards.card import is_card_file, is_page, is_readme, parse_card
from rail.cards.encoding import MAX_BYTES, decode_card
from rail.cards.offers import offers_model

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rail.artifacts.reading import Reading
    from rail.artifacts.sources.interface import FileEntry
    from rail.model.card import Card

MAX_CARDS = 200
MAX_PAGES = 40
_HUB_KEYS = frozenset(
    {
        "license", "license_name", "license_link", "base_model", "datasets", "tags", "language", "pipeline_tag",
        "library_name", "model-index", "metrics", "task_categories", "pretty_name", "size_categories", "dataset_info",
        "configs", "source_datasets", "annotations_creators", "extra_gated_prompt", "extra_gated_fields",
    }
)  # fmt: skip
_FENCE = (b"---", b"\xef\xbb\xbf---", b"\n---", b"\r\n---")
_CARD_HOMES = frozenset({"", "docs", "doc", "documentation", "assets", "cards", "card", "model_card", "model_cards"})


def read_cards(
    reading: Reading, entries: Iterable[FileEntry], *, hub: bool
) -> tuple[tuple[Card, ...], tuple[Card, ...], tuple[Card, ...]]:
    """Return the cards, the main one first, the root's README where it is no card, and the other pages."""
    cards: list[Card] = []
    readmes: list[Card] = []
    pages: list[Card] = []
    for entry in entries:
        if len(cards) >= MAX_CARDS:
            reading.report(entry.path, "too-many-cards", f"more than {MAX_CARDS} cards; the rest was not read")
            break
        named = is_card_file(entry.path)
        root = folder_of(entry.path) == ""
        plain_readme = root and is_readme(entry.path)
        page = not named and not plain_readme and not _begins_with_fence(reading, entry)
        if page and (len(pages) >= MAX_PAGES or not is_page(entry.path)):
            continue
        data = reading.bytes_of(entry, MAX_BYTES, "card")
        if data is None:
            continue
        card = parse_card(entry.path, data, reading.knowledge)
        reading.lines[entry.path] = decode_card(data)[0].splitlines()
        if named:
            cards.append(card)
        elif page:
            pages.append(_offered(card, reading))
        elif plain_readme:
            (cards if card.has_fence or hub else readmes).append(card if card.has_fence else _offered(card, reading))
        elif card.front_matter is not None and any(item.key in _HUB_KEYS for item in card.front_matter.entries):
            cards.append(card)
    cards.sort(key=_rank)
    return tuple(cards), tuple(readmes), tuple(pages)


def card_scope(path: str) -> str:
    """Return the folder that a card speaks about: its own, or the root for a card among the documents."""
    folder = folder_of(path)
    return "" if folder.lower() in _CARD_HOMES else folder


def _offered(readme: Card, reading: Reading) -> Card:
    if readme.kind == "unknown" and offers_model(readme, reading.knowledge):
        return replace(readme, kind="model")
    return readme


def _rank(card: Card) -> tuple[int, int, str]:
    order = 0 if not is_card_file(card.path) else 2 if card.kind == "dataset" else 1
    depth = 0 if card_scope(card.path) == "" else 1
    return depth, order, card.path


def _begins_with_fence(reading: Reading, entry: FileEntry) -> bool:
    start = reading.piece(entry, 8)
    return start is not None and start.startswith(_FENCE)
