"""A plan as a commit with a tag of its own in the user's own repository: no file on disk, no index, no branch changes.

Objects are written by plumbing with a throw-away ``GIT_DIR`` that only borrows the repository's object store
(git(1), ``GIT_OBJECT_DIRECTORY``): its hooks, filters, attributes and configuration are never seen. Three commands run
in the repository itself, with hooks turned off: ``rev-parse`` of the tag's name, ``config --get`` of the user's name,
and ``update-ref``, which creates the tag where there is none.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from rail.artifacts.sources.git_objects import SECONDS
from rail.artifacts.sources.git_refs import find_git_folder
from rail.artifacts.sources.git_store import check_objects
from rail.errors import InputError, RailError, SourceError
from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Self

    from rail.artifacts.sources.git_refs import GitFolder
    from rail.edits.plan import FileChange

_TAG = re.compile(r"[A-Za-z0-9][\w./+-]{0,199}", re.ASCII)
_MODES = ("100644", "100755")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who makes a commit, as git writes it."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class TaggedCommit:
    """A commit that adds a plan to another one.

    Attributes:
        parent: the commit that it stands on.
        commit: its id.
        tag: the name of the tag.
        added: paths that are new, sorted.
        changed: paths that were there, sorted.
        same: how many other files there are; each has the same blob as before.
    """

    parent: str
    commit: str
    tag: str
    added: tuple[str, ...]
    changed: tuple[str, ...]
    same: int


class OwnRepository:
    """The user's own repository, written into by plumbing alone; use as a context manager."""

    def __init__(self, path: str) -> None:
        """Find it, and set the throw-away folder up.

        Raises:
            SourceError: there is none, or git is not installed.
        """
        self.git, top = find_git_folder(Path(path))
        below = Path(os.path.realpath(path)).relative_to(top).as_posix()
        self.prefix = "" if below == "." or top == self.git.own else f"{below}/"
        check_objects(self.git.common / "objects")
        program = shutil.which("git", path=os.pathsep.join(_absolute(os.environ.get("PATH", os.defpath))))
        if program is None:
            message = "git: not installed; --revision needs it"
            raise SourceError(message)
        self._program = program
        self._folder = Path(tempfile.mkdtemp(prefix="rail-git-"))
        _lay_out(self._folder, self.git)

    def __enter__(self) -> Self:
        """Return it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Remove the throw-away folder."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def identity(self) -> Identity:
        """Return who the user is to git: from the environment, else from git's configuration.

        Raises:
            InputError: git does not know.
        """
        name = os.environ.get("GIT_COMMITTER_NAME") or self._configured("user.name")
        email = os.environ.get("GIT_COMMITTER_EMAIL") or self._configured("user.email")
        if not name or not email:
            message = f"{self.git.common}: git does not know who you are; a commit and a tag need a name and an address"
            raise InputError(message, "git config user.name 'Your Name' && git config user.email you@example.org")
        return Identity(_plain(name), _plain(email))

    def check_new_tag(self, tag: str) -> None:
        """Refuse a name that is none, or that is taken.

        Raises:
            InputError: there is such a tag, or git takes no such name.
        """
        bad = not _TAG.fullmatch(tag) or ".." in tag or "//" in tag or "/." in tag or tag.endswith((".lock", "/", "."))
        if bad or any(part.endswith(".lock") for part in tag.split("/")):
            message = f"--as-tag: {tag!r}: expected a name of letters, digits and . _ - + /"
            raise InputError(message)
        if self._own("rev-parse", "--verify", "--quiet", f"refs/tags/{tag}", check=False).strip():
            message = f"--as-tag: there is a tag {tag!r} already; tags are not moved"
            raise InputError(message, "choose another name, or delete that tag yourself: git tag -d NAME")
        for kind, what in (("heads", "branch"), ("remotes", "remote branch")):
            if self._own("rev-parse", "--verify", "--quiet", f"refs/{kind}/{tag}", check=False).strip():
                message = f"--as-tag: {tag!r} is the name of a {what}; one name for both would be ambiguous to git"
                raise InputError(message, "choose another name")

    def commit(self, parent: str, changes: Sequence[FileChange], message: str, identity: Identity, as_of: str) -> str:
        """Write a commit that makes these changes to another commit, and return its id; no name leads to it yet.

        Raises:
            InputError: a file of the commit is not what the changes were made from.
            RailError: git cannot write it.
        """
        self._run("read-tree", "--end-of-options", parent)
        lines = b""
        for change in changes:
            path = f"{self.prefix}{change.path}"
            mode, blob = self._entry(path)
            if (None if blob is None else self._run("cat-file", "blob", blob)) != change.before or mode not in _MODES:
                text = f"{path}: is not what the plan was made from in {parent[:12]}"
                raise InputError(text)
            new = self._run("hash-object", "-w", "--no-filters", "--stdin", data=change.after).decode().strip()
            lines += f"{mode} {new}\t".encode() + os.fsencode(path) + b"\0"
        self._run("update-index", "--add", "-z", "--index-info", data=lines)
        tree = self._run("write-tree").decode().strip()
        return (
            self._run(
                "commit-tree",
                tree,
                "-p",
                parent,
                "-F",
                "-",
                data=message.encode(),
                who=self._who(identity, parent, as_of),
            )
            .decode()
            .strip()
        )

    def create_tag(self, tag: str, commit: str, message: str, identity: Identity, as_of: str) -> None:
        """Create an annotated tag; never moves one.

        Raises:
            RailError: git refuses it.
        """
        seconds = self._seconds(commit, as_of)
        body = f"object {commit}\ntype commit\ntag {tag}\n"
        body += f"tagger {identity.name} <{identity.email}> {seconds} +0000\n\n{message}"
        made = self._run("mktag", data=body.encode()).decode().strip()
        none = "0" * len(made)
        self._own("update-ref", "--no-deref", f"refs/tags/{tag}", made, none)

    def _entry(self, path: str) -> tuple[str, str | None]:
        listed = self._run("ls-files", "-s", "-z", "--", path)
        if not listed:
            return _MODES[0], None
        mode, oid, _ = listed.split(b"\t", 1)[0].decode().split()
        return mode, oid

    def _who(self, identity: Identity, parent: str, as_of: str) -> dict[str, str]:
        date = f"{self._seconds(parent, as_of)} +0000"
        names = {"NAME": identity.name, "EMAIL": identity.email, "DATE": date}
        return {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in names.items()}

    def _seconds(self, commit: str, as_of: str) -> int:
        """Return the second that is written: the beginning of a day, or that of the commit before where it is later."""
        from datetime import UTC, datetime

        said = int(datetime.fromisoformat(as_of).replace(tzinfo=UTC).timestamp())
        before = self._run("cat-file", "commit", commit)
        found = re.search(rb"^committer .*> (\d+) [+-]\d{4}$", before, re.MULTILINE)
        return max(said, int(found[1])) if found else said

    def _configured(self, key: str) -> str:
        return self._own("config", "--get", key, check=False).decode("utf-8", "replace").strip()

    def _run(self, *arguments: str, data: bytes = b"", who: Mapping[str, str] | None = None) -> bytes:
        """Run plumbing over the borrowed object store."""
        environment = {
            "GIT_DIR": str(self._folder),
            "GIT_OBJECT_DIRECTORY": str(self.git.common / "objects"),
            "GIT_INDEX_FILE": str(self._folder / "index"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_ALLOW_PROTOCOL": "",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_NO_REPLACE_OBJECTS": "1",
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_ATTR_NOSYSTEM": "1",
            "GIT_LITERAL_PATHSPECS": "1",
            "HOME": "/nonexistent",
            "LC_ALL": "C",
            "PATH": os.defpath,
            **(who or {}),
        }
        return self._process(arguments, environment, data, check=True)

    def _own(self, *arguments: str, check: bool = True) -> bytes:
        """Run a command in the repository itself, whose hooks and monitors stay off."""
        environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        environment |= {
            key: os.environ[key] for key in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM") if key in os.environ
        }
        environment |= {
            "GIT_DIR": str(self.git.own),
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_NO_LAZY_FETCH": "1",
            "LC_ALL": "C",
        }
        off = ("-c", f"core.hooksPath={os.devnull}", "-c", "core.fsmonitor=false")
        return self._process((*off, *arguments), environment, b"", check=check)

    def _process(self, arguments: Sequence[str], environment: Mapping[str, str], data: bytes, *, check: bool) -> bytes:
        try:
            done = subprocess.run(  # noqa: S603 - fixed plumbing, no shell
                [self._program, *arguments],
                cwd=self._folder,
                env=environment,
                input=data,
                capture_output=True,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            message = f"git {arguments[0]}: no answer within {SECONDS:g} seconds"
            raise SourceError(message) from error
        if done.returncode != 0 and check:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            message = f"{self.git.common}: git could not write it: {said[-1][:200] if said else 'no reason given'}"
            raise RailError(message)
        return done.stdout if done.returncode == 0 else b""


def _lay_out(folder: Path, git: GitFolder) -> None:
    """Make a folder that git takes for a bare repository."""
    extensions = "[extensions]\n\tobjectformat = sha256\n" if git.object_format == "sha256" else ""
    (folder / "objects").mkdir()
    (folder / "refs").mkdir()
    (folder / "HEAD").write_text("ref: refs/heads/none\n", encoding="ascii")
    version = 1 if extensions else 0
    config = f"[core]\n\trepositoryformatversion = {version}\n\tbare = true\n{extensions}"
    (folder / "config").write_text(config, encoding="ascii")


def _absolute(path: str) -> list[str]:
    return [place for place in path.split(os.pathsep) if place.startswith("/")]


def _plain(value: str) -> str:
    return "".join(char for char in value if char.isprintable() and char not in "<>").strip()
