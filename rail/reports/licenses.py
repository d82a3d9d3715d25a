"""What ``rail license`` prints: a list of records, or one licence with its terms clause by clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.model.late import dataclass
from rail.model.terms import TermKind
from rail.reports.consequences import add_consequences
from rail.reports.page import Page, cells

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rail.model.license import License
    from rail.model.terms import Term
    from rail.model.vocabulary import Vocabulary
    from rail.reports.page import Span
    from rail.terms.consequences import Consequence

_HEADS = {
    TermKind.PERMISSION: "permits",
    TermKind.PROHIBITION: "prohibits",
    TermKind.DUTY: "requires",
    TermKind.LIMIT: "limits",
}
_ANSWERS = {"not-stated": "the text does not say", "unread": "nobody read the text for this"}
_COLUMN = 13
_DATES = 18
_LARGE = 10_000  # from here on digits are grouped; below it may be a year
_FLOW = {
    "same-restrictions": "derivatives must carry the same restrictions",
    "equivalent-restrictions": "derivatives must carry restrictions at least as strong",
    "copy-and-policy": "derivatives carry a copy of the licence and stay under its use policy",
    "copy": "derivatives carry a copy of the licence",
    "none": "nothing flows down to derivatives",
}


@dataclass(frozen=True, slots=True)
class LicenseList:
    """Some licences, with the date of the knowledge."""

    licenses: tuple[License, ...]
    knowledge_date: str


@dataclass(frozen=True, slots=True)
class ShownLicense:
    """One licence with the quotations of its clauses (by clause id), where its text is at hand."""

    license: License
    quotes: Mapping[str, str]
    vocabulary: Vocabulary
    text_at_hand: bool
    knowledge_date: str
    consequences: tuple[Consequence, ...] = ()


def list_page(listed: LicenseList, width: int) -> Page:
    """Lay out one line a licence."""
    page = Page(width)
    rows = [_row(license_) for license_ in listed.licenses]
    first = 2 + max((cells(row[0]) for row in rows), default=0)
    if rows:
        page.add((_columns(("id", "date", "uses", ""), first), "label"), ("name", "label"))
    for row in rows:
        page.add((_columns(row, first), "head"), (row[3], ""), hang=first + _DATES)
    page.blank()
    total = len(listed.licenses)
    page.add((f"{total} record{'' if total == 1 else 's'}, knowledge of {listed.knowledge_date}.", "quiet"))
    page.add(("uses: how many categories of use a text prohibits; `rail license show ID` names them.", "quiet"))
    return page


def consequence_page(shown: ShownLicense, width: int) -> Page:
    """Lay out what follows from choosing the licence."""
    page = Page(width)
    page.add((shown.license.name, "title"), (f" ({shown.license.id})", "quiet"))
    _identity_lines(page, shown.license)
    add_consequences(page, shown.consequences, shown.license, shown.vocabulary)
    _text_lines(page, shown)
    page.add((f"Knowledge of {shown.knowledge_date}. Summaries are ours and bind nobody. No legal advice.", "quiet"))
    return page


def license_page(shown: ShownLicense, width: int, *, quote: bool = False) -> Page:
    """Lay out one licence: identity, facts with their sources, terms by kind."""
    license_ = shown.license
    page = Page(width)
    page.add((license_.name, "title"), (f" ({license_.id})", "quiet"))
    _identity_lines(page, license_)
    page.blank()
    if license_.terms is None:
        page.add(
            ("Known by identity only: nobody has recorded its terms here, so all that it permits is ", ""),
            ("unknown", "review"),
            (".", ""),
        )
    else:
        page.labelled("flow-down", (_FLOW[license_.terms.flow_down.value], ""), indent=2, column=_COLUMN)
        for kind, head in _HEADS.items():
            _terms(page, shown, license_.terms.of_kind(kind), head, quote=quote)
    _provisions(page, shown)
    _facts(page, license_)
    _text_lines(page, shown)
    page.add((f"Knowledge of {shown.knowledge_date}. Summaries are ours and bind nobody. No legal advice.", "quiet"))
    return page


def _identity_lines(page: Page, license_: License) -> None:
    stated = [license_.kind.replace("-", " "), f"for {', '.join(license_.artifacts)}" if license_.artifacts else ""]
    stated += [
        f"of {license_.date}" if _stated(license_.date) else "",
        f"version {license_.version}" if _stated(license_.version) else "",
    ]
    page.add((", ".join(part for part in stated if part), ""), indent=2)
    if license_.origin:
        page.labelled(
            "record", (f"of your own, {license_.origin}: a claim of whoever wrote it", ""), indent=2, column=_COLUMN
        )
    for label, value in (("steward", license_.steward), ("family", license_.family), ("known as", _known_as(license_))):
        if value:
            page.labelled(label, (value, ""), indent=2, column=_COLUMN)
    if license_.companions:
        page.labelled("goes with", (", ".join(map(str, license_.companions)), ""), indent=2, column=_COLUMN)


def _stated(value: str | None) -> bool:
    return value not in {None, "not-stated", "unread"}


def _terms(page: Page, shown: ShownLicense, terms: tuple[Term, ...], head: str, *, quote: bool) -> None:
    if not terms:
        return
    page.blank()
    page.add((f"It {head}", "head"))
    for term in terms:
        clause = shown.license.clause(term.clause)
        label = clause.label if clause else term.clause
        page.add(
            (shown.vocabulary.label(term.about), "head"), (" (", ""), (label, "place"), (")", ""), indent=2, hang=4
        )
        page.add((term.summary, ""), indent=4)
        details = _details(term)
        if details:
            page.add((details, "quiet"), indent=4)
        words = shown.quotes.get(term.clause)
        if quote and words:
            page.add((f'"{" ".join(words.split())}"', ""), indent=4)


def _details(term: Term) -> str:
    parts = [f"when you {' or '.join(term.when)}"] if term.when else []
    parts += [f"{name}: {', '.join(values)}" for name, values in sorted(term.qualifiers.items()) if values]
    hidden = {"words", "words_sha256", "span"}
    parts += [f"{name}: {_plain(value)}" for name, value in sorted(term.params.items()) if name not in hidden]
    return "; ".join(parts)


def _provisions(page: Page, shown: ShownLicense) -> None:
    if not shown.license.provisions:
        return
    page.blank()
    page.add(("It says on", "head"))
    for name, answer in shown.license.provisions.items():
        told = ", ".join(_ANSWERS.get(value) or shown.vocabulary.label(value) for value in answer.values)
        labels = [clause.label for clause in map(shown.license.clause, answer.clauses) if clause is not None]
        spans: list[Span] = [(f"{shown.vocabulary.label(name)}: {told}", "")]
        if labels:
            spans.append((f" ({', '.join(labels)})", "place"))
        if answer.note:
            spans.append((f" {answer.note}", "quiet"))
        page.add(*spans, indent=2, hang=4)


def _facts(page: Page, license_: License) -> None:
    if not license_.facts:
        return
    page.blank()
    page.add(("Said about it", "head"))
    for name, fact in sorted(license_.facts.items()):
        value = {True: "yes", False: "no", None: "unknown"}.get(fact.value, fact.value)  # type: ignore[arg-type] # a str
        spans: list[Span] = [(f"{name}: {value}", ""), (f" ({fact.source.url}, read {fact.source.read_on})", "quiet")]
        if fact.source.note:
            spans.append((f" {fact.source.note}", "quiet"))
        page.add(*spans, indent=2, hang=4)


def _text_lines(page: Page, shown: ShownLicense) -> None:
    page.blank()
    reference = shown.license.text
    if reference is not None:
        page.labelled("text", (reference.url, "place"), (f" (read {reference.read_on})", "quiet"), indent=0, column=6)
    held = "this installation holds the text" if shown.text_at_hand else "the text is not in this installation"
    page.add((held, "quiet"), indent=6)
    readings = shown.license.readings
    if readings:
        often = "read once; nobody has checked that reading" if len(readings) == 1 else f"read {len(readings)} times"
        due = f", to be read again by {shown.license.review_by}" if shown.license.review_by else ""
        page.add((f"record {often}, last on {readings[-1].on}{due}", "quiet"), indent=6)


def _known_as(license_: License) -> str:
    names = (("SPDX", license_.ids.spdx), ("Hub", license_.ids.hub), ("LicenseDB", license_.ids.licensedb))
    return ", ".join(f"{label} {name}" for label, name in names if name)


def _row(license_: License) -> tuple[str, str, str, str]:
    uses = len(license_.terms.restricted_uses()) if license_.terms else 0
    own = f" (record of your own, {license_.origin})" if license_.origin else ""
    day = license_.date if _stated(license_.date) else ""
    return str(license_.id), day or "", str(uses) if uses else "", f"{license_.name}{own}"


def _columns(row: tuple[str, str, str, str], first: int) -> str:
    """Return the columns before the name, padded with blanks that do not break."""
    return f"{row[0]:{first}}{row[1]:10}  {row[2]:>4}  ".replace(" ", "\u00a0")


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}" if value >= _LARGE else str(value)
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
