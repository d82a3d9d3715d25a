"""Whole files in, licences out: exact look-up first, then comparison with the most similar known texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.identify.exact import exact_match
from rail.identify.index import load_index
from rail.identify.normalise import decode, prepare, tokens, without_copyright
from rail.model.identification import Identification, TextStatus
from rail.model.license_ids import LicenseIds

if TYPE_CHECKING:
    from rail.identify.index import Index
    from rail.identify.names import Names

_HEAD = 65_536
_BINARY = 50  # one zero byte in so many characters makes a program or an archive; a stray one leaves a text a text


def identify(data: bytes) -> tuple[Identification, ...]:
    """Return what licences a file holds, in the order of the file; one entry of status ``none`` when it holds none.

    Raises:
        NotBuiltError: the packs were never compiled.
    """
    text = decode(data)
    if text.count("\0", 0, _HEAD) * _BINARY > min(len(text), _HEAD):
        return (Identification(TextStatus.NONE, None),)
    return identify_text(text, load_index())


def identify_text(text: str, index: Index) -> tuple[Identification, ...]:
    """Return what licences a text holds."""
    prepared = prepare(text)
    shortened = without_copyright(prepared)
    found = tokens(shortened)
    match = exact_match(shortened, found, index)
    if match is not None:
        number, line = match
        span = (_first_line(prepared, line), len(prepared.rstrip().split("\n")))
        return (canonical(index.names(number), span),)
    from rail.identify.survey import survey

    return survey(text, prepared, found if shortened == prepared else tokens(prepared), index)


def canonical(names: Names, span: tuple[int, int]) -> Identification:
    """Return the identification of an unchanged text."""
    return Identification(
        TextStatus.CANONICAL,
        names.id,
        license_ids(names),
        1.0,
        span,
        language=names.language,
        translation_of=names.translation_of,
    )


def license_ids(names: Names) -> LicenseIds:
    """Return the ids of a known text as the model has them."""
    return LicenseIds(names.spdx, names.hub, names.licensedb)


def _first_line(prepared: str, at_least: int) -> int:
    lines = prepared.split("\n")
    for number in range(at_least, len(lines) + 1):
        if lines[number - 1].strip():
            return number
    return at_least
