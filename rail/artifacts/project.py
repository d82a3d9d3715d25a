"""``rail.yaml``: what a project states about itself; claims like any other, shown where they override what was found.

It is read as data: nothing in it names a command, a module or a path outside the release.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.artifacts.lineage.statements import relation_named
from rail.artifacts.sources.excludes import glob_pattern
from rail.artifacts.whole import read_whole
from rail.cards.encoding import decode_card
from rail.cards.yaml import read_yaml
from rail.errors import InputError
from rail.model.card import Map, Scalar, Sequence
from rail.model.facts import ComponentKind, RelationKind, Upstream
from rail.model.finding import Waiver
from rail.model.late import dataclass
from rail.model.location import Location

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from rail.artifacts.sources.interface import Source
    from rail.model.card import Node

PROJECT_FILE = "rail.yaml"
_CAP = 1 << 18


@dataclass(frozen=True, slots=True)
class ComponentStatement:
    """What ``rail.yaml`` states about one component.

    Attributes:
        paths: globs of the files that belong to it, compiled.
        license: the stated licence with its line, or ``None``.
        license_files: licence files that govern it.
        line: where the component stands.
    """

    kind: ComponentKind
    paths: tuple[re.Pattern[str], ...]
    license: tuple[str, int] | None
    license_files: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Project:
    """The content of ``rail.yaml``; all empty where there is none."""

    name: str | None = None
    artifact: str | None = None
    components: tuple[ComponentStatement, ...] = ()
    upstreams: tuple[Upstream, ...] = ()
    excludes: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    registry: tuple[str, Location] | None = None
    stage: str | None = None

    def kind_of(self, path: str) -> ComponentKind | None:
        """Return the component that a file is stated to belong to, or ``None``."""
        for component in self.components:
            if any(pattern.fullmatch(path) for pattern in component.paths):
                return component.kind
        return None


def read_project(source: Source) -> Project:
    """Read ``rail.yaml`` at the root of a source.

    Raises:
        InputError: it is there and cannot be used; the message has every place and the nearest valid key.
    """
    entry = source.find(PROJECT_FILE)
    if entry is None:
        return Project()
    return parse_project(decode_card(read_whole(source, entry, _CAP))[0])


def parse_project(text: str) -> Project:
    """Return the content of a ``rail.yaml``.

    Raises:
        InputError: it breaks the syntax or the schema.
    """
    from rail.artifacts.project_schema import schema_problems

    node, problems = read_yaml(text)
    wrong = [f"{problem.line}: {problem.message}" for problem in problems]
    wrong = wrong or ([] if node is None else schema_problems(node))
    if wrong:
        raise InputError("\n".join(f"{PROJECT_FILE}:{one}" for one in wrong), "`rail init` writes a commented example")
    return _project(node) if isinstance(node, Map) else Project()


def _project(root: Map) -> Project:
    components = root.get("components")
    return Project(
        name=_text(root, "name"),
        artifact=_text(root, "artifact"),
        components=tuple(_components(components)) if isinstance(components, Map) else (),
        upstreams=tuple(_upstream(item) for item in _maps(root, "upstreams")),
        excludes=_texts(root, "excludes"),
        packs=_texts(root, "packs"),
        waivers=tuple(_waiver(item) for item in _maps(root, "waivers")),
        registry=_registry(root),
        stage=_text(root, "stage"),
    )


def _components(node: Map) -> Iterator[ComponentStatement]:
    for entry in node.entries:
        stated = entry.value if isinstance(entry.value, Map) else Map((), entry.line)
        license_ = stated.get("license")
        yield ComponentStatement(
            ComponentKind(entry.key),
            tuple(glob_pattern(glob) for glob in _texts(stated, "paths")),
            (license_.text, license_.line) if isinstance(license_, Scalar) and license_.text else None,
            _texts(stated, "license-files"),
            entry.line,
        )


def _upstream(node: Map) -> Upstream:
    relation = relation_named(_text(node, "relation") or "")
    name = node.get("name")
    line = name.line if isinstance(name, Scalar) else node.line
    kind = RelationKind.TRAINED_ON if _text(node, "relation") == "trained-on" else relation or RelationKind.DERIVED
    return Upstream(kind, _text(node, "name") or "", "rail-yaml", Location(PROJECT_FILE, line))


def _waiver(node: Map) -> Waiver:
    words = {key: _text(node, key) or "" for key in ("rule", "reason", "owner", "expires")}
    finding = _text(node, "finding")
    words["rule"] = words["rule"] or (finding or "").partition(":")[0]
    return Waiver(path=_text(node, "path"), line=node.line, finding=finding, **words)


def _registry(root: Map) -> tuple[str, Location] | None:
    value = root.get("registry")
    return (value.text, Location(PROJECT_FILE, value.line)) if isinstance(value, Scalar) and value.text else None


def _text(node: Map, key: str) -> str | None:
    value = node.get(key)
    return value.text if isinstance(value, Scalar) and value.text else None


def _texts(node: Map, key: str) -> tuple[str, ...]:
    value: Node | None = node.get(key)
    items = value.items if isinstance(value, Sequence) else (value,)
    return tuple(item.text for item in items if isinstance(item, Scalar) and item.text)


def _maps(node: Map, key: str) -> list[Map]:
    value = node.get(key)
    return [item for item in value.items if isinstance(item, Map)] if isinstance(value, Sequence) else []
