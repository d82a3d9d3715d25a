"""What ``rail license`` prints: a list of records, or one licence with its terms clause by clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rail.model.terms import TermKind
from rail.reports.encode import SCHEMA_VERSION, to_json
from rail.reports.page import Page, cells

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rail.model.license import License, LicenseIds
    from rail.model.terms import Term
    from rail.model.vocabulary import Vocabulary
    from rail.reports.page import Span

_HEADS = {
    TermKind.PERMISSION: "permits",
    TermKind.PROHIBITION: "prohibits",
    TermKind.DUTY: "requires",
    TermKind.LIMIT: "limits",
}
_COLUMN = 13
_DATES = 18
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


def list_json(listed: LicenseList) -> str:
    """Return the list as JSON (``license-output.schema.json``)."""
    rows = [_identity(license_) for license_ in listed.licenses]
    return to_json({"schema_version": SCHEMA_VERSION, "knowledge_date": listed.knowledge_date, "licenses": rows})


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


def license_json(shown: ShownLicense) -> str:
    """Return one licence as JSON (``license-output.schema.json``)."""
    license_ = shown.license
    document = {
        "schema_version": SCHEMA_VERSION,
        "knowledge_date": shown.knowledge_date,
        **_identity(license_),
        "names": list(license_.names),
        "companions": [str(companion) for companion in license_.companions],
        "text": _text(shown),
        "flow_down": license_.terms.flow_down.value if license_.terms else None,
        "terms": None if license_.terms is None else [_term(shown, term) for term in license_.terms.terms],
        "facts": {
            name: {
                "value": fact.value,
                "source": fact.source.url,
                "read_on": fact.source.read_on,
                "note": fact.source.note,
            }
            for name, fact in sorted(license_.facts.items())
        },
        "notes": list(license_.notes),
    }
    return to_json(document)


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
    _facts(page, license_)
    _text_lines(page, shown)
    page.add((f"Knowledge of {shown.knowledge_date}. Summaries are ours and bind nobody. No legal advice.", "quiet"))
    return page


def _identity_lines(page: Page, license_: License) -> None:
    stated = [license_.kind.replace("-", " "), f"for {', '.join(license_.artifacts)}" if license_.artifacts else ""]
    stated += [
        f"of {license_.date}" if license_.date else "",
        f"version {license_.version}" if license_.version else "",
    ]
    page.add((", ".join(part for part in stated if part), ""), indent=2)
    for label, value in (("steward", license_.steward), ("family", license_.family), ("known as", _known_as(license_))):
        if value:
            page.labelled(label, (value, ""), indent=2, column=_COLUMN)
    if license_.companions:
        page.labelled("goes with", (", ".join(map(str, license_.companions)), ""), indent=2, column=_COLUMN)


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


def _identity(license_: License) -> dict[str, object]:
    return {
        "id": str(license_.id),
        "name": license_.name,
        "kind": license_.kind,
        "family": license_.family,
        "date": license_.date,
        "version": license_.version,
        "steward": license_.steward,
        "artifacts": list(license_.artifacts),
        "ids": _ids(license_.ids),
        "restricted_uses": list(license_.terms.restricted_uses()) if license_.terms else [],
        "terms_known": license_.terms is not None,
    }


def _ids(ids: LicenseIds) -> dict[str, str | None]:
    return {"spdx": ids.spdx, "hub": ids.hub, "licensedb": ids.licensedb}


def _text(shown: ShownLicense) -> dict[str, object]:
    reference = shown.license.text
    return {
        "at_hand": shown.text_at_hand,
        "url": reference.url if reference else None,
        "read_on": reference.read_on if reference else None,
        "sha256": reference.sha256 if reference else None,
        "pack_sha256": reference.pack_sha256 if reference else None,
        "words_sha256": reference.words_sha256 if reference else None,
    }


def _term(shown: ShownLicense, term: Term) -> dict[str, object]:
    clause = shown.license.clause(term.clause)
    return {
        "id": term.id,
        "kind": term.kind.value,
        "about": term.about,
        "clause": clause.label if clause else term.clause,
        "span": list(clause.span) if clause else None,
        "summary": term.summary,
        "quote": shown.quotes.get(term.clause),
        "qualifiers": {name: list(values) for name, values in sorted(term.qualifiers.items())},
        "when": list(term.when),
        "artifacts": list(term.artifacts),
        "params": dict(sorted(term.params.items())),
    }


def _known_as(license_: License) -> str:
    names = (("SPDX", license_.ids.spdx), ("Hub", license_.ids.hub), ("LicenseDB", license_.ids.licensedb))
    return ", ".join(f"{label} {name}" for label, name in names if name)


def _row(license_: License) -> tuple[str, str, str, str]:
    uses = len(license_.terms.restricted_uses()) if license_.terms else 0
    return str(license_.id), license_.date or "", str(uses) if uses else "", license_.name


def _columns(row: tuple[str, str, str, str], first: int) -> str:
    """Return the columns before the name, padded with blanks that do not break."""
    return f"{row[0]:{first}}{row[1]:10}  {row[2]:>4}  ".replace(" ", "\u00a0")


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
