"""Where data lives: the only module that knows a path of this package."""

from __future__ import annotations

from pathlib import Path

from rail.errors import NotBuiltError

_PACKAGE = Path(__file__).resolve().parent
_BUILD_HINT = "run `make install` (or `pip install -e .`) in the checkout"


def content_dir(name: str) -> Path:
    """Return the folder of content called ``licenses``, ``policy`` or ``third_party``: packaged, else the checkout's.

    Raises:
        NotBuiltError: neither place has the folder.
    """
    for base in (_PACKAGE / "data", _PACKAGE.parent):
        if (base / name).is_dir():
            return base / name
    message = f"{_PACKAGE}: the folder {name}/ is missing from this installation"
    raise NotBuiltError(message, _BUILD_HINT)


def package_dir() -> Path:
    """Return the folder of this package's own code."""
    return _PACKAGE


def demo_dir() -> Path:
    """Return the folder of the files that ``rail demo`` writes, one folder a state of the release."""
    return _PACKAGE / "operations" / "demo"


def project_template() -> Path:
    """Return the file that ``rail init`` writes as ``rail.yaml``."""
    return _PACKAGE / "artifacts" / "project_template.yaml"


def policy_template() -> Path:
    """Return the folder of the files that ``rail policy init`` writes."""
    return _PACKAGE / "operations" / "policy" / "template"


def packs_dir() -> Path:
    """Return the folder that compiled packs are written to and read from; it may not exist yet."""
    return _PACKAGE / "_packs"


def pack_path(name: str) -> Path:
    """Return the path of one compiled pack.

    Raises:
        NotBuiltError: the packs were never compiled here.
    """
    path = packs_dir() / name
    if not path.is_file():
        message = f"{path}: not built yet; the licence records and texts are compiled when railkit is installed"
        raise NotBuiltError(message, _BUILD_HINT)
    return path
