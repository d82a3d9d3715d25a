"""What is left out of a release when it is read, and a count of what was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Folders that tools make and nobody publishes; not entered, but named in the facts.
JUNK_FOLDERS = frozenset(
    {
        ".git",
        ".hg",
        ".svn",
        ".bzr",
        ".jj",
        "node_modules",
        "bower_components",
        ".venv",
        "venv",
        "__pycache__",
        ".mypy_cache",
        ".ruff_cache",
        ".pytest_cache",
        ".hypothesis",
        ".tox",
        ".nox",
        ".eggs",
        ".cache",
        ".ipynb_checkpoints",
        ".idea",
        ".vscode",
        ".terraform",
    }
)
_JUNK_RAW = frozenset(name.encode() for name in JUNK_FOLDERS)
_SHOWN = 200


class Excludes:
    """The folders and globs that are left out; remembers which of them it met."""

    def __init__(self, globs: Iterable[str] = ()) -> None:
        """Take globs in the style of ``REUSE.toml``: ``*`` stays in a folder, ``**`` does not."""
        self.globs = tuple(globs)
        self._patterns = [(glob, glob_pattern(glob)) for glob in self.globs]
        self._met: dict[str, None] = {}
        self.more = 0

    def leaves_out_folder(self, name: bytes, path: str) -> bool:
        """Tell whether a folder is not entered, and remember it.

        Args:
            name: the folder's own name.
            path: its full path, as shown.
        """
        if name in _JUNK_RAW:
            self._remember(f"{path}/ (by default)")
            return True
        return self._matches(path, "/")

    def leaves_out_file(self, path: str) -> bool:
        """Tell whether a file is left out by a glob of the project, and remember it."""
        return bool(self._patterns) and self._matches(path, "")

    def leaves_out_path(self, path: str) -> bool:
        """Tell whether a full path is left out, by one of its folders or by itself."""
        parts = path.split("/")
        folders = ("/".join(parts[:depth]) for depth in range(1, len(parts)))
        return any(
            self.leaves_out_folder(folder.rpartition("/")[2].encode("utf-8", "surrogateescape"), folder)
            for folder in folders
        ) or self.leaves_out_file(path)

    def met(self) -> tuple[str, ...]:
        """Return what was left out, sorted, with the reason in brackets."""
        rest = (f"... and {self.more} more",) if self.more else ()
        return (*sorted(self._met), *rest)

    def note(self, path: str, reason: str) -> None:
        """Remember something that the source itself leaves out."""
        self._remember(f"{path} ({reason})")

    def _matches(self, path: str, slash: str) -> bool:
        for glob, pattern in self._patterns:
            if pattern.fullmatch(path):
                self._remember(f"{path}{slash} (rail.yaml: {glob})")
                return True
        return False

    def _remember(self, words: str) -> None:
        if words in self._met:
            return
        if len(self._met) < _SHOWN:
            self._met[words] = None
        else:
            self.more += 1


def glob_pattern(glob: str) -> re.Pattern[str]:
    r"""Return the pattern of a glob as REUSE 3.3 defines it: ``*`` never crosses ``/``, ``**`` does, ``\\`` escapes.

    A glob that ends in ``/`` means the folder and everything below it.
    """
    body = glob.removeprefix("./")
    if body.endswith("/"):
        return re.compile(f"{glob_pattern(body.rstrip('/')).pattern}(?:/.*)?", re.DOTALL)
    groups: list[list[str]] = [[""]]
    for piece in re.findall(r"\\.|\*\*+|\*|[^*\\]+|\\", body, re.DOTALL):
        if piece.startswith("**"):
            groups.append([""])
        elif piece == "*":
            groups[-1].append("")
        else:
            groups[-1][-1] += re.escape(piece[1] if len(piece) > 1 and piece[0] == "\\" else piece)
    # The earliest match of a part leaves most to what follows, so no part is ever tried again (``(?>...)``): a glob of
    # thirty stars would else be tried in as many ways as stars can share a name among them.
    first, *later = [_group_pattern(pieces, ends=number == len(groups)) for number, pieces in enumerate(groups, 1)]
    middle = "".join(f"(?>.*?{part})" for part in later[:-1])
    return re.compile(first + middle + "".join(f".*{part}" for part in later[-1:]), re.DOTALL)


def _group_pattern(pieces: Sequence[str], *, ends: bool) -> str:
    """Return the pattern of the parts between single stars; the last star of a glob alone takes what is left."""
    first, *later = pieces
    sure = later[:-1] if ends else later
    rest = later[-1:] if ends else []
    return first + "".join(f"(?>[^/]*?{piece})" for piece in sure) + "".join(f"[^/]*{piece}" for piece in rest)
