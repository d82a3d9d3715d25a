"""The objects of a foreign git repository, read through a throw-away bare repository of our own.

git-worktree, git-config, hooks, attributes, filters, grafts and replacements of the foreign repository are never seen
by git: it runs with our folder as ``GIT_DIR``, which only borrows the foreign ``objects`` (gitrepository-layout(5),
``objects/info/alternates``), and only plumbing runs: ``rev-parse``, ``ls-tree``, ``cat-file --batch``.
"""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from rail.artifacts.sources.git_store import check_objects
from rail.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

SECONDS = 60.0  # one request; a repository that needs longer is reported, not waited for
_CHUNK = 1 << 16
_MAX_OBJECT = "64m"  # the largest piece of memory that git may ask for: a few bytes of delta can stand for gigabytes
_CONFIG = """[core]
\trepositoryformatversion = {version}
\tbare = true
\tbigFileThreshold = 1m
\tpackedGitWindowSize = 16m
\tpackedGitLimit = 64m
\tcommitGraph = false
[gc]
\tauto = 0
[protocol]
\tallow = never
{extensions}"""


class GitObjects:
    """A throw-away bare repository that borrows the objects of another one."""

    def __init__(self, objects: Path, object_format: str) -> None:
        """Set it up.

        Raises:
            SourceError: git is not installed, or the foreign objects come from elsewhere.
        """
        self._git = _find_git()
        check_objects(objects)
        self._folder = Path(tempfile.mkdtemp(prefix="rail-git-"))
        try:
            self._lay_out(objects, object_format)
        except OSError as error:
            self.close()
            message = f"{objects}: no throw-away repository could be made for it ({error})"
            raise SourceError(message) from error
        self._batch: subprocess.Popen[bytes] | None = None

    def close(self) -> None:
        """Stop git and remove the folder."""
        self._stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def resolve(self, expression: str) -> str | None:
        """Return the full id of ``expression`` (ids and ``^{commit}``, ``~N`` only), or ``None``."""
        done = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", expression)
        found = done.decode("ascii", "replace").strip()
        return found or None

    def list_tree(self, commit: str) -> Iterator[tuple[bytes, bytes, bytes, bytes, bytes]]:
        """Yield mode, type, object id, size and path of every entry below a commit.

        Raises:
            SourceError: a tree is missing, or git does not come to an end.
        """
        process = self._start("ls-tree", "-r", "-z", "-l", "--end-of-options", commit)
        out = _pipe(process.stdout)
        rest = b""
        deadline = time.monotonic() + SECONDS
        try:
            while piece := _read_some(out, deadline):
                *lines, rest = (rest + piece).split(b"\0")
                for line in lines:
                    head, _, path = line.partition(b"\t")
                    mode, kind, oid, size = head.split()
                    yield mode, kind, oid, size, path
            if process.wait(timeout=SECONDS) != 0:
                message = f"{commit}: a folder of this revision is missing from the repository (a partial clone?)"
                raise SourceError(message, "fetch the revision completely first")
        finally:
            _end(process)

    def read(self, oid: bytes, length: int, offset: int = 0) -> bytes | None:
        """Return at most ``length`` bytes of one object, or ``None`` when the repository does not hold it.

        Raises:
            SourceError: git does not answer in time, or ends over a damaged or oversized object.
        """
        if self._batch is None or self._batch.poll() is not None:
            self._stop()
            self._batch = self._start("cat-file", "--batch")
            self._answers = _Answers(_pipe(self._batch.stdout))
        self._answers.deadline = time.monotonic() + SECONDS
        try:
            os.write(_pipe(self._batch.stdin), oid + b"\n")
            head = self._answers.line().split()
            if len(head) != 3 or not head[2].isdigit():  # noqa: PLR2004 - "<id> <type> <size>", else "<id> missing"
                return None
            return self._content(int(head[2]), offset, length)
        except (BrokenPipeError, EOFError) as error:
            self._stop()
            message = "git cannot read this object: it is damaged, or too large to be put together"
            raise SourceError(message) from error
        except SourceError:
            self._stop()
            raise

    def _content(self, size: int, offset: int, length: int) -> bytes:
        """Read one answer's content; when much more follows than is wanted, git is stopped instead."""
        stop = min(size, offset + length)
        kept, place = bytearray(), 0
        whole = size - stop <= _CHUNK * 16
        end = size + 1 if whole else stop  # git writes one newline behind the content
        while place < end:
            piece = self._answers.take(end - place)
            begin, last = max(offset - place, 0), min(stop - place, len(piece))
            if begin < last:
                kept += piece[begin:last]
            place += len(piece)
        if not whole:
            self._stop()
        return bytes(kept)

    def _lay_out(self, objects: Path, object_format: str) -> None:
        extensions = "[extensions]\n\tobjectformat = sha256\n" if object_format == "sha256" else ""
        (self._folder / "objects" / "info").mkdir(parents=True)
        (self._folder / "objects" / "pack").mkdir()
        (self._folder / "refs" / "heads").mkdir(parents=True)
        (self._folder / "HEAD").write_text("ref: refs/heads/none\n", encoding="ascii")
        config = _CONFIG.format(version=1 if extensions else 0, extensions=extensions)
        (self._folder / "config").write_text(config, encoding="ascii")
        (self._folder / "objects" / "info" / "alternates").write_bytes(os.fsencode(objects) + b"\n")

    def _environment(self) -> dict[str, str]:
        return {
            "GIT_DIR": str(self._folder),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_ALLOW_PROTOCOL": "",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_NO_REPLACE_OBJECTS": "1",
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_ALLOC_LIMIT": _MAX_OBJECT,
            "GIT_ATTR_NOSYSTEM": "1",
            "GIT_LITERAL_PATHSPECS": "1",
            "GIT_OPTIONAL_LOCKS": "0",
            "HOME": "/nonexistent",
            "LC_ALL": "C",
            "PATH": os.defpath,
        }

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - our own git folder, fixed plumbing, no shell
            [self._git, *arguments],
            cwd=self._folder,
            env=self._environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
        )

    def _run(self, *arguments: str) -> bytes:
        process = self._start(*arguments)
        try:
            return process.communicate(timeout=SECONDS)[0]
        except subprocess.TimeoutExpired as error:
            message = f"git {arguments[0]}: no answer within {SECONDS:g} seconds"
            raise SourceError(message) from error
        finally:
            _end(process)

    def _stop(self) -> None:
        batch = getattr(self, "_batch", None)
        if batch is not None:
            _end(batch)
        self._batch = None


class _Answers:
    """What ``cat-file --batch`` writes, read in pieces."""

    def __init__(self, descriptor: int) -> None:
        """Read from a pipe; ``deadline`` is set before each request."""
        self._descriptor = descriptor
        self._kept = b""
        self.deadline = 0.0

    def line(self) -> bytes:
        """Return the next line.

        Raises:
            EOFError: git ended.
        """
        while b"\n" not in self._kept:
            self._kept += self._more()
        line, _, self._kept = self._kept.partition(b"\n")
        return line

    def take(self, most: int) -> bytes:
        """Return between one and ``most`` bytes.

        Raises:
            EOFError: git ended.
        """
        piece = self._kept or self._more()
        self._kept = piece[most:]
        return piece[:most]

    def _more(self) -> bytes:
        piece = _read_some(self._descriptor, self.deadline)
        if not piece:
            raise EOFError
        return piece


def _find_git() -> str:
    places = [place for place in os.environ.get("PATH", os.defpath).split(os.pathsep) if place.startswith("/")]
    found = shutil.which("git", path=os.pathsep.join(places))
    if found is None:
        message = "git: not installed; --revision needs it"
        raise SourceError(message, "install git, or check out the revision and leave --revision out")
    return found


def _pipe(stream: IO[bytes] | None) -> int:
    assert stream is not None  # noqa: S101 - both were asked for as pipes
    return stream.fileno()


def _read_some(descriptor: int, deadline: float) -> bytes:
    ready, _, _ = select.select([descriptor], [], [], max(0.0, deadline - time.monotonic()))
    if not ready:
        message = f"git: no answer within {SECONDS:g} seconds"
        raise SourceError(message)
    return os.read(descriptor, _CHUNK)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.kill()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()
    process.wait()
