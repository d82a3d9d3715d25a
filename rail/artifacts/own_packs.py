"""Rule packs of an organisation's own: YAML read as data, with file, line and key in every complaint."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from rail.artifacts.pack_files import LocalFiles, ReleaseFiles, joined_path
from rail.artifacts.project_schema import schema_problems
from rail.cards.encoding import decode_card
from rail.cards.plain import to_plain
from rail.cards.yaml import read_yaml
from rail.errors import InputError
from rail.knowledge.decode import decode_own_rule, decode_pack
from rail.model.card import Map

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rail.artifacts.pack_files import PackFiles
    from rail.artifacts.sources.interface import Source
    from rail.knowledge.store import Knowledge
    from rail.model.card import Node
    from rail.model.finding import Rule
    from rail.model.policy import RulePack

PACK_FILE = "pack.yaml"
MOST_RULES = 500
MOST_PACKS = 50
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


def is_path(name: str) -> bool:
    """Tell whether a pack is asked for by the path of one's own, and not by the name of one that comes along."""
    return _NAME.match(name) is None


def with_release_packs(knowledge: Knowledge, source: Source, names: Sequence[str]) -> Knowledge:
    """Return the knowledge with the packs that a release names by their paths inside it.

    Raises:
        InputError: a pack cannot be used; the message has file, line and key.
    """
    if not any(is_path(name) for name in names):
        return knowledge
    return knowledge.with_packs(PackReader(ReleaseFiles(source), knowledge).read(names))


def with_local_packs(knowledge: Knowledge, names: Sequence[str]) -> Knowledge:
    """Return the knowledge with the packs that are named by a path of this machine.

    A pack may extend others beside it: what it leads to lies in the folder that holds it.

    Raises:
        InputError: a pack cannot be used; the message has file, line and key.
    """
    for name in filter(is_path, names):
        folder, _, last = name.rstrip("/").rpartition("/")
        if last in {"", ".", ".."}:
            folder, _, last = posixpath.normpath(Path(name).resolve().as_posix()).rpartition("/")
        shown = f"{folder}/" if folder or name.startswith("/") else ""
        reader = PackReader(LocalFiles(shown or ".", shown), knowledge, shown)
        found = reader.read([f"./{last}"])
        knowledge = knowledge.with_packs({**found, name: found[f"./{last}"]})
    return knowledge


def own_cases(folder: str, rules: Sequence[str], as_shown: str) -> dict[str, tuple[list[dict[str, Any]], str]]:
    """Return the parsed cases beside some rules, with where they stand; none for a rule without a file of them.

    Raises:
        InputError: a file of cases cannot be used.
    """
    files = LocalFiles(folder, f"{as_shown}/")
    for name in files.names("."):
        if name.endswith(".cases.yaml") and name.removesuffix(".cases.yaml") not in rules:
            message = f"{as_shown}/{name}: there is no rule {name.removesuffix('.cases.yaml')!r} beside it"
            raise InputError(message)
    reader = PackReader(files, None, f"{as_shown}/")
    return {rule: (reader.cases(f"{rule}.cases.yaml"), f"{as_shown}/{rule}.cases.yaml") for rule in rules}


class PackReader:
    """Reads packs, and the packs that they extend, from one tree of files."""

    def __init__(self, files: PackFiles, knowledge: Knowledge | None, shown: str = "") -> None:
        """Take the files, what is known already, and what stands before a path in messages."""
        self._files = files
        self._knowledge = knowledge
        self._shown = shown
        self._packs: dict[str, RulePack] = {}

    def read(self, names: Sequence[str]) -> Mapping[str, RulePack]:
        """Return the packs, and those that they extend; each under its path, and under the name it is asked for by."""
        asked = {name: self._pack(joined_path("", name, "packs")) for name in names if is_path(name)}
        return {**{self._key(path): pack for path, pack in self._packs.items()}, **asked}

    def cases(self, path: str) -> list[dict[str, Any]]:
        """Return the parsed cases of one file; none where there is no such file."""
        data = self._files.read(path)
        return [] if data is None else cast("list[dict[str, Any]]", to_plain(self._node(path, "cases"), typed=True))

    def _pack(self, path: str) -> RulePack:
        """Return the pack at a path, read once."""
        if path in self._packs:
            return self._packs[path]
        if len(self._packs) >= MOST_PACKS:
            message = f"{self._shown}{path}: more than {MOST_PACKS} packs lead to one another"
            raise InputError(message)
        file, folder = _located(path)
        where = f"{self._shown}{file}"
        node = self._node(file, "pack")
        row = cast("dict[str, Any]", to_plain(node, typed=True))
        if self._knowledge is not None and row["id"] in self._knowledge.packs():
            message = f"{where}: id: {row['id']!r} is a pack that comes with railkit"
            raise InputError(message, "give yours another id; `extends:` takes over the rules of the other")
        bases = {
            base: joined_path(folder, base, f"{where}: extends") for base in row.get("extends", ()) if is_path(base)
        }
        extends = [self._key(bases[base]) if base in bases else base for base in row.get("extends", ())]
        rules = self._rules(folder, row["id"]) if posixpath.basename(file) == PACK_FILE else ()
        pack = decode_pack({**row, "extends": extends}, rules, where, _lines(node), own=True)
        self._packs[path] = pack
        for base in bases.values():
            self._pack(base)
        return pack

    def _key(self, path: str) -> str:
        """Return under which name a pack of one's own is kept: one that no pack of this package can have."""
        return f"{self._shown or './'}{path}"

    def _rules(self, folder: str, pack: str) -> tuple[Rule, ...]:
        names = [
            name
            for name in self._files.names(folder or ".")
            if not name.startswith(".") and name != PACK_FILE and not name.endswith(".cases.yaml")
        ]
        wrong = next((name for name in names if name.endswith(".yml")), None)
        if wrong is not None:
            message = f"{self._shown}{posixpath.join(folder, wrong)}: rules are files that end in .yaml"
            raise InputError(message, "rename it; it would else be passed over")
        names = [name for name in names if name.endswith(".yaml")]
        if len(names) > MOST_RULES:
            message = f"{self._shown}{folder}: {len(names)} rules; at most {MOST_RULES} are read"
            raise InputError(message)
        return tuple(self._rule(posixpath.join(folder, name), name.removesuffix(".yaml"), pack) for name in names)

    def _rule(self, path: str, stem: str, pack: str) -> Rule:
        row = cast("dict[str, Any]", to_plain(self._node(path, "own-rule"), typed=True))
        if row["id"] != stem:
            message = f"{self._shown}{path}: id: {row['id']!r} is not the file's name {stem!r}"
            raise InputError(message)
        return decode_own_rule(row, pack)

    def _node(self, path: str, schema: str) -> Node:
        where = f"{self._shown}{path}"
        data = self._files.read(path)
        if data is None:
            message = f"{where}: there is no such file"
            raise InputError(
                message, "`rail policy init NAME` writes a pack; `rail policy list` names those that come along"
            )
        text, odd = decode_card(data)
        node, problems = read_yaml(text)
        wrong = [f"{one.line}: {one.message}" for one in (*odd, *problems) if one.kind != "bom"]
        if not wrong:
            wrong = ["1: expected a mapping"] if node is None else schema_problems(node, schema, where, typed=True)
        if wrong or node is None:
            message = "\n".join(f"{where}:{one}" for one in wrong)
            raise InputError(message, f"docs/concepts/policy.md has an example; the schema is {schema}.schema.json")
        return node


def _lines(node: Node) -> dict[str, int]:
    if not isinstance(node, Map):
        return {}
    rules = node.get("rules")
    entries = rules.entries if isinstance(rules, Map) else ()
    return {entry.key: entry.line for entry in (*(one for one in node.entries if one.key == "severities"), *entries)}


def _located(path: str) -> tuple[str, str]:
    """Return the file of a pack and the folder that it lies in."""
    if path.endswith((".yaml", ".yml")):
        return path, posixpath.dirname(path)
    return (PACK_FILE, "") if path == "." else (f"{path}/{PACK_FILE}", path)
