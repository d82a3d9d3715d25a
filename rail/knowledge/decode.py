"""From the pack's plain JSON to model objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rail.model.catalogue import Family, HubId, KnownUpstream
from rail.model.finding import Rule, Severity
from rail.model.license import (
    Clause,
    License,
    LicenseId,
    LicenseIds,
    Provision,
    Reading,
    Source,
    StatusFact,
    TextReference,
    VariablePart,
)
from rail.model.policy import Override, RulePack
from rail.model.position import Condition, Position, PositionReading, View
from rail.model.terms import FlowDown, Term, TermKind, Terms
from rail.model.vocabulary import Entry, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Plain = dict[str, Any]
_DETAILS = ("asks", "implies", "needs", "answer", "unit", "metric", "touches", "members", "odrl")


def decode_license(row: Plain) -> License:
    """Return the licence of one ``license.yaml``."""
    return License(
        id=LicenseId(row["id"]),
        name=row["name"],
        kind=row["kind"],
        family=row["family"],
        date=row["date"],
        version=row["version"],
        steward=row["steward"],
        artifacts=tuple(row["artifacts"]),
        ids=LicenseIds(**row["ids"]),
        names=tuple(row["names"]),
        text=_text_reference(row["text"]),
        clauses=tuple(_clause(clause) for clause in row["clauses"]),
        terms=_terms(row["terms"]),
        facts={name: _status_fact(fact) for name, fact in row.get("facts", {}).items()},
        companions=tuple(LicenseId(name) for name in row.get("companions", ())),
        notes=tuple(row.get("notes", ())),
        misnomers=tuple(row.get("misnomers", ())),
        language=row.get("language", "en"),
        translation_of=_optional_id(row.get("translation_of")),
        predecessor=_optional_id(row.get("predecessor")),
        successor=_optional_id(row.get("successor")),
        review_by=row.get("review_by"),
        readings=tuple(Reading(reading["on"], reading["what"]) for reading in row.get("readings", ())),
        provisions={name: _provision(answer) for name, answer in row.get("provisions", {}).items()},
        variable=tuple(_variable(part) for part in row.get("variable", ())),
    )


def identity_only(key: str, name: str, spdx: str | None) -> License:
    """Return a licence of the text pack that has no record: known by identity, without terms."""
    ids = LicenseIds(spdx=spdx, licensedb=key)
    return License(LicenseId(key), name, "license", None, None, None, "", (), ids, (), None)


def decode_vocabulary(kinds: Mapping[str, list[Plain]]) -> Vocabulary:
    """Return the vocabulary of the ``policy/vocabulary`` files."""
    return Vocabulary({kind: {row["id"]: _entry(row) for row in rows} for kind, rows in kinds.items()})


def decode_rule(row: Plain, pack: str) -> Rule:
    """Return the rule of one ``<rule-id>.yaml``."""
    example = row.get("example") or {}
    return Rule(
        id=row["id"],
        pack=pack,
        title=row["title"],
        severity=Severity[row["severity"].upper()],
        why=row["why"],
        fix=row["fix"],
        sources=tuple(row["sources"]),
        since=row["since"],
        group=row["group"],
        hub_only=row.get("hub_only", False),
        params={**row.get("params", {}), "function": row["function"]},
        example_before=example.get("before", ""),
        example_after=example.get("after", ""),
        artifacts=tuple(row.get("artifacts", ())),
        stages=tuple(row.get("stages", ())),
        never_skips=row.get("never_skips", ""),
        never_fires=row.get("never_fires", ""),
    )


def decode_own_rule(row: Plain, pack: str) -> Rule:
    """Return a rule of an organisation's own, which says less about itself than ours do."""
    plain = {"group": "policy", "sources": [pack], "since": pack, **row}
    if "cel" in row:
        plain |= {
            "function": "expression_true",
            "params": {"cel": row["cel"], "message": row.get("message", row["title"])},
        }
    return decode_rule(plain, pack)


def decode_pack(row: Plain, rules: Sequence[Rule], place: str, lines: Mapping[str, int], *, own: bool) -> RulePack:
    """Return the pack of one ``pack.yaml``.

    Args:
        row: its content.
        rules: the rules beside it.
        place: its path, for messages.
        lines: rule id -> line of its override.
        own: it does not come with this package.
    """
    overrides = []
    for rule_id, said in (row.get("rules") or {}).items():
        line = lines.get(rule_id, 1)
        plain = {key: value for key, value in said.items() if key != "when"}
        if plain:
            overrides.append(_override(rule_id, plain, line))
        overrides += [_override(rule_id, case, line) for case in said.get("when", ())]
    return RulePack(
        id=row["id"],
        title=row["title"],
        summary=row["summary"],
        place=place,
        extends=tuple(row.get("extends", ())),
        overrides=tuple(overrides),
        rules=tuple(sorted(rules, key=lambda rule: rule.id)),
        own=own,
        severities={_severity(old): _severity(new) for old, new in row.get("severities", {}).items()},
        severities_line=lines.get("severities", 1),
    )


def _severity(word: str) -> Severity:
    return Severity[word.upper()]


def _override(rule_id: str, said: Plain, line: int) -> Override:
    return Override(
        rule=rule_id,
        line=line,
        severity=_severity(said["severity"]) if "severity" in said else None,
        off=said.get("off"),
        reason=said.get("reason", ""),
        params=said.get("params", {}),
        artifacts=tuple(said.get("artifact", ())),
        stages=tuple(said.get("stage", ())),
    )


def decode_hub_id(row: Plain) -> HubId:
    """Return one Hub identifier."""
    return HubId(
        id=row["id"],
        name=row["name"],
        license=row["license"],
        spdx=row["spdx"],
        family=row["family"],
        placeholder=row["placeholder"],
    )


def decode_family(row: Plain) -> Family:
    """Return one licence family."""
    return Family(row["id"], row["name"], tuple(row["names"]), tuple(row["members"]), row.get("note") or "")


def decode_upstream(row: Plain, kind: str) -> KnownUpstream:
    """Return one well-known model or data set."""
    return KnownUpstream(
        name=row["name"],
        kind=kind,
        license=row["license"],
        stated=row.get("stated", ""),
        basis=row["basis"],
        source=row["source"],
        read_on=row["read_on"],
        bases=tuple(row.get("bases", ())),
        relation=row.get("relation"),
        datasets=tuple(row.get("datasets", ())),
        note=row.get("note", ""),
    )


def decode_position(row: Plain) -> Position:
    """Return one position of ``policy/positions``."""
    return Position(
        id=row["id"],
        title=row["title"],
        jurisdiction=row["jurisdiction"],
        status=row["status"],
        status_note=row["status_note"],
        artifacts=tuple(row["artifacts"]),
        sources=tuple(Source(source["url"], source["read_on"] or "", source["what"]) for source in row["sources"]),
        read_on=row["read_on"],
        review_by=row["review_by"],
        readings=tuple(_position_reading(reading) for reading in row["readings"]),
        views=tuple(
            View(view["holds"], view["by"], Source(view["source"], view["read_on"])) for view in row.get("views", ())
        ),
    )


def _position_reading(row: Plain) -> PositionReading:
    when = row["when"]
    condition = Condition(
        prohibitions=when.get("prohibitions", False),
        limits=tuple(when.get("limits", ())),
        duties=tuple(when.get("duties", ())),
        facts=when.get("fact", {}),
    )
    return PositionReading(condition, row["effect"], row["says"])


def _text_reference(row: Plain) -> TextReference:
    return TextReference(
        pack=row["pack"],
        sha256=row["sha256"],
        pack_sha256=row["pack_sha256"],
        words_sha256=row["words_sha256"],
        url=row["url"],
        read_on=row["read_on"],
        fetch_url=row.get("fetch_url"),
    )


def _variable(row: Plain) -> VariablePart:
    first, end = row["span"]
    return VariablePart((first, end), row["what"], row.get("optional") or False)


def _clause(row: Plain) -> Clause:
    first, end = row["span"]
    return Clause(row["id"], row["label"], (first, end), row["sha256"], row["summary"], row.get("not_restriction"))


def _optional_id(name: str | None) -> LicenseId | None:
    return None if name is None else LicenseId(name)


def _provision(answer: str | Plain) -> Provision:
    if isinstance(answer, str):
        return Provision((answer,))
    return Provision(_words(answer["value"]), _words(answer.get("clause", [])), answer.get("note", ""))


def _words(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _terms(row: Plain) -> Terms:
    return Terms(FlowDown(row["flow_down"]), tuple(_term(item) for item in row["items"]))


def _term(row: Plain) -> Term:
    return Term(
        id=row["id"],
        kind=TermKind(row["kind"]),
        about=row["about"],
        clause=row["clause"],
        summary=row["summary"],
        qualifiers={name: tuple(values) for name, values in row.get("qualifiers", {}).items()},
        when=tuple(row.get("when", ())),
        artifacts=tuple(row.get("artifacts", ())),
        params=dict(row.get("params", {})),
    )


def _status_fact(row: Plain) -> StatusFact:
    return StatusFact(row["value"], Source(row["source"], row["read_on"], row.get("note") or ""))


def _entry(row: Plain) -> Entry:
    return Entry(
        id=row["id"],
        label=row["label"],
        definition=row["definition"],
        parent=row.get("parent"),
        in_scope=tuple(row.get("in_scope", ())),
        out_of_scope=tuple(row.get("out_of_scope", ())),
        details={name: row[name] for name in _DETAILS if name in row},
        matches={kind: tuple(row[f"{kind}_match"]) for kind in ("exact", "close") if row.get(f"{kind}_match")},
    )
