"""A record against its text: places, hashes, and every item of a restriction list accounted for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.encode.lint.problem import error
from rail.encode.lists import restriction_lists
from rail.identify.fingerprint import check_record, phrase_sha256, words_sha256

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.encode.lint.problem import Problem, Record


def passage_problems(record: Record, text: str) -> Iterator[Problem]:
    """Yield places outside of the text, and hashes that are not those of the text."""
    for message in check_record(record, text):
        yield error("text", message.partition("license.yaml: ")[2] or message)
    found = words_sha256(text)
    if record["text"]["words_sha256"] != found:
        yield error("text.words_sha256", f"{record['text']['words_sha256']}, found {found}; run `make fingerprints`")
    seen: dict[str, str] = {}
    for clause in record["clauses"]:
        if clause["id"] in seen:
            yield error(f"clauses[{clause['id']}]", "stands twice")
        seen[clause["id"]] = clause["label"]
    for term in record["terms"]["items"]:
        start, end = term.get("params", {}).get("span", (0, 0))
        stated = term.get("params", {}).get("words_sha256")
        if stated is not None and phrase_sha256(text[start:end])[1] != stated:
            where = f"terms[{term['id']}].params"
            yield error(
                where, f"its hash is not that of the words at characters {start}-{end}; run `make fingerprints`"
            )


def list_problems(record: Record, text: str) -> Iterator[Problem]:
    """Yield items of restriction lists that no term stands on and that are not marked as no restriction.

    An item counts as encoded when at least half of it lies in clauses that carry a term, or say ``not_restriction``.
    """
    carriers = {term["clause"] for term in record["terms"]["items"]}
    spans = [
        tuple(clause["span"])
        for clause in record["clauses"]
        if clause["id"] in carriers or clause.get("not_restriction")
    ]
    for found in restriction_lists(text):
        for number, (start, end) in enumerate(found.items, start=1):
            covered = _covered(start, end, spans)
            if covered * 2 < end - start:
                line = text.count("\n", 0, start) + 1
                yield error(
                    "clauses",
                    f"item {number} of the restriction list that opens at character {found.opening[0]} (line {line}, "
                    f"characters {start}-{end}) has no term; encode it, or mark its clause `not_restriction`",
                )


def _covered(start: int, end: int, spans: list[tuple[int, int]]) -> int:
    """Return how many characters of a passage lie in at least one span."""
    total, reached = 0, start
    for first, last in sorted(spans):
        fresh, until = max(first, reached), min(last, end)
        if fresh < until:
            total += until - fresh
            reached = until
    return total
