"""Verbatim licence texts for a release: which record a name means, its text, and the fields that a text leaves open."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rail.attach.filling import fill_text
from rail.attach.text_check import canonical_characters, match_text
from rail.attach.text_sources import LicenseText, held_text, obtain_text
from rail.errors import InputError, RailError

if TYPE_CHECKING:
    from rail.attach.text_sources import TextOffer
    from rail.knowledge.store import Knowledge
    from rail.model.license import License


def attachable(name: str, knowledge: Knowledge) -> License:
    """Return the record of the one licence that a name means.

    Raises:
        InputError: it means none, a family, a use policy, or a text whose terms nobody recorded.
    """
    meant = knowledge.resolve(name)
    license_id = meant.license or (name if knowledge.license(name) is not None else None)
    record = None if license_id is None else knowledge.license(license_id)
    if record is None:
        raise _no_license(name, meant.family, knowledge)
    if record.kind != "license":
        message = f"{name}: {record.name} is a use policy, no licence: it limits a licence and grants nothing"
        users = [one.id for one in knowledge.licenses() if record.id in one.companions and one.kind == "license"]
        hint = f"attach the licence that takes it in: {', '.join(users)}" if users else "attach a licence"
        raise InputError(message, f"{hint}; the policy is written beside it")
    if record.terms is None or record.text is None:
        message = f"{name}: known by name only: nobody recorded its terms, so nothing can be said or checked about them"
        raise InputError(message, "write a record of your own: rail license draft LICENSE --id NAME")
    return record


def _no_license(name: str, family: str | None, knowledge: Knowledge) -> InputError:
    if family is not None:
        found = knowledge.family(family)
        ours = [one for one in found.members if knowledge.license(one)] if found else []
        message = f"{name}: is a family of licences and names no text"
        return InputError(message, f"attach one of its members: {', '.join(ours) or 'none has a record here'}")
    from rail.knowledge.near_names import near_family, near_licenses

    message = f"{name}: no licence of this name is known"
    meant = near_family(name, knowledge)
    if meant is not None:
        members = ", ".join(one for one in meant.members if _is_license(one, knowledge))
        return InputError(message, f"did you mean {meant.id}? it is a family; attach one of its members: {members}")
    near = [one for one in near_licenses(name, knowledge) if _is_license(one, knowledge)]
    return InputError(message, f"did you mean {' or '.join(near)}?" if near else "rail license list")


def _is_license(license_id: str, knowledge: Knowledge) -> bool:
    record = knowledge.license(license_id)
    return record is not None and record.kind == "license"


def text_at_hand(record: License, knowledge: Knowledge, offer: TextOffer, held: bytes | None) -> LicenseText:
    """Return the text of a licence from where it was offered, else as the release holds it already.

    Args:
        record: the licence.
        knowledge: the records.
        offer: where else it may be taken from.
        held: the bytes of a file of the release that holds it, or ``None``.

    Raises:
        InputError: it is nowhere; the hint names what else serves.
    """
    if held is not None and offer.text is None:
        try:
            matched = match_text(held, record, knowledge, "the release")
        except InputError:
            pass
        else:
            packed = held_text(record)
            if packed is not None and packed.data == held:
                return packed
            return LicenseText(
                record.id, held, matched, "release", "the release itself", canonical_characters(held, record)
            )
    return obtain_text(record, knowledge, offer)


def policy_text(policy: License, knowledge: Knowledge, offer: TextOffer) -> LicenseText | None:
    """Return the text of a use policy that goes with a licence, or ``None`` where no place has it."""
    for one in (offer, replace(offer, text=None)):
        try:
            return obtain_text(policy, knowledge, one)
        except RailError:
            continue
    return None


def filled(text: LicenseText, record: License, licensor: str, year: str, knowledge: Knowledge) -> tuple[bytes, bool]:
    """Return the bytes to write, with year and licensor in the fields that the text leaves open.

    A text that the release holds already is not touched.

    Raises:
        InputError: the licensor's name would make another field of a field.
    """
    if text.source == "release":
        return text.data, False
    changed = _named_fields(text, licensor, year, knowledge)
    if fill_text(changed, record, {}).missing:
        return fill_text(changed, record, {"year": year, "holder": licensor, "project": licensor}).data, True
    return changed.data, changed is not text


def _named_fields(text: LicenseText, licensor: str, year: str, knowledge: Knowledge) -> LicenseText:
    """Return the pack's copy with the names replaced that stand in it for a holder without being marked as a field."""
    rows: list[dict[str, Any]] = [row for row in knowledge.patterns("text-fields") if row["license"] == text.license]
    if text.source != "pack" or text.characters is None or not rows:
        return text
    words = text.characters
    for row in sorted(rows, key=lambda row: row["span"], reverse=True):
        start, end = row["span"]
        put = row["put"].replace("{year}", year).replace("{licensor}", licensor)
        words = f"{words[:start]}{put}{words[end:]}"
    return replace(text, data=words.encode(), characters=None)
