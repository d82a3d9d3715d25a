"""From a request to the files that it makes, in memory: licence texts, card, notice, restrictions, ``rail.lock``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rail.attach.card import write_card
from rail.attach.license_files import TextPlacer
from rail.attach.license_texts import attachable, policy_text, text_at_hand
from rail.attach.lock import write_lock
from rail.attach.notice import write_notice
from rail.attach.refusal import with_waivers
from rail.attach.request import check_request
from rail.attach.restrictions import restrictions_page
from rail.attach.reuse import REUSE_FILE, write_reuse
from rail.attach.setting import ANNEX, Holding, Setting, main_component
from rail.attach.text_sources import TextOffer
from rail.attach.whole import write_whole
from rail.checks.upstreams import distinct_upstreams
from rail.errors import InputError
from rail.model.attached import COMPONENTS, RELEASE, AttachedText, Attachment
from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rail.attach.draft import Draft
    from rail.attach.request import AttachRequest
    from rail.attach.text_sources import LicenseText
    from rail.knowledge.store import Knowledge
    from rail.model.facts import Facts
    from rail.model.finding import Waiver
    from rail.model.license import License

POLICY_FILE = "USE_POLICY.md"
_NO_TEXT = AttachedText("", "", "", "")


@dataclass(frozen=True, slots=True)
class Drafted:
    """What a request makes of a release, in a draft.

    Attributes:
        setting: the release with all attachments that then stand.
        asked: the components that the request names.
        written: the files that are written whole.
        notes: what is to be said of it.
    """

    setting: Setting
    asked: tuple[str, ...]
    written: tuple[str, ...]
    notes: tuple[str, ...]


def draft_attachment(
    request: AttachRequest, facts: Facts, knowledge: Knowledge, draft: Draft, *, as_of: str
) -> Drafted:
    """Draft everything that an attachment writes but the documents about the whole release.

    Args:
        request: what is to be attached.
        facts: of the release as it is.
        knowledge: the records, joined by the release's own.
        draft: takes the files.
        as_of: ISO date.

    Raises:
        InputError: the request, or what stands in the release, does not allow it; nothing was written.
    """
    check_request(request, knowledge)
    bases = tuple(dict.fromkeys(upstream.name for upstream in distinct_upstreams(facts)))
    request = replace(request, offer=replace(request.offer, upstreams=request.offer.upstreams or bases))
    placer = TextPlacer(draft, facts, knowledge, replace=request.replace, as_of=as_of)
    former = {} if facts.lock is None else {one.component: one for one in facts.lock.attached}
    wanted: dict[str, tuple[Attachment, License, LicenseText]] = {}
    for component, name in request.licenses:
        record = attachable(name, knowledge)
        attachment = _begun(request, component, record, former.get(component), as_of)
        wanted[component] = (attachment, record, text_at_hand(record, knowledge, request.offer, placer.held(record)))
    placed = _placed(wanted, former, placer, main_component(facts), draft)
    standing = [(placed | _others(former, placed))[one] for one in COMPONENTS if one in placed or one in former]
    texts = {component: text for component, (_, _, text) in wanted.items()}
    holdings = tuple(_holding(one, knowledge, request.offer, texts.get(one.component), draft) for one in standing)
    setting = Setting(facts, knowledge, holdings, gate=request.gate, replace=request.replace)
    return _written(setting, draft, tuple(former.values()), tuple(placed))


def finish(drafted: Drafted, draft: Draft, waivers: Sequence[Waiver], as_of: str) -> Drafted:
    """Draft the lock; waivers travel with the first of the attachments that were asked for."""
    first = True
    holdings = []
    for holding in drafted.setting.holdings:
        asked = holding.component in drafted.asked
        attachment = with_waivers(holding.attachment, waivers) if asked and first else holding.attachment
        first = first and not asked
        holdings.append(replace(holding, attachment=attachment))
    setting = replace(drafted.setting, holdings=tuple(holdings))
    write_lock(draft, setting.facts, tuple(one.attachment for one in holdings), list(drafted.written), as_of)
    return replace(drafted, setting=setting)


def _begun(request: AttachRequest, component: str, record: License, old: Attachment | None, as_of: str) -> Attachment:
    """Return an attachment without its text; what the request leaves open is as it was recorded for this licence.

    Raises:
        InputError: nobody said who licenses, or why they may.
    """
    same = old if old is not None and old.license == record.id else None
    licensor = request.licensor or (same.licensor if same else None)
    authority = request.authority or (same.authority if same else None)
    missing = [option for option, value in (("--licensor NAME", licensor), ("--authority", authority)) if not value]
    if licensor is None or authority is None:
        message = f"{' and '.join(missing)}: who licenses this, and why they may, is asked and never guessed"
        raise InputError(message, "for example: --licensor 'Example Org' --authority owner")
    kept = same is not None and same.licensor == licensor
    return Attachment(
        component=component,
        license=record.id,
        licensor=licensor,
        year=request.year or (same.year if same is not None and kept else as_of[:4]),
        authority=authority,
        date=as_of,
        text=_NO_TEXT,
        evidence=request.evidence or (same.evidence if same is not None and kept else None),
        waivers=same.waivers if same is not None else (),
        replaced=old.replaced if old is not None else (),
    )


def _placed(
    wanted: Mapping[str, tuple[Attachment, License, LicenseText]],
    former: Mapping[str, Attachment],
    placer: TextPlacer,
    main: str,
    draft: Draft,
) -> dict[str, Attachment]:
    """Place the texts, and return the attachments with where they stand."""
    by_parts = bool((set(wanted) | set(former)) - {RELEASE})
    done: dict[str, Attachment] = {}
    for component, (attachment, record, text) in wanted.items():
        at_root = component in {RELEASE, main}
        placed = placer.at_root(attachment, record, text) if at_root else placer.in_store(attachment, record, text)
        done[component] = _dated(placed, former.get(component))
    if by_parts or draft.read(REUSE_FILE) is not None:
        for attachment in (done | _others(former, done)).values():
            placer.copy_to_store(attachment)
    return done


def _others(former: Mapping[str, Attachment], placed: Mapping[str, Attachment]) -> dict[str, Attachment]:
    return {component: one for component, one in former.items() if component not in placed}


def _dated(attachment: Attachment, old: Attachment | None) -> Attachment:
    """Return an attachment with its first date, where nothing about it changed since."""
    same = old is not None and (old.license, old.text.path, old.text.sha256) == (
        attachment.license,
        attachment.text.path,
        attachment.text.sha256,
    )
    if old is not None and same:  # where the text came from is what was recorded when it was written
        attachment = replace(attachment, text=old.text)
    if old is not None and replace(old, date=attachment.date, line=attachment.line) == attachment:
        return replace(attachment, date=old.date)
    return attachment


def _holding(
    attachment: Attachment, knowledge: Knowledge, offer: TextOffer, text: LicenseText | None, draft: Draft
) -> Holding:
    """Return an attachment with its record, its text and the policies that it takes in."""
    record = attachable(attachment.license, knowledge)
    if text is None:
        text = text_at_hand(record, knowledge, TextOffer(), draft.read(attachment.text.path))
    policies = []
    for companion in record.companions:
        policy = knowledge.license(companion)
        if policy is not None and policy.kind == "use-policy":
            policies.append((policy, policy_text(policy, knowledge, offer)))
    return Holding(attachment, record, text, tuple(policies))


def _page_of_none(draft: Draft, setting: Setting) -> str | None:
    """Return what stands in a file of ours whose licence was replaced by one without restrictions on record."""
    ours = {one.path for one in setting.facts.lock.written} if setting.facts.lock else set()
    if ANNEX not in ours or draft.read(ANNEX) is None:
        return None
    return (
        "# Use restrictions\n\nNo use restriction of the attached licence is on record. "
        "A copy that came with other terms stays under those terms.\n"
    )


def _written(setting: Setting, draft: Draft, former: tuple[Attachment, ...], asked: tuple[str, ...]) -> Drafted:
    written: list[str] = []
    notes: list[str] = []
    page = restrictions_page(setting) or _page_of_none(draft, setting)
    if page is not None:
        setting = replace(setting, annex=True)  # the card leads to it
        written.append(write_whole(draft, setting.facts, ANNEX, page.encode(), "the use restrictions"))
    for holding in setting.holdings:
        for policy, text in holding.policies:
            if text is not None:
                written.append(write_whole(draft, setting.facts, POLICY_FILE, text.data, "the use policy"))
            else:
                address = "its steward" if policy.text is None else policy.text.url
                notes.append(f"{policy.name}: its text is not at hand; put it at {POLICY_FILE} ({address})")
    if setting.has_card:
        write_card(draft, setting)
    write_notice(draft, setting, former)
    if setting.by_parts or draft.read(REUSE_FILE) is not None:
        write_reuse(draft, setting)
    return Drafted(setting, asked, tuple(written), tuple(notes))
