"""Folders: streamed in one order, nothing outside the root is read, nothing that is no file is opened."""

from __future__ import annotations

import errno
import os
import re
import socket
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rail.artifacts.sources.excludes import Excludes, glob_pattern
from rail.artifacts.sources.folder import FolderSource
from rail.artifacts.sources.interface import UnreadableError
from rail.artifacts.sources.paths import inside, raw_path, show_path
from rail.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def kinds_of_trouble(source: FolderSource) -> dict[str, str]:
    """Return path -> kind of every problem after a full pass."""
    list(source.entries())
    return {problem.location.path: problem.kind for problem in source.problems}


def test_order_is_that_of_full_paths(write: Callable[..., Path]) -> None:
    """Files come in the byte order of their full paths, as git lists them."""
    root = write({"a/b": "", "a.txt": "", "a-b": "", "b": "", "a/c/d": "", "Z": ""})
    with FolderSource(str(root)) as source:
        paths = [entry.raw for entry in source.entries()]
    assert paths == sorted(paths)
    assert len(paths) == 6


def test_links_out_of_the_root_are_problems(write: Callable[..., Path], tmp_path: Path) -> None:
    """A link that leaves the root, by an absolute path or by dots, is reported and not read."""
    (tmp_path / "secret").write_text("secret")
    root = write({"sub/x": ""})
    (root / "absolute").symlink_to(tmp_path / "secret")
    (root / "sub" / "dots").symlink_to("../../secret")
    (root / "folder").symlink_to(tmp_path)
    with FolderSource(str(root)) as source:
        assert [entry.path for entry in source.entries()] == ["sub/x"]
        assert {problem.kind for problem in source.problems} == {"link-outside"}
        assert len(source.problems) == 3
        assert source.find("folder/secret") is None
        assert source.find("../secret") is None
        assert not source.exists("sub/dots")


def test_link_inside_the_root_is_the_file(write: Callable[..., Path]) -> None:
    """A link to a file of the same release is read under its own path."""
    root = write({"docs/LICENSE": "text"})
    (root / "LICENSE").symlink_to("docs/LICENSE")
    with FolderSource(str(root)) as source:
        entries = {entry.path: source.read(entry, 100) for entry in source.entries()}
        assert entries == {"LICENSE": b"text", "docs/LICENSE": b"text"}
        assert source.problems == []


def test_folder_link_is_not_walked_twice(write: Callable[..., Path]) -> None:
    """A link to a folder, even to an ancestor, adds no files and no problem."""
    root = write({"a/b/x": ""})
    (root / "a" / "b" / "up").symlink_to("../..")
    with FolderSource(str(root)) as source:
        assert [entry.path for entry in source.entries()] == ["a/b/x"]
        assert source.problems == []


def test_loops_and_dangling_links(write: Callable[..., Path]) -> None:
    """A link to itself and a link to nothing are told apart."""
    root = write({})
    (root / "loop").symlink_to("loop")
    (root / "gone").symlink_to("nothing")
    with FolderSource(str(root)) as source:
        assert kinds_of_trouble(source) == {"loop": "link-loop", "gone": "link-dangling"}


def test_pipes_and_sockets_are_never_opened(write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe named LICENSE would block whoever opens it; it is reported instead."""
    root = write({})
    os.mkfifo(root / "LICENSE")
    monkeypatch.chdir(root)
    server = socket.socket(socket.AF_UNIX)
    server.bind("socket")
    server.close()
    with FolderSource(str(root)) as source:
        assert kinds_of_trouble(source) == {"LICENSE": "special-file", "socket": "special-file"}


def test_file_that_vanishes(write: Callable[..., Path]) -> None:
    """A file that is gone when it is read raises what the collector turns into a problem."""
    root = write({"LICENSE": "x"})
    with FolderSource(str(root)) as source:
        (entry,) = source.entries()
        (root / "LICENSE").unlink()
        with pytest.raises(UnreadableError) as caught:
            source.read(entry, 10)
    assert caught.value.kind == "vanished"


def test_file_that_is_swapped_for_a_link(write: Callable[..., Path], tmp_path: Path) -> None:
    """A file that becomes a link between listing and reading is not followed."""
    (tmp_path / "secret").write_text("secret")
    root = write({"LICENSE": "x", "sub/NOTICE": "x"})
    with FolderSource(str(root)) as source:
        entries = list(source.entries())
        (root / "LICENSE").unlink()
        (root / "LICENSE").symlink_to(tmp_path / "secret")
        (root / "sub").rename(root / "old")
        (tmp_path / "NOTICE").write_text("secret")
        (root / "sub").symlink_to(tmp_path)
        for entry in entries:
            with pytest.raises(UnreadableError):
                source.read(entry, 10)


def test_file_that_cannot_be_read(write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """A refusal by the system, here simulated because root may read everything, is a problem of its own kind."""
    root = write({"LICENSE": "x"})

    def refuse(*_: object) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied")

    with FolderSource(str(root)) as source:
        (entry,) = source.entries()
        monkeypatch.setattr(os, "pread", refuse)
        with pytest.raises(UnreadableError) as caught:
            source.read(entry, 10)
    assert caught.value.kind == "not-permitted"


def test_ten_thousand_nested_folders(deep: Path) -> None:
    """A file below ten thousand folders, far beyond the longest path of the kernel, is listed and read."""
    with FolderSource(str(deep)) as source:
        (entry,) = source.entries()
        assert entry.path.count("/") == 10_000
        assert source.read(entry, 10) == b"deep"
        assert source.problems == []


def test_junk_is_left_out_but_named(write: Callable[..., Path]) -> None:
    """Version control, environments and caches are not entered; the facts say so."""
    root = write({".git/config": "", "node_modules/a/LICENSE": "", "src/__pycache__/x.pyc": "", "src/a.py": ""})
    with FolderSource(str(root)) as source:
        assert [entry.path for entry in source.entries()] == ["src/a.py"]
        assert source.excludes.met() == (
            ".git/ (by default)",
            "node_modules/ (by default)",
            "src/__pycache__/ (by default)",
        )


def test_globs_leave_out_files_and_folders(write: Callable[..., Path]) -> None:
    """``*`` stays in a folder, ``**`` does not, a closing slash means everything below."""
    root = write({"a/x.txt": "", "a/b/y.txt": "", "build/z": "", "keep": ""})
    with FolderSource(str(root), excludes=Excludes(["a/*.txt", "build/"])) as source:
        assert [entry.path for entry in source.entries()] == ["a/b/y.txt", "keep"]
    assert glob_pattern("**/y.txt").fullmatch("a/b/y.txt")
    assert glob_pattern(r"\*").fullmatch("*")
    assert not glob_pattern(r"\*").fullmatch("a")


@pytest.mark.parametrize("glob", ["*a" * 30 + "*b", "**a" * 30 + "**b", "**/" * 30 + "b", "**/*a" * 30 + "b"])
def test_globs_of_many_stars_end_in_time(glob: str) -> None:
    """A glob is never tried in all the ways in which its stars can share a name."""
    start = time.process_time()
    assert not glob_pattern(glob).fullmatch("a" * 250)
    assert not glob_pattern(glob).fullmatch(("a" * 60 + "/") * 60)
    assert time.process_time() - start < 1


@given(
    st.lists(st.sampled_from(["a", "b", "/", "*", "**", r"\*"]), max_size=8).map("".join),
    st.text("aab/b*", max_size=10),
)
def test_globs_mean_what_plain_patterns_mean(glob: str, path: str) -> None:
    """The pattern that is never tried twice accepts what the obvious one does."""
    pieces = re.findall(r"\\\*|\*\*+|\*|[^*\\]", glob.rstrip("/"))
    plain = "".join({"*": "[^/]*"}.get(piece, ".*" if piece.startswith("**") else piece) for piece in pieces)
    plain += "(?:/.*)?" if glob.endswith("/") else ""
    assert bool(glob_pattern(glob).fullmatch(path)) == bool(re.fullmatch(plain, path))


def test_nested_repositories_are_known(write: Callable[..., Path]) -> None:
    """A folder with ``.git``, be it a folder or a submodule's file, is somebody's own repository."""
    root = write({".git/HEAD": "", "sub/.git": "gitdir: ../.git/modules/sub", "sub/a.py": "", "other/.git/HEAD": ""})
    with FolderSource(str(root)) as source:
        assert [entry.path for entry in source.entries()] == ["sub/a.py"]
        assert source.nested == ["other", "sub"]


def test_missing_folder_and_file(tmp_path: Path) -> None:
    """A path that is no folder is the caller's mistake."""
    (tmp_path / "file").write_text("")
    for name in ("nothing", "file"):
        with pytest.raises(InputError):
            FolderSource(str(tmp_path / name))


def test_undecodable_and_hostile_names(tmp_path: Path) -> None:
    """Names that are no UTF-8, or that would drive a terminal, are shown escaped and still read."""
    for raw in (b"bad\xff.txt", b"new\nline", b"esc\x1b[31m", "turn\u202e.txt".encode(), b"back\\slash"):
        path = os.path.join(os.fsencode(tmp_path), raw)  # noqa: PTH118 # bytes, which pathlib does not take
        with open(path, "wb") as file:  # noqa: PTH123 # the same
            file.write(raw)
    with FolderSource(str(tmp_path)) as source:
        entries = list(source.entries())
        assert {entry.path: source.read(entry, 100) for entry in entries} == {
            "back\\\\slash": b"back\\slash",
            "bad\\xff.txt": b"bad\xff.txt",
            "esc\\u001b[31m": b"esc\x1b[31m",
            "new\\u000aline": b"new\nline",
            "turn\\u202e.txt": "turn\u202e.txt".encode(),
        }
        assert all(source.find(entry.path) == entry for entry in entries)


@given(st.binary(min_size=1, max_size=60).filter(lambda raw: b"\0" not in raw))
def test_shown_paths_can_be_read_back(raw: bytes) -> None:
    """What is shown for a path names that path and no other."""
    shown = show_path(raw)
    assert raw_path(shown) == raw
    assert shown.isprintable()


@given(st.lists(st.sampled_from(["..", ".", "a", "b", ""]), max_size=8))
def test_joined_paths_stay_inside(parts: list[str]) -> None:
    """However a relative link is written, what it leads to has no dots left and does not begin above the root."""
    path = inside("x/y", "/".join(parts))
    assert path is None or (".." not in path.split("/") and not path.startswith("/"))
