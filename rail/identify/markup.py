"""Markup that carries no words: HTML tags and entities, Markdown link targets, front matter, ``REM`` leaders."""

from __future__ import annotations

import re

# Compiled when a text needs them (``re`` keeps them): most need none, and compiling takes longer than reading.
_ENTITY = r"(?i)&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d?);"
# An address only, which a line end may have cut: "[the Model](not)" keeps its words.
_LINK_TARGET = (
    r"(?i)\]\(<?(?:(?:https?|ftp|mailto):[^()\s]{1,500}(?:\n[ \t>*#/;-]{0,12}[^()\s]{1,200}){0,2}"
    r"|(?:[#./]|[^()\s]{1,120}[/#])[^()\s]{0,300}(?:(?<=-)\n[ \t>*#/;-]{0,12}[^()\s]{1,200}){0,2}"
    r"|[^()\s.]{1,60}\.(?:md|html?|txt|pdf))"
    r'>?(?:\s{1,3}"[^"\n]{0,200}")?\)'
)
_ESCAPE = r"\\(?=[^\w\s])"
_YAML_KEY = r"\s*(?:#[^\n]*\n\s*)*[\"']?[A-Za-z_][\w .-]{0,60}[\"']?\s*:(?:\s|$)"
_LEADER_LINE = r"(?m)^[ \t]*(?:REM|rem|dnl)\b"
_MAX_FRONT_MATTER = 200_000
_MOST = 0.6


def strip_markup(text: str) -> str:
    """Return the text without markup; every line stays a line."""
    if text.startswith("---"):
        text = _without_front_matter(text)
    if "<" in text:
        from rail.identify.tags import without_tags

        text = without_tags(text)
    if "&" in text and re.search(_ENTITY, text):
        import html

        text = re.sub(_ENTITY, lambda match: html.unescape(match[0]).replace("\n", " "), text)
    if "](" in text:
        text = re.sub(_LINK_TARGET, lambda match: "]" + "\n" * match[0].count("\n"), text)
    if "\\" in text:
        text = re.sub(_ESCAPE, "", text)
    if "REM" in text or "rem" in text or "dnl" in text:
        text = _without_leaders(text)
    return text


def _without_front_matter(text: str) -> str:
    first, _, rest = text.partition("\n")
    if first.rstrip() != "---" or not re.match(_YAML_KEY, rest[:2000]):
        return text
    end = re.search(r"^(?:---|\.\.\.)[ \t]*$", rest[:_MAX_FRONT_MATTER], re.MULTILINE)
    if end is None:
        return text
    return "\n" * (1 + rest.count("\n", 0, end.end())) + rest[end.end() :]


def _without_leaders(text: str) -> str:
    lines = sum(1 for line in text.split("\n") if line.strip())
    if len(re.findall(_LEADER_LINE, text)) > _MOST * lines:
        return re.sub(_LEADER_LINE, "", text)
    return text
