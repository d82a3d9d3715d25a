"""Compile the knowledge and text packs into the wheel, or into the checkout for an editable install."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompilePacks(BuildHookInterface[Any]):
    """The build hook named in ``pyproject.toml``."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 # hatchling's signature
        """Compile the packs; only wheels (standard and editable) need them."""
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root))
        try:
            from rail.operations.packs import compile_packs

            compile_packs(root / "licenses", root / "policy", root / "rail" / "_packs")
        finally:
            sys.path.remove(str(root))
        build_data["artifacts"].append("rail/_packs/*")
