"""Text of others in GitHub's Markdown: nothing in it becomes an element, a link, a mention or a reference.

Every sign that Markdown, HTML or GitHub's own filters act on is written as a character reference, which no parser
takes for markup. Filters that look at the text after parsing (mentions, bare addresses, issue numbers, emoji) need
more: a zero-width space inside. Long texts are cut.
"""

from __future__ import annotations

import re

from rail.reports.visible import visible

LONGEST = 1500
_SPECIAL = re.compile(r"[\\`*_\[\]<>#|~&$\"]")
# At the beginning of a list item these begin a list of their own, or a rule.
_LEADING = re.compile(r"[-+=:0-9]")
# What GitHub links by itself: @name, #1 and GH-1, addresses, www., :emoji:.
_ACTIVE = re.compile(r"@|#(?=\d)|(?<=:)//|\bwww(?=\.)|\bGH(?=-\d)|:(?=[a-z0-9_+-]+:)|mailto:|xmpp:", re.IGNORECASE)
_BREAK = "&#8203;"


def inline(text: str, longest: int = LONGEST) -> str:
    """Return text on one line that Markdown shows as it stands; what stands between backticks is shown as code."""
    told = visible(" ".join(text.split()))
    told = told if len(told) <= longest else f"{told[:longest]} ..."
    parts = told.split("`")
    if len(parts) % 2 == 0:  # a backtick without its second one
        return _begun(told)
    return "".join(
        f"<code>{_safe(part)}</code>" if number % 2 and part else (_safe(part) if number else _begun(part))
        for number, part in enumerate(parts)
    )


def _begun(text: str) -> str:
    return f"&#{ord(text[0])};{_safe(text[1:])}" if _LEADING.match(text) else _safe(text)


def _safe(text: str) -> str:
    """Escape first, then break: the breaks are references themselves."""
    pieces = []
    begin = 0
    for match in _ACTIVE.finditer(text):
        pieces += [_escape(text[begin : match.start()]), _broken(match[0])]
        begin = match.end()
    return "".join([*pieces, _escape(text[begin:])])


def _broken(found: str) -> str:
    return f"{_BREAK}{_escape(found)}" if found == "//" else f"{_escape(found)}{_BREAK}"


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", text)
