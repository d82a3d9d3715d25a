"""The texts of the PyPI package ``licensedcode-data`` (CC-BY-4.0 data of the ScanCode project), read at build time."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from rail.errors import DataError
from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

_FRONT = re.compile(r"\A---\n(.*?)^---[ \t]*\n?", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"^(key|name|spdx_license_key|is_deprecated|is_exception|category|language): *(.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class LicenseDbText:
    """One entry of LicenseDB: its key, names, the text behind its front matter, and the language of that (BCP 47)."""

    key: str
    name: str
    spdx: str | None
    deprecated: bool
    text: str
    language: str = "en"


def read_licensedb() -> Iterator[LicenseDbText]:
    """Yield the entries of the installed ``licensedcode-data``, sorted by key.

    Raises:
        DataError: the package is not installed in this environment.
    """
    spec = find_spec("licensedcode")
    if spec is None or not spec.submodule_search_locations:
        message = "licensedcode-data: not installed; the text pack is compiled from it"
        raise DataError(message, "pip install licensedcode-data (the pinned version stands in pyproject.toml)")
    folder = Path(next(iter(spec.submodule_search_locations))) / "data" / "licenses"
    for path in sorted(folder.glob("*.LICENSE")):
        yield _parse(path.name.removesuffix(".LICENSE"), path.read_text(encoding="utf-8"))


def _parse(key: str, content: str) -> LicenseDbText:
    front = _FRONT.match(content)
    fields = dict(_FIELD.findall(front.group(1))) if front else {}
    text = (content[front.end() :] if front else content).lstrip("\n")
    spdx = _unquote(fields.get("spdx_license_key", ""))
    return LicenseDbText(
        key=key,
        name=_unquote(fields.get("name", "")) or key,
        spdx=None if not spdx or spdx.startswith("LicenseRef-") else spdx,
        deprecated=fields.get("is_deprecated", "") == "yes",
        text=text,
        language=_language(fields.get("language", "")),
    )


def _language(value: str) -> str:
    """Return a BCP 47 tag: the script of ``zh-hans`` begins with a capital."""
    main, _, script = (_unquote(value) or "en").partition("-")
    return f"{main}-{script.title()}" if script else main


def _unquote(value: str) -> str:
    return value.strip().strip("'\"")
