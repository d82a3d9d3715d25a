"""HTML tags, taken out of a text so that its lines stay."""

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


def without_tags(text: str) -> str:
    """Return the text without HTML tags; inline ones join what they stand between, others part it."""
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
