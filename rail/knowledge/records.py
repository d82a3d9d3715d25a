"""Our own records as plain Python: YAML 1.2 core types only, duplicate keys refused.

Runs when packs are compiled, on files of this project. Files of others go through ``rail.cards.yaml``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from rail.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

    from yaml.nodes import MappingNode

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _RecordLoader(_Base):  # type: ignore[misc] # the C loader is chosen at run time
    """A safe loader in which dates and versions stay text and no key may repeat."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 # PyYAML's own protocol

    def construct_mapping(self, node: MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 # PyYAML's signature
        seen = set()
        for key_node, _ in node.value:
            if key_node.value in seen:
                line = key_node.start_mark.line + 1
                message = f"line {line}: the key {key_node.value!r} stands twice"
                raise DataError(message)
            seen.add(key_node.value)
        return dict(super().construct_mapping(node, deep=deep))


for _tag, _pattern, _first in (
    ("bool", r"^(?:true|false)$", "tf"),
    ("null", r"^(?:~|null|)$", ["~", "n", ""]),
    ("int", r"^[-+]?(?:0|[1-9][0-9]{0,17})$", "-+0123456789"),
):
    _RecordLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), list(_first))


def read_record(path: Path) -> Any:  # noqa: ANN401 # a record is any YAML value; its schema says which
    """Return the content of one YAML file of this project.

    Raises:
        DataError: the file is no YAML, or a key repeats.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_RecordLoader)  # noqa: S506 # derives from the safe loader
    except DataError as error:
        message = f"{path}: {error.message}"
        raise DataError(message) from error
    except yaml.YAMLError as error:
        message = f"{path}: not readable as YAML: {error}"
        raise DataError(message) from error
