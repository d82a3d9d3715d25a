"""What is to be attached, by whom and on what authority; checked before anything is planned."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from rail.attach.text_sources import TextOffer
from rail.errors import InputError
from rail.model.attached import COMPONENTS
from rail.model.late import dataclass

if TYPE_CHECKING:
    from rail.knowledge.store import Knowledge
    from rail.model.attached import EvidenceFile
    from rail.model.finding import Waiver

SBOMS = ("spdx", "spdx3", "cyclonedx", "none")
_YEAR = re.compile(r"(?:19|20)\d\d(?:-(?:19|20)\d\d)?", re.ASCII)
_LONGEST = 200
# Line ends, control and direction marks: they have no place in a name, and each breaks some format.
_ODD = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class AttachRequest:
    """A wish to attach licences.

    Attributes:
        licenses: component and name of the licence, each component once.
        licensor: who licenses; where it is ``None``, as recorded for the same licence before.
        authority: why the licensor may, likewise.
        evidence: what shows it, or ``None``.
        year: of the notice; the year of the date of the attachment when not given.
        gate: ask whoever wants the release on the Hub to accept the terms.
        replace: put the text in the place of another licence's, and keep a copy of that.
        waivers: exceptions from what upstream asks for.
        sbom: the kind of SBOM to write, one of ``SBOMS``; the kinds that were written before, else ``spdx``.
        offer: where texts may be taken from, beside the text pack.
    """

    licenses: tuple[tuple[str, str], ...]
    licensor: str | None = None
    authority: str | None = None
    evidence: EvidenceFile | None = None
    year: str | None = None
    gate: bool = False
    replace: bool = False
    waivers: tuple[Waiver, ...] = ()
    sbom: str | None = None
    offer: TextOffer = TextOffer()


def check_request(request: AttachRequest, knowledge: Knowledge) -> None:
    """Refuse what no release can be written from.

    Raises:
        InputError: a component stands twice or is none, a name is no name, or the authority or the year is none.
    """
    components = [component for component, _ in request.licenses]
    for component in components:
        if component not in COMPONENTS:
            message = f"{component}: no component; expected one of {', '.join(COMPONENTS[1:])}"
            raise InputError(message)
        if components.count(component) > 1:
            message = f"{component}: two licences for one component"
            raise InputError(message, "where users may choose between licences, say so in the card; rail attaches one")
    if request.licensor is not None:
        check_name(request.licensor, "--licensor")
    known = knowledge.vocabulary().kinds["authorities"]
    if request.authority is not None and request.authority not in known:
        message = f"--authority: {request.authority!r} is not known; expected one of {', '.join(known)}"
        raise InputError(message)
    if request.year is not None and not _YEAR.fullmatch(request.year):
        message = f"--year: {request.year!r}: expected a year such as 2026, or two with a hyphen"
        raise InputError(message)
    if request.sbom is not None and request.sbom not in SBOMS:
        message = f"--sbom: {request.sbom!r}: expected one of {', '.join(SBOMS)}"
        raise InputError(message)


def check_name(name: str, what: str) -> None:
    """Refuse a name that cannot stand on one line of a text.

    Raises:
        InputError: it is empty, too long, or holds line ends, control or direction marks.
    """
    odd = next((char for char in name if unicodedata.category(char) in _ODD), None)
    if odd is not None:
        message = f"{what}: holds U+{ord(odd):04X}, a line end or a mark that no name has"
        raise InputError(message)
    if not name.strip() or name != name.strip() or len(name) > _LONGEST:
        message = f"{what}: expected a name of at most {_LONGEST} characters, without blanks around it"
        raise InputError(message)
