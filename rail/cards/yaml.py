"""YAML of others, read from PyYAML's event stream: every value a string, nothing constructed, nothing dropped.

The loaders of PyYAML turn ``no`` into False, keep the last of two equal keys, and can be made to crash or to hang.
Its event stream does none of this (``rail.cards.composer``). Importing this module imports no YAML library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.model.card import YamlProblem

if TYPE_CHECKING:
    from rail.model.card import Node

MAX_CHARS = 2_000_000


def read_yaml(text: str, *, first_line: int = 1) -> tuple[Node | None, tuple[YamlProblem, ...]]:
    """Return the first document of a text as nodes, and everything that is wrong with it.

    Args:
        text: the text; at most ``MAX_CHARS`` characters are accepted.
        first_line: the number of the text's first line in its file.

    Returns:
        The node, or ``None`` for an empty document and for one that cannot be read; the problems, in order of lines.
    """
    if len(text) > MAX_CHARS:
        message = f"{len(text):,} characters of YAML; at most {MAX_CHARS:,} are read"
        return None, (YamlProblem("too-large", first_line, message),)
    from rail.cards.composer import compose

    return compose(text, first_line)
