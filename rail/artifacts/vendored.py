"""Trees inside a release that are somebody else's: their licences speak for them, not for the release."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

VENDOR_FOLDERS = frozenset(
    {
        "third_party", "third-party", "thirdparty", "3rdparty", "3rd_party", "vendor", "vendors", "vendored", "_vendor",
        "external", "externals", "extern", "submodules", "subprojects", "dependencies", "deps", "site-packages",
    }
)  # fmt: skip


@lru_cache(maxsize=8192)
def in_vendor_folder(folder: str) -> bool:
    """Tell whether one of the folders on the way is named for other people's code."""
    return any(part.lower() in VENDOR_FOLDERS for part in folder.split("/"))


class VendoredTrees:
    """The vendored trees of one release: by name, because they are repositories of their own, or as packages."""

    def __init__(self, nested: list[str]) -> None:
        """Take the list of nested repositories; the source may still be adding to it."""
        self._nested = nested
        self._packages: set[str] = set()

    def holds(self, path: str) -> bool:
        """Tell whether a file lies in a vendored tree."""
        folder = path.rpartition("/")[0]
        if not folder:
            return False
        if in_vendor_folder(folder):
            return True
        return _below(path, self._nested) or _below(path, self._packages)

    def add_packages(self, folders: Iterable[str]) -> None:
        """Count these folders as vendored, too."""
        self._packages.update(folders)


def _below(path: str, folders: Iterable[str]) -> bool:
    return any(path.startswith(f"{folder}/") for folder in folders)
