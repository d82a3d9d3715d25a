"""detect-secrets over copies of a release's text files, in a process of its own (https://github.com/Yelp/detect-secrets).

It is slow and guesses by entropy, so only packs that ask for it run it. What it takes for a secret is never tried:
verification is switched off, and the copies lie in a private folder under names of ours.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from rail.artifacts.kinds import file_kind, split_path
from rail.artifacts.secrets import SecretReader
from rail.artifacts.sources.interface import UnreadableError
from rail.artifacts.vendored import in_vendor_folder
from rail.model.contents import Scan, Secret
from rail.model.facts import Problem
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.artifacts.sources.interface import FileEntry, Source
    from rail.knowledge.store import Knowledge

TOOL = "detect-secrets"
HINT = "pip install 'railkit[secrets]'"
MAX_FILE = 1 << 20
_MAX_FILES = 5000
_MAX_ALL = 64 << 20
_MAX_SECRETS = 1000
_MAX_UNREAD = 50
SECONDS = 600.0
# A comment in a release does not silence a check of the release.
ARGUMENTS = (
    "scan",
    "--all-files",
    "--no-verify",
    "--disable-filter",
    "detect_secrets.filters.allowlist.is_line_allowlisted",
    ".",
)


def scan_secrets(source: Source, knowledge: Knowledge, seconds: float = SECONDS) -> Scan:
    """Return what detect-secrets takes for secrets in the text files of a source.

    Args:
        source: where the release is read from.
        knowledge: tells which files hold text.
        seconds: how long it may take.
    """
    if find_spec("detect_secrets") is None:
        return Scan(TOOL, problem="detect-secrets is not installed", hint=HINT)
    with TemporaryDirectory(prefix="rail-secrets-") as name:
        folder = Path(name)
        unread: list[Problem] = []
        paths = _copy(source, knowledge, folder, unread)
        found, problem = _run(folder, seconds) if paths else ({}, None)
    secrets = sorted(_secrets(found, paths), key=lambda one: (one.location, one.kind))
    return Scan(_tool(), problem=problem, secrets=tuple(secrets[:_MAX_SECRETS]), unread=tuple(unread[:_MAX_UNREAD]))


def _copy(source: Source, knowledge: Knowledge, folder: Path, unread: list[Problem]) -> dict[str, str]:
    """Write the text files under numbers, and return the path that each number stands for."""
    reader = SecretReader(knowledge)
    paths: dict[str, str] = {}
    left = _MAX_ALL
    for entry in source.entries():
        suffix = _suffix_of_text(reader, entry)
        if suffix is None:
            continue
        if entry.size > MAX_FILE or entry.size > left or len(paths) >= _MAX_FILES:
            unread.append(Problem(Location(entry.path), "not-searched", "too large for a deep search"))
            continue
        try:
            data = source.read(entry, MAX_FILE)
        except UnreadableError as error:
            unread.append(error.problem())
            continue
        left -= len(data)
        number = f"{len(paths):05}{suffix}"
        (folder / number).write_bytes(data)
        paths[number] = entry.path
    return paths


def _suffix_of_text(reader: SecretReader, entry: FileEntry) -> str | None:
    """Return the ending that a copy gets, which tells the tool what the file is; ``None`` for what holds no text."""
    folder, name, suffix = split_path(entry.path)
    if not reader.wants(entry, name, suffix, file_kind(folder, name, suffix)):
        return None
    return suffix if suffix.removeprefix(".").isalnum() and suffix.isascii() else ""


def _run(folder: Path, seconds: float) -> tuple[dict[str, Any], str | None]:
    command = [sys.executable, "-I", "-m", "detect_secrets", "-C", str(folder), *ARGUMENTS]
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, check=False)  # noqa: S603 # fixed arguments
        if done.returncode == 0:
            results = json.loads(done.stdout).get("results")
            return (results, None) if isinstance(results, dict) else ({}, "detect-secrets gave no results")
        told = " ".join(done.stderr.decode("utf-8", "replace").split())[-200:]
    except subprocess.TimeoutExpired:
        return {}, f"detect-secrets took longer than {seconds:g} seconds"
    except (OSError, ValueError, RecursionError) as error:
        told = str(error)[:200]
    return {}, f"detect-secrets failed: {told}"


def _secrets(found: dict[str, Any], paths: dict[str, str]) -> Iterator[Secret]:
    for name, rows in found.items():
        path = paths.get(str(name).removeprefix("./"))
        if path is None or not isinstance(rows, list):
            continue
        for row in rows:
            if isinstance(row, dict) and isinstance(row.get("line_number"), int):
                vendored = in_vendor_folder(path.rpartition("/")[0])
                yield Secret(str(row.get("type", "secret"))[:80], Location(path, row["line_number"]), "", 0, vendored)


def _tool() -> str:
    try:
        return f"{TOOL} {version('detect-secrets')}"
    except PackageNotFoundError:
        return TOOL
