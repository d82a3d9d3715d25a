"""What ``rail identify`` prints: a page for people, or the array of ``identify-output.schema.json``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from rail.model.identification import TextStatus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rail.model.identification import Identification, TextChange
    from rail.reports.page import Page, Span
    from rail.terms.changed import ChangedTerms

    Told = Mapping[tuple[str, Identification], ChangedTerms]


class ReadFile(Protocol):
    """A file with what was found in it."""

    @property
    def path(self) -> str:
        """The path as it was given."""

    @property
    def found(self) -> tuple[Identification, ...]:
        """One entry a licence."""

    @property
    def problem(self) -> str | None:
        """Why the file could not be read."""

    @property
    def beside(self) -> tuple[tuple[int, int], ...]:
        """First and last line of each passage beside the licence texts found."""


def identify_json(files: Sequence[ReadFile], terms: Told | None = None) -> str:
    """Return one JSON array with an entry for each licence in each file, with changed terms where they are given."""
    from rail.reports.encode import to_json

    beside = {file.path: [list(lines) for lines in file.beside] for file in files}
    return to_json([{**entry, "beside": beside[file.path]} for file in files for entry in _entries(file, terms)])


def identify_page(files: Sequence[ReadFile], width: int, terms: Told | None = None) -> Page:
    """Lay out one paragraph for each licence in each file, with changed terms where they are given."""
    from rail.reports.page import Page

    page = Page(width)
    for file in files:
        if file.problem:
            page.add((file.path, "title"), (": ", ""), ("not read", "error"), (f", {file.problem}", ""), hang=2)
        elif not file.found:
            page.add((file.path, "title"), (": no licence text", ""), hang=2)
        for found in file.found:
            _paragraph(page, file.path, found)
            if terms is not None and found.status is TextStatus.MODIFIED:
                from rail.reports.changed_terms import add_terms

                add_terms(page, terms.get((file.path, found)))
        if file.beside:
            lines = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in file.beside)
            page.add(
                (f"{file.path}: ", "title"), ("more", "review"), (f", words beside it on line {lines}", ""), hang=2
            )
    return page


def _entries(file: ReadFile, terms: Told | None) -> list[dict[str, object]]:
    if file.problem:
        return [{**_entry(file.path, None), "problem": file.problem}]
    if terms is not None:
        from rail.reports.changed_terms import terms_row

        rows = [{**_entry(file.path, found), "terms": terms_row(terms.get((file.path, found)))} for found in file.found]
        if rows:
            return rows
    return [_entry(file.path, found) for found in file.found] or [{**_entry(file.path, None), "status": "none"}]


def _entry(path: str, found: Identification | None) -> dict[str, object]:
    return {
        "path": path,
        "status": found.status.value if found else "unknown",
        "license": found.license if found else None,
        "ids": {
            "spdx": found.ids.spdx if found else None,
            "hub": found.ids.hub if found else None,
            "licensedb": found.ids.licensedb if found else None,
        },
        "similarity": round(found.similarity, 4) if found else 0.0,
        "span": list(found.span) if found else None,
        "changes": [_change(change) for change in found.changes] if found else [],
        "via": found.via if found else None,
        "candidates": list(found.candidates) if found else [],
        "language": found.language if found and found.license and found.via == "text" else None,
        "translation_of": found.translation_of if found else None,
    }


def _change(change: TextChange) -> dict[str, object]:
    return {
        "kind": change.kind.value,
        "clause": change.clause,
        "categories": list(change.categories),
        "line": change.line,
        "words": change.words,
    }


_WORDS = {
    TextStatus.CANONICAL: ("good", "the words of the text, unchanged"),
    TextStatus.MODIFIED: ("review", "a changed text: it is not that licence"),
    TextStatus.FAMILY: ("review", "names a family of licences, not one text"),
    TextStatus.UNKNOWN: ("review", "a text that no record knows"),
    TextStatus.NONE: ("quiet", "no licence text"),
}


def _paragraph(page: Page, path: str, found: Identification) -> None:
    style, sentence = _WORDS[found.status]
    place = path if found.status is TextStatus.NONE else f"{path}:{found.span[0]}-{found.span[1]}"
    head: list[Span] = [(place, "title"), (": ", ""), (found.status.value, style)]
    if found.license:
        head.append((f" {found.license}", "head"))
    if found.via != "text":
        sentence = f"named by a {found.via}, the text itself is not here"
    page.add(*head, (f", {sentence}", ""), hang=2)
    names = [f"{label} {name}" for label, name in _names(found) if name and name != found.license]
    if found.translation_of:
        names.append(f"translation of {found.translation_of}, language {found.language}")
    elif found.language != "en":
        names.append(f"language {found.language}")
    if found.status is TextStatus.MODIFIED:
        names.append(f"{_percent(found.similarity)} % of its words in order")
    if names:
        page.add((", ".join(names), "quiet"), indent=2)
    for change in found.changes:
        _changed(page, change)
    if found.candidates:
        page.add((f"nearest: {', '.join(found.candidates)}", "quiet"), indent=2)


def _percent(similarity: float) -> str:
    """Return a share rounded down: a changed text never shows as 100 %."""
    tenths = int(1000 * similarity)
    return f"{tenths // 10}.{tenths % 10}"


def _names(found: Identification) -> tuple[tuple[str, str | None], ...]:
    return (("SPDX", found.ids.spdx), ("Hub", found.ids.hub), ("LicenseDB", found.ids.licensedb))


def _changed(page: Page, change: TextChange) -> None:
    spans: list[Span] = [(f"{change.kind.value:8}", "error"), (f" {change.clause or 'outside any clause'}", "")]
    if change.line:
        spans.append((f", line {change.line}", "place"))
    if change.categories:
        spans.append((f" ({', '.join(change.categories)})", "quiet"))
    if change.words:
        spans.append((f": {change.words}", ""))
    page.add(*spans, indent=2, hang=11)
