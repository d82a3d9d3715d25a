"""A model or data card: its front matter, sections, statements, links and badges, each with its line.

A card is a ``README.md`` with front matter, or a file named as one: ``MODEL_CARD.md``, ``docs/model_card.md``,
``DATASET_CARD.md``, ``datasheet.md`` (https://huggingface.co/docs/hub/model-cards).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.cards.blocks import parsed_part, read_blocks
from rail.cards.encoding import decode_card
from rail.cards.front_matter import FrontMatter, split_front_matter
from rail.cards.inline import find_badges, find_links
from rail.cards.lines import split_lines, with_line_feeds
from rail.cards.prose import read_statements
from rail.cards.sections import read_sections
from rail.cards.yaml import read_yaml
from rail.model.card import Card, Map, Scalar, Sequence, YamlProblem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rail.knowledge.store import Knowledge
    from rail.model.card import Node, Section

_FIELDS = (
    "license", "license_name", "license_link", "license_details", "base_model", "base_model_relation", "datasets",
    "source_datasets", "new_version", "language", "tags", "pipeline_tag", "library_name", "model_name", "pretty_name",
    "extra_gated_prompt", "extra_gated_heading", "extra_gated_eu_disallowed", "task_categories", "inference",
)  # fmt: skip
_DATASET_KEYS = frozenset({
    "annotations_creators", "language_creators", "multilinguality", "size_categories", "source_datasets",
    "task_categories", "task_ids", "dataset_info", "configs", "paperswithcode_id", "pretty_name",
})  # fmt: skip
_MODEL_KEYS = frozenset({
    "base_model", "base_model_relation", "pipeline_tag", "library_name", "model-index", "widget", "inference",
    "datasets", "metrics", "model_name", "new_version", "co2_eq_emissions", "quantized_by",
})  # fmt: skip
_CARD_FILE = re.compile(
    r"(?:^|/)(?:[^/]*[_ -])?(?:(model)|(data|dataset))[_ -]?(?:card|sheet)[^/]*\.(?:md|markdown)$", re.IGNORECASE
)
# Translations of a README, and what is said beside it about ethics or terms.
_PAGE = re.compile(
    r"(?:^|/)(?:readme(?:[._-][a-z]{2,10}(?:[_-][a-z]{2,4})?)?"
    r"|(?:[a-z]+[_-])?(?:ethics|disclaimer|legal|terms(?:[_-]of[_-](?:use|service))?))\.(?:md|markdown)$",
    re.IGNORECASE,
)
_README = re.compile(r"(?:^|/)readme(?:\.md|\.markdown)?$", re.IGNORECASE)
_DATASHEET = re.compile(r"(?:^|/)datasheet[^/]*\.md$", re.IGNORECASE)
_DATA_TITLE = re.compile(r"\bdata ?(?:set)? ?card\b|\bdatasheet\b", re.IGNORECASE)
_MODEL_TITLE = re.compile(r"\bmodel card\b", re.IGNORECASE)
_TITLES = 3


def is_card_file(path: str) -> bool:
    """Tell whether a file is a card by its name alone; a README is one only with front matter (see ``parse_card``)."""
    return _CARD_FILE.search(path) is not None or _DATASHEET.search(path) is not None


def may_be_card(path: str) -> bool:
    """Tell whether a file can be a card: it is named as one, or it is a README."""
    return is_card_file(path) or _README.search(path) is not None


def is_readme(path: str) -> bool:
    """Tell whether a file is a README in the project's own language."""
    return _README.search(path) is not None


def is_page(path: str) -> bool:
    """Tell whether a file is a README in any folder or language, or a page about ethics or terms."""
    return _PAGE.search(path) is not None


def parse_card(path: str, data: bytes, knowledge: Knowledge) -> Card:
    """Return everything that a card says; never raises on content, problems are reported in the card.

    Args:
        path: the file's path relative to the release.
        data: its bytes; at most ``rail.cards.encoding.MAX_BYTES`` of them are read.
        knowledge: the licences and phrases.
    """
    text, coding_problems = decode_card(data)
    split = split_front_matter(text)
    front_matter, yaml_problems = _read_front_matter(split)
    blocks = read_blocks(split.body, split.body_line)
    sections = read_sections(split.body, blocks, split.body_line)
    names = [section.title for section in sections[:_TITLES] if section.level <= 2]  # noqa: PLR2004 # titles, no topics
    fields = _fields(front_matter)
    names += [fields[key] for key in ("model_name", "pretty_name") if key in fields]
    problems = (*coding_problems, *split.problems, *yaml_problems, *_unparsed(split))
    return Card(
        path=path,
        kind=_kind(path, front_matter, sections),
        front_matter=front_matter,
        has_fence=split.has_fence,
        body_line=split.body_line,
        sections=sections,
        statements=read_statements(blocks, knowledge, names),
        badges=find_badges(blocks),
        links=find_links(blocks),
        problems=problems,
        body_chars=len(split.body),
        fields=fields,
        preamble=_preamble(split.body, sections, split.body_line),
    )


def _preamble(body: str, sections: tuple[Section, ...], first_line: int) -> str:
    """Return the text above the first heading, which belongs to no section."""
    lines = split_lines(body)
    end = sections[0].line - first_line if sections else len(lines)
    return "\n".join(lines[:end])


def _read_front_matter(split: FrontMatter) -> tuple[Map | None, tuple[YamlProblem, ...]]:
    if split.block is None:
        return None, ()
    node, problems = read_yaml(split.block, first_line=split.block_line)
    if node is None and not problems:
        return Map((), split.block_line), problems
    if node is None or isinstance(node, Map):
        return node, problems
    message = "the front matter is no mapping of keys to values"
    return None, (*problems, YamlProblem("not-a-mapping", node.line, message))


def _unparsed(split: FrontMatter) -> tuple[YamlProblem, ...]:
    body = with_line_feeds(split.body)
    parsed = parsed_part(split.body)
    if len(parsed) >= len(body):
        return ()
    message = f"only the first {len(parsed):,} of the body's {len(body):,} characters are read"
    return (YamlProblem("too-large", split.body_line + parsed.count("\n"), message),)


def _fields(front_matter: Map | None) -> Mapping[str, str]:
    """Return the usual values as strings: lists joined with ``, ``; of a repeated key the first value."""
    fields: dict[str, str] = {}
    if front_matter is not None:
        for key in _FIELDS:
            node = front_matter.get(key)
            if node is not None:
                fields[key] = _joined(node)
    return fields


def _joined(node: Node) -> str:
    if isinstance(node, Scalar):
        return node.text.strip()
    if isinstance(node, Sequence):
        return ", ".join(_joined(item) for item in node.items)
    return ", ".join(f"{entry.key}: {_joined(entry.value)}" for entry in node.entries)


def _kind(path: str, front_matter: Map | None, sections: tuple[Section, ...]) -> str:
    named = _CARD_FILE.search(path)
    if named is not None:
        return "model" if named[1] else "dataset"
    if _DATASHEET.search(path):
        return "dataset"
    if front_matter is not None:
        keys = {entry.key for entry in front_matter.entries}
        data, model = len(keys & _DATASET_KEYS), len(keys & _MODEL_KEYS)
        if data != model:
            return "dataset" if data > model else "model"
    titles = " ".join(section.title for section in sections[:_TITLES])
    if _DATA_TITLE.search(titles):
        return "dataset"
    return "model" if _MODEL_TITLE.search(titles) else "unknown"
