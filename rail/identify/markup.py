"""Markup that carries no words: HTML tags and entities, Markdown link targets, front matter, ``REM`` leaders."""

from __future__ import annotations

import re

# Only real element names: <year> and <name of author> are words of a licence.
_TAG = re.compile(
    r"</?(?:html|head|body|main|article|section|header|footer|nav|aside|p|br|hr|div|h[1-6]|ul|ol|li|dl|dt|dd|table|thead"
    r"|tbody|tr|td|th|blockquote|pre|center|meta|link|title|img|details|summary|!doctype)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_INLINE_TAG = re.compile(
    r"</?(?:a|b|i|u|s|em|strong|span|font|tt|code|kbd|small|big|sup|sub|abbr|cite|q|del|ins|mark|var|samp|o:p)(?:\s{1,9}[a-z-]{1,40}\s{0,3}=[^<>]{0,2000})?\s{0,3}/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d?);", re.IGNORECASE)
_LINK_TARGET = re.compile(r'\]\([^()\s]{1,500}(?:\s{1,3}"[^"\n]{0,200}")?\)')
_ESCAPE = re.compile(r"\\(?=[^\w\s])")
_YAML_KEY = re.compile(r"\s*(?:#[^\n]*\n\s*)*[\"']?[A-Za-z_][\w .-]{0,60}[\"']?\s*:(?:\s|$)")
_LEADERS = ("rem", "dnl", "c")
_LEADER_LINE = re.compile(r"^[ \t]*(?:REM|rem|dnl)\b", re.MULTILINE)
_MAX_FRONT_MATTER = 200_000
_MOST = 0.6


def strip_markup(text: str) -> str:
    """Return the text without markup; every line stays a line."""
    if text.startswith("---"):
        text = _without_front_matter(text)
    if "<" in text:
        text = _without_tags(text)
    if "&" in text and _ENTITY.search(text):
        import html

        text = _ENTITY.sub(lambda match: html.unescape(match[0]).replace("\n", " "), text)
    if "](" in text:
        text = _LINK_TARGET.sub(lambda match: "]" + "\n" * match[0].count("\n"), text)
    if "\\" in text:
        text = _ESCAPE.sub("", text)
    if "REM" in text or "rem" in text or "dnl" in text:
        text = _without_leaders(text)
    return text


def _without_front_matter(text: str) -> str:
    first, _, rest = text.partition("\n")
    if first.rstrip() != "---" or not _YAML_KEY.match(rest[:2000]):
        return text
    end = re.search(r"^(?:---|\.\.\.)[ \t]*$", rest[:_MAX_FRONT_MATTER], re.MULTILINE)
    if end is None:
        return text
    return "\n" * (1 + rest.count("\n", 0, end.end())) + rest[end.end() :]


def _without_tags(text: str) -> str:
    for name in ("script", "style"):
        if f"<{name}" in text.lower():
            text = _without_element(text, name)
    text = text.replace("<!--", " ").replace("-->", " ")
    text = _INLINE_TAG.sub(lambda match: "\n" * match[0].count("\n"), text)
    return _TAG.sub(lambda match: " " + "\n" * match[0].count("\n"), text)


def _without_element(text: str, name: str) -> str:
    folded = text.lower() if len(text.lower()) == len(text) else text
    parts = []
    last = 0
    while (start := folded.find(f"<{name}", last)) >= 0 and (end := folded.find(f"</{name}>", start)) >= 0:
        parts.append(text[last:start])
        last = end + len(name) + 3
        parts.append("\n" * text.count("\n", start, last))
    parts.append(text[last:])
    return "".join(parts)


def _without_leaders(text: str) -> str:
    lines = sum(1 for line in text.split("\n") if line.strip())
    if len(_LEADER_LINE.findall(text)) > _MOST * lines:
        return _LEADER_LINE.sub("", text)
    return text
