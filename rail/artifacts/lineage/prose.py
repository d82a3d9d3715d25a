"""What a card's prose says the model was made from: only where a Hub repository is linked, and weak even so.

The words must stand beside the link: "fine-tuned from [X](https://huggingface.co/owner/x)", or "[X](...) fine-tuned".
A link elsewhere in a sentence that speaks of fine-tuning is as often a sibling, a data set or a tool.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.model.facts import RelationKind, Upstream
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rail.model.card import Card

HUB_LINK = re.compile(r"https?://(?:www\.)?(?:huggingface\.co|hf\.co)/(datasets/)?([\w.-]+/[\w.-]+?)(?:[/?#]|$)")
_NO_OWNERS = frozenset(
    {"datasets", "spaces", "docs", "blog", "papers", "transformers", "collections", "models", "learn", "tasks", "posts"}
)
_DONE = r"fine[- ]?tun(?:ed?|ing)|quanti[sz]ed|distill?ed"  # may stand beside the link without a preposition
_MADE = (
    r"quanti[sz]ation|distillation|merge[ds]?|adapted|adapters?|loras?|derived|initiali[sz]ed|built|based"
    r"|(?:continued?|further) (?:pre-?)?train(?:ed|ing)|(?:updated|modified|converted|gguf|gptq|awq|exl2) version"
)
_FROM = r"(?:from|of|on top of|on|off|with|upon|for)"
_LEAD = re.compile(
    rf"\b(?:(?:{_DONE})\*{{0,2}}(?: (?:model|version|weights))?(?:\s+{_FROM})?"
    rf"|(?:{_MADE})\*{{0,2}}(?: (?:model|version|weights))?\s+{_FROM})"
    r":?\*{0,2}\s+(?:(?:the|a|an|our|original|base|model)\s+){0,3}[*_`(]{0,3}$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    rf"\)?[*_`]{{0,3}}\s+(?:(?:model|base|which|that|has|have|was|is|been|further|then)\s+){{0,5}}(?:{_DONE})\b",
    re.IGNORECASE,
)
# "Base model: [X](...)", as an item of a list or a cell of a table.
_LABEL = re.compile(
    r"(?:^|\|)[ \t>*+-]{0,8}(?:\*\*|__)?(?:base|foundation|parent|source|underlying|pre-?trained)"
    r" (?:(?:language|vision) )?(?:models?|llm|checkpoint|weights)"
    r"(?:\*\*|__)?\s{0,2}[:|](?:\*\*|__)?\s{0,3}[*_`]{0,3}$",
    re.IGNORECASE,
)
_OPENING = re.compile(r"(?:\[[^\[\]]*\]\(|<a\b[^<>]*href=[\"']?|<)$", re.IGNORECASE)
_CLOSING = re.compile(r"[^\s)>\"']*[)>\"']?(?:[^<>]*</a>)?")


def prose_upstreams(card: Card, lines: Sequence[str], own: str) -> Iterator[Upstream]:
    """Yield the linked Hub repositories that a card says it was made from.

    Args:
        card: the card with its links.
        lines: the lines of its file.
        own: the release's own name, in lower case.
    """
    for link in card.links:
        match = HUB_LINK.match(link.target)
        if match is None or match.group(1) or link.line > len(lines):
            continue
        name = match.group(2)
        if name.lower() == own or name.partition("/")[0].lower() in _NO_OWNERS:
            continue
        if _stands_beside(lines[link.line - 1], link.target):
            yield Upstream(RelationKind.DERIVED, name, "prose", Location(card.path, link.line))


def _stands_beside(line: str, target: str) -> bool:
    place = line.find(target)
    if place < 0:
        return False
    before, after = line[:place], line[place + len(target) :]
    opening = _OPENING.search(before)
    lead = before[: opening.start()] if opening else before
    closing = _CLOSING.match(after)
    tail = after[closing.end() :] if closing else after
    if re.search(r"\bcards?\b", before[opening.start() :] if opening else "", re.IGNORECASE):
        return False
    return _LEAD.search(lead) is not None or _LABEL.search(lead) is not None or _TAIL.match(tail) is not None
