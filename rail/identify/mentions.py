"""Licences that a text names without holding them: SPDX tags, one-line pointers, addresses, titles.

Tags follow SPDX 2.3, annex E (``SPDX-License-Identifier``). A title alone names no text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rail.identify.markup import strip_markup
from rail.identify.normalise import without_copyright
from rail.model.identification import Identification, TextStatus
from rail.model.license_ids import LicenseIds

if TYPE_CHECKING:
    from rail.identify.index import Index
    from rail.identify.judge import Comparison
    from rail.model.catalogue import Resolution

_TAG = re.compile(r"SPDX-License-Identifier[ \t]*[:=][ \t]*([^\r\n]{1,300})", re.IGNORECASE)
_TAG_END = re.compile(r"\s*(?:\*/|-->|#\}|\*\)|[\"'<,;]).*$")
_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?((?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,10}/[^\s\"<>)\]]{1,200})")
_CHUNK = re.compile(r"[^\s,;:()\[\]\"]+")
_TAGS_IN = 64_000
_SHORT = 250
_TITLE_WORDS = 12
_NAME_WORDS = 12
_LEGAL_WORDS = 5
_LEGAL_SHARE = 0.03
_TITLED_SHARE = 0.012
_TITLE_AREA = 30
_TITLE_NOUNS = frozenset({"license", "agreement", "terms", "policy"})
_LIKE = 40


class Phrases(NamedTuple):
    """The compiled ``licenses/mentions.yaml``."""

    before_name: re.Pattern[str]
    addresses: tuple[tuple[str, str, str], ...]
    legal_words: frozenset[str]


@lru_cache(maxsize=2)
def load_phrases(packed: str) -> Phrases:
    """Return the phrases of the pack's section ``mentions``: before a name, labels, addresses, legal words."""
    before, labels, addresses, legal = packed.split("\n")
    verbs = "|".join(re.sub(r" ", r"\\s+", re.escape(item).replace(r"\ ", " ")) for item in before.split("\t"))
    titles = "|".join(re.escape(item) for item in labels.split("\t"))
    rows = (item.split(" ") for item in addresses.split("\t"))
    return Phrases(
        re.compile(rf"\b(?:{verbs})\s+|^[^\w\n]{{0,8}}(?:{titles})[^\w\n]{{0,4}}[:=][^\w\n]{{0,6}}", re.MULTILINE),
        # A prepared text has no hyphens inside words: by-nc-sa stands there as byncsa.
        tuple((begins.replace("-", "").lower(), license_id, family) for begins, license_id, family in rows),
        frozenset(legal.split("\t")),
    )


def find_mentions(
    text: str, prepared: str, words: list[str], near: list[Comparison], index: Index
) -> tuple[Identification, ...]:
    """Return what a text that holds no known licence text names, or that it is unknown, or no licence at all."""
    last = prepared.rstrip().count("\n") + 1
    tags = _tags(text)
    if tags:
        return tags
    phrases = load_phrases(index.section("mentions"))
    if len(words) <= _SHORT:
        # Names keep their hyphens: "cc-by" and "openrail-m" are two words each to whoever knows names.
        shown = strip_markup(text.replace("\r\n", "\n").replace("\r", "\n")).lower()
        named = _pointers(shown, phrases) or _title(shown, words)
        if named:
            return named
    likely = [item for item in near if item.equal >= _LIKE or item.purity >= 0.5]  # noqa: PLR2004 # half of its words
    if _is_legal(words, phrases) or (likely and likely[0].purity >= 0.5):  # noqa: PLR2004 # half
        likely.sort(key=lambda item: (-item.similarity, item.reference.number))
        candidates = tuple(dict.fromkeys(item.reference.names.id for item in likely))[:5]
        similarity = round(likely[0].similarity, 4) if likely else 0.0
        return (Identification(TextStatus.UNKNOWN, None, similarity=similarity, span=(1, last), candidates=candidates),)
    return (Identification(TextStatus.NONE, None, span=(1, last)),)


def _tags(text: str) -> tuple[Identification, ...]:
    found: dict[str, Identification] = {}
    for match in _TAG.finditer(text[:_TAGS_IN]):
        line = text.count("\n", 0, match.start()) + 1
        expression = _TAG_END.sub("", match[1]).strip()
        for name in re.findall(r"[A-Za-z0-9.+-]+(?:-[A-Za-z0-9.+]+)*", expression):
            if name.upper() in {"AND", "OR", "WITH"}:
                continue
            resolution = _resolve(name, "spdx") or _resolve(name, "licensedb")
            found.setdefault(name, _mention(resolution, name, line, "tag"))
    return tuple(found.values())


def _title(prepared: str, words: list[str]) -> tuple[Identification, ...]:
    """Return the licence whose title is all that the text holds."""
    if not 0 < len(words) <= _TITLE_WORDS:
        return ()
    shown = without_copyright(prepared).strip(' \t\n#*=-_>"')
    resolution = _resolve(" ".join(shown.split()))
    if resolution is None:
        return ()
    line = prepared[: prepared.find(shown)].count("\n") + 1
    if resolution.family:
        return (Identification(TextStatus.FAMILY, resolution.family, span=(line, line), via="title"),)
    known = resolution.license or resolution.hub
    return (
        Identification(TextStatus.UNKNOWN, None, span=(line, line), via="title", candidates=(known,) if known else ()),
    )


def _pointers(prepared: str, phrases: Phrases) -> tuple[Identification, ...]:
    found: dict[str, Identification] = {}
    for match in phrases.before_name.finditer(prepared):
        named = _name_after(prepared, match.end())
        if named is not None:
            line = prepared.count("\n", 0, match.end()) + 1
            mention = _mention(named, "", line, "pointer")
            found.setdefault(mention.license or "", mention)
    for match in _ADDRESS.finditer(prepared):
        for begins, license_id, family in phrases.addresses:
            if match[1].replace("-", "").startswith(begins):
                line = prepared.count("\n", 0, match.start()) + 1
                mention = Identification(
                    TextStatus.FAMILY, license_id or family, _ids(license_id), span=(line, line), via="pointer"
                )
                found.setdefault(license_id or family, mention)
    return tuple(sorted(found.values(), key=lambda item: item.span))


def _name_after(text: str, start: int) -> Resolution | None:
    """Return what the longest name that begins here means."""
    passage = text[start : start + 160].partition("\n\n")[0]
    ends = [match.end() for match in _CHUNK.finditer(passage)][:_NAME_WORDS]
    for end in reversed(ends):
        resolution = _resolve(" ".join(passage[:end].strip(' ."*_`').split()))
        if resolution is not None:
            return resolution
    return None


def _resolve(name: str, namespace: str | None = None) -> Resolution | None:
    from rail.knowledge.store import Knowledge

    resolution = Knowledge.load().resolve(name, namespace=namespace)
    return resolution if resolution.license or resolution.family else None


def _mention(resolution: Resolution | None, name: str, line: int, via: str) -> Identification:
    if resolution is None:
        return Identification(TextStatus.UNKNOWN, None, span=(line, line), via=via, candidates=(name,) if name else ())
    return Identification(
        TextStatus.FAMILY, resolution.license or resolution.family, _ids(resolution.license), span=(line, line), via=via
    )


def _ids(license_id: str | None) -> LicenseIds:
    from rail.knowledge.store import Knowledge

    known = Knowledge.load().license(license_id) if license_id else None
    return known.ids if known is not None else LicenseIds()


def _is_legal(words: list[str], phrases: Phrases) -> bool:
    legal = [word for word in words if word in phrases.legal_words]
    titled = any(word in _TITLE_NOUNS for word in words[:_TITLE_AREA])
    share = _TITLED_SHARE if titled else _LEGAL_SHARE
    return len(set(legal)) >= _LEGAL_WORDS and len(legal) >= share * len(words)
