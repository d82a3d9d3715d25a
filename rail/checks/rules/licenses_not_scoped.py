"""licenses-not-scoped: several licences are stated, and nothing says which of them governs which part."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from rail.artifacts.governs import named_kinds
from rail.cards.outline import text_of
from rail.checks.claims import agrees, held_texts, license_name, own_claims, own_license_files
from rail.checks.context import Found, Skip
from rail.checks.front_matter import scalars
from rail.checks.passages import documents
from rail.checks.unread import unread_front_matter, unread_licenses
from rail.checks.wording import words
from rail.model.facts import ClaimSource
from rail.model.finding import Evidence, Severity
from rail.model.identification import TextStatus
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rail.checks.context import Context
    from rail.model.card import Scalar
    from rail.model.facts import Facts, LicenseClaim, LicenseFile

_NAMING = (ClaimSource.CARD_PROSE, ClaimSource.BADGE)
# Places that speak about folders and files by themselves.
_SCOPING = (ClaimSource.RAIL_YAML, ClaimSource.REUSE_TOML, ClaimSource.FILE_HEADER, ClaimSource.PACKAGE_METADATA)
_EMPTY = frozenset({"", "other", "unknown"})
_SEVERAL = 2


def find(context: Context) -> Iterator[Found | Skip]:
    """Look at cards with a list of licences, and at folders with several licence texts."""
    lists = [found for card in context.facts.cards for found in _listed(context, card.path)]
    yield from lists or _texts(context)
    yield from unread_front_matter(context.facts)
    yield from unread_licenses(context.facts)


def _listed(context: Context, path: str) -> Iterator[Found]:
    values = _values(context.facts, path)
    if len(values) < _SEVERAL:
        return
    claims = [claim for claim in own_claims(context.facts, ClaimSource.CARD_FRONT_MATTER) if claim.value in values]
    open_values = [claim for claim in _once(claims) if not _is_scoped(context, claim)]
    # Where all but one are told, the last governs the rest.
    if len(open_values) < _SEVERAL or _is_choice(context):
        return
    named = " and ".join(f"`{claim.value.strip()}`" for claim in open_values)
    yield Found(
        open_values[0].location,
        f"the card states {named}, and nothing says which part each of them governs",
        evidence=tuple(Evidence(f"states `{claim.value.strip()}`", claim.location) for claim in open_values),
    )


def _values(facts: Facts, path: str) -> dict[str, Scalar]:
    card = next(card for card in facts.cards if card.path == path)
    stated = scalars(None if card.front_matter is None else card.front_matter.get("license"))
    return {value.text: value for value in stated if value.text.strip().lower() not in _EMPTY}


def _once(claims: Iterable[LicenseClaim]) -> list[LicenseClaim]:
    return list({claim.value: claim for claim in reversed(list(claims))}.values())[::-1]


def _is_scoped(context: Context, claim: LicenseClaim) -> bool:
    """Tell whether another place names this licence for one part."""
    knowledge = context.knowledge
    ids = {claim.license} if claim.license is not None else set(claim.expression)
    for file in own_license_files(context.facts):
        held = held_texts(file)
        if held and named_kinds(file.location.path) and agrees(claim, held, knowledge):
            return True
    if not ids:
        return False
    for other in own_claims(context.facts, *_SCOPING):
        if agrees(other, ids, knowledge) and (other.scope or len(other.governs) == 1):
            return True
    return _is_said(context, ids)


def _is_said(context: Context, ids: set[str]) -> bool:
    """Tell whether a sentence, a row or a label of a card names one of these licences beside the part it governs."""
    for card in documents(context.facts):
        for statement in card.statements:
            if statement.subject is not None and statement.kind != "limits":
                meant = context.knowledge.resolve(statement.about)
                if meant.license in ids or statement.about in ids:
                    return True
    claims = own_claims(context.facts, *_NAMING)
    return any(len(claim.governs) == 1 and _says_part(claim) and claim.license in ids for claim in claims)


def _says_part(claim: LicenseClaim) -> bool:
    return claim.source is ClaimSource.BADGE and bool(named_kinds(claim.value))


def _is_choice(context: Context) -> bool:
    """Tell whether the release offers its licences for the user to choose from; then each governs all."""
    if any("OR" in claim.value.split() for claim in own_claims(context.facts)):
        return True
    choice = words(context, "choice_words")
    return choice is not None and any(choice.search(text_of(card).raw) for card in documents(context.facts))


def _texts(context: Context) -> Iterator[Found]:
    """Look for two licence texts in one folder that both speak about the same part."""
    folders: dict[str, list[LicenseFile]] = defaultdict(list)
    for file in own_license_files(context.facts):
        if file.governs and not named_kinds(file.location.path) and _holds_own_text(file):
            folders[file.scope].append(file)
    for _, files in sorted(folders.items()):
        pairs = (pair for pair in combinations(files[: context.number("files")], 2) if _overlap(*pair))
        pair = next(pairs, None)
        if pair is not None and not _is_told(context, pair) and not _is_choice(context):
            yield _unclear(context, *pair)


def _holds_own_text(file: LicenseFile) -> bool:
    return bool(held_texts(file)) and all(
        found.translation_of is None and found.status in {TextStatus.CANONICAL, TextStatus.MODIFIED}
        for found in file.identifications
    )


def _overlap(one: LicenseFile, two: LicenseFile) -> bool:
    return bool(set(one.governs) & set(two.governs)) and not set(held_texts(one)) & set(held_texts(two))


def _is_told(context: Context, pair: tuple[LicenseFile, LicenseFile]) -> bool:
    return any(_is_said(context, set(held_texts(file))) for file in pair)


def _unclear(context: Context, one: LicenseFile, two: LicenseFile) -> Found:
    parts = " and ".join(sorted(kind.value for kind in set(one.governs) & set(two.governs)))
    names = [license_name(held_texts(file)[0], context.knowledge) for file in (one, two)]
    code_only = context.facts.artifact == "code"
    return Found(
        Location(two.location.path, two.location.line),
        f"{one.location.path} ({names[0]}) and {two.location.path} ({names[1]}) both speak for the {parts}, and "
        "nothing says which governs which, or whether a user may choose",
        # Two texts side by side are a habit of code repositories, where they mean a choice.
        severity=Severity.INFO if code_only else None,
        confidence="medium",
        evidence=tuple(Evidence("a licence text", file.location) for file in (one, two)),
    )
