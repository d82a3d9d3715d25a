"""The knowledge that rules and commands ask: licence records, names, vocabulary, rules, known upstreams."""

from __future__ import annotations

from copy import copy
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from rail.knowledge.pack import PACK_NAME, Pack
from rail.knowledge.resolve import resolve_name
from rail.model.policy import RulePack
from rail.resources import pack_path

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rail.knowledge.own import OwnRecord
    from rail.knowledge.resolve import NameTables
    from rail.model.catalogue import Family, HubId, KnownUpstream, Resolution
    from rail.model.finding import Rule
    from rail.model.license import License
    from rail.model.position import Position
    from rail.model.vocabulary import Vocabulary

_ALIKE = 88  # of a hundred


class Knowledge:
    """The compiled records; every section is parsed on first use and kept."""

    def __init__(self, pack: Pack) -> None:
        """Wrap a pack; use ``Knowledge.load()`` for the installed one."""
        self._pack = pack
        self._kept: dict[str, object] = {}
        self._licenses: dict[str, License | None] = {}
        self.own: tuple[OwnRecord, ...] = ()
        self.own_packs: dict[str, RulePack] = {}

    def with_own(self, records: Sequence[OwnRecord]) -> Knowledge:
        """Return this knowledge with records of a project's own; they replace none of ours, only its own.

        Raises:
            InputError: an id is one of ours, or stands twice.
        """
        if not records:
            return self
        from dataclasses import replace

        from rail.knowledge.compile import add_record_names
        from rail.knowledge.decode import decode_license
        from rail.knowledge.own import check_ids

        taken = {name.removeprefix("license/") for name in self._pack.names("license/")}
        check_ids(records, taken | set(cast("dict[str, object]", self._section("texts"))))
        joined = Knowledge(self._pack)
        joined.own_packs = self.own_packs
        ids = {own.record["id"] for own in records}
        joined.own = (*(own for own in self.own if own.record["id"] not in ids), *records)
        tables = {
            name: dict(table) for name, table in cast("dict[str, dict[str, Any]]", self._section("names")).items()
        }
        for own in records:
            add_record_names(tables, own.record)
            license_ = replace(decode_license(own.record), origin=own.path, own_text=own.text)
            joined._licenses[own.record["id"]] = license_  # its own kind
        joined._kept = {**self._kept, "names": tables}  # its own kind
        return joined

    @staticmethod
    def load() -> Knowledge:
        """Return the knowledge of this installation, the same object each time.

        Raises:
            NotBuiltError: the packs were never compiled here.
        """
        return _load()

    def with_license(self, license_: License) -> Knowledge:
        """Return this knowledge with one licence more that stands in no file, such as one that is only planned."""
        joined = copy(self)
        joined._licenses = {**self._licenses, str(license_.id): license_}  # noqa: SLF001 # its own kind
        return joined

    @property
    def date(self) -> str:
        """ISO date on which the youngest record was read."""
        return cast("str", self._section("date"))

    @property
    def sha256(self) -> str:
        """Hash of the compiled records, without those of a project's own."""
        if "sha256" not in self._kept:
            self._kept["sha256"] = self._pack.sha256()
        return cast("str", self._kept["sha256"])

    def licenses(self) -> tuple[License, ...]:
        """Return all licences that have a record, sorted by id."""
        names = {name.removeprefix("license/") for name in self._pack.names("license/")}
        names |= {own.record["id"] for own in self.own}
        found = (self.license(name) for name in sorted(names))
        return tuple(license_ for license_ in found if license_ is not None)

    def license(self, license_id: str) -> License | None:
        """Return a licence by our id or, for a text without a record, by its LicenseDB key (then without terms)."""
        if license_id not in self._licenses:
            self._licenses[license_id] = self._read_license(license_id)
        return self._licenses[license_id]

    def resolve(self, name: str, *, namespace: str | None = None) -> Resolution:
        """Return what a stated licence name means (see ``rail.knowledge.resolve``)."""
        return resolve_name(cast("NameTables", self._section("names")), name, namespace)

    def hub_ids(self) -> tuple[HubId, ...]:
        """Return all identifiers of the Hub's ``license`` key, in the Hub's order."""
        from rail.knowledge.decode import decode_hub_id

        return tuple(decode_hub_id(row) for row in self._rows("hub_ids"))

    def hub_id(self, value: str) -> HubId | None:
        """Return the Hub identifier spelled exactly so, or ``None``."""
        return self._hub_table().get(value)

    def nearest_hub_id(self, value: str) -> str | None:
        """Return the Hub identifier that somebody who wrote ``value`` must have meant, or ``None``.

        A slip of the pen is understood, another version is not; two identifiers that are equally near are no answer.
        """
        meant = self.resolve(value)
        if meant.hub is not None:
            return meant.hub
        from rapidfuzz.fuzz import ratio
        from rapidfuzz.process import extract

        digits = _digits(value)
        ids = [hub.id for hub in self._hub_table().values() if not hub.placeholder and _digits(hub.id) == digits]
        best = extract(value.lower(), ids, scorer=ratio, score_cutoff=_ALIKE, limit=2)
        tied = len(best) > 1 and best[0][1] == best[1][1]
        return best[0][0] if best and not tied else None

    def families(self) -> tuple[Family, ...]:
        """Return all licence families."""
        from rail.knowledge.decode import decode_family

        if "family-objects" not in self._kept:
            self._kept["family-objects"] = tuple(decode_family(row) for row in self._rows("families"))
        return cast("tuple[Family, ...]", self._kept["family-objects"])

    def family(self, family_id: str) -> Family | None:
        """Return the family with this id, or ``None``."""
        return next((family for family in self.families() if family.id == family_id), None)

    def vocabulary(self) -> Vocabulary:
        """Return the vocabulary."""
        from rail.knowledge.decode import decode_vocabulary

        if "vocabulary-object" not in self._kept:
            rows = cast("dict[str, list[dict[str, Any]]]", self._section("vocabulary"))
            self._kept["vocabulary-object"] = decode_vocabulary(rows)
        return cast("Vocabulary", self._kept["vocabulary-object"])

    def positions(self) -> tuple[Position, ...]:
        """Return the dated positions on questions of law and definition, sorted by id."""
        from rail.knowledge.decode import decode_position

        return tuple(decode_position(row) for row in self._rows("positions"))

    def packs(self) -> tuple[str, ...]:
        """Return the names of the rule packs that come with this package."""
        return tuple(name.removeprefix("rules/") for name in self._pack.names("rules/"))

    def with_packs(self, packs: Mapping[str, RulePack]) -> Knowledge:
        """Return this knowledge with rule packs of an organisation's own, by the names that they are asked for."""
        if not packs:
            return self
        joined = copy(self)
        joined.own_packs = {**self.own_packs, **packs}
        return joined

    def pack(self, name: str) -> RulePack | None:
        """Return a rule pack by its name, or by the path of one's own; ``None`` where there is none."""
        from rail.knowledge.decode import decode_pack

        if name in self.own_packs:
            return self.own_packs[name]
        if f"rules/{name}" not in self._pack:
            return None
        place = f"policy/packs/{name}/pack.yaml"
        rules = self.rules(name)
        if f"pack/{name}" not in self._pack:
            return RulePack(name, name, "", place, rules=rules)
        row, lines = cast("tuple[dict[str, Any], dict[str, int]]", self._section(f"pack/{name}"))
        return decode_pack(row, rules, place, lines, own=False)

    def standard(self, name: str) -> Mapping[str, Any] | None:
        """Return one list of ``policy/standards`` as it stands there, or ``None``."""
        section = f"standard/{name}"
        return cast("Mapping[str, Any]", self._section(section)) if section in self._pack else None

    def standards(self) -> tuple[str, ...]:
        """Return the names of the lists of ``policy/standards``, sorted."""
        return tuple(name.removeprefix("standard/") for name in self._pack.names("standard/"))

    def card_data(self, name: str) -> Mapping[str, Any]:
        """Return one file of ``policy/cards`` as it stands there."""
        return cast("Mapping[str, Any]", self._section(f"card/{name}"))

    def rules(self, pack: str) -> tuple[Rule, ...]:
        """Return the rules of one pack, sorted by id; empty for a pack that does not exist."""
        from rail.knowledge.decode import decode_rule

        name = f"rules/{pack}"
        if name not in self._pack:
            return ()
        kept = f"rule-objects/{pack}"
        if kept not in self._kept:
            self._kept[kept] = tuple(decode_rule(row, pack) for row in self._rows(name))
        return cast("tuple[Rule, ...]", self._kept[kept])

    def base(self, name: str) -> KnownUpstream | None:
        """Return a well-known model by its exact name (case plays no part), or ``None``; never by pattern."""
        return self._upstream("model", name)

    def dataset(self, name: str) -> KnownUpstream | None:
        """Return a well-known data set by its exact name (case plays no part), or ``None``; never by pattern."""
        return self._upstream("dataset", name)

    def upstreams(self, kind: str) -> tuple[KnownUpstream, ...]:
        """Return the well-known models (``model``) or data sets (``dataset``), sorted by name."""
        from rail.knowledge.decode import decode_upstream

        rows = {row["name"]: row for row in self._upstream_table(kind).values()}
        return tuple(decode_upstream(rows[name], kind) for name in sorted(rows, key=str.lower))

    def cues(self, expression: str) -> tuple[str, ...]:
        """Return the cues of a regular expression of our data, worked out when the pack was compiled; else none."""
        found = cast("dict[str, list[str]]", self._section("cues")).get(expression)
        return () if found is None else tuple(found)

    def clauses(self) -> list[dict[str, Any]]:
        """Return the files of the clause library (``policy/clauses``), as they stand there."""
        return self._rows("clauses")

    def patterns(self, name: str) -> list[Any]:
        """Return one list of ``policy/patterns``, as it stands there.

        Raises:
            KeyError: there is no such list.
        """
        return cast("list[Any]", self._section(f"patterns/{name}"))

    def questions(self, name: str) -> Mapping[str, Any]:
        """Return one file of ``policy/questions``, as it stands there.

        Raises:
            KeyError: there is no such file.
        """
        return cast("Mapping[str, Any]", self._section(f"questions/{name}"))

    def _section(self, name: str) -> object:
        if name not in self._kept:
            self._kept[name] = self._pack.section(name)
        return self._kept[name]

    def _rows(self, name: str) -> list[dict[str, Any]]:
        return cast("list[dict[str, Any]]", self._section(name))

    def _upstream(self, kind: str, name: str) -> KnownUpstream | None:
        from rail.knowledge.decode import decode_upstream

        row = self._upstream_table(kind).get(name.strip().lower())
        return None if row is None else decode_upstream(row, kind)

    def _upstream_table(self, kind: str) -> dict[str, dict[str, Any]]:
        return cast("dict[str, dict[str, Any]]", self._section(f"upstreams/{kind}"))

    def _hub_table(self) -> dict[str, HubId]:
        if "hub-table" not in self._kept:
            self._kept["hub-table"] = {hub.id: hub for hub in self.hub_ids()}
        return cast("dict[str, HubId]", self._kept["hub-table"])

    def _read_license(self, license_id: str) -> License | None:
        from rail.knowledge.decode import decode_license, identity_only

        name = f"license/{license_id}"
        if name in self._pack:
            return decode_license(cast("dict[str, Any]", self._pack.section(name)))
        texts = cast("dict[str, list[str | None]]", self._section("texts"))
        if license_id not in texts:
            return None
        label, spdx = texts[license_id]
        return identity_only(license_id, label or license_id, spdx)


def _digits(name: str) -> str:
    return "".join(mark for mark in name if mark.isdigit())


@cache
def _load() -> Knowledge:
    return Knowledge(Pack(pack_path(PACK_NAME).read_bytes()))
