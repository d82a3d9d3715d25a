"""Folders that cannot be written, disks that are full, names that are one file elsewhere: an error, and no trace."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
from typing import TYPE_CHECKING

import pytest

from house.killing import killed_at
from house.written import PLAN, tree
from rail.edits.apply import apply_plan, write_changes
from rail.edits.plan import FileChange
from rail.errors import InputError, RailError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_CAPABILITY_VERSION_3 = 0x20080522


def _without_privileges(act: Callable[[], object]) -> tuple[bool, int]:
    """Run a function in a process that file permissions bind even where root runs the tests: see capset(2)."""

    def acted() -> None:
        if os.geteuid() == 0:
            header, none = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0), (ctypes.c_uint32 * 6)()
            assert ctypes.CDLL(None, use_errno=True).capset(header, none) == 0
        with pytest.raises(RailError, match="nothing was changed"):
            act()

    return killed_at(0, acted)


def test_a_folder_that_cannot_be_written(root: Path) -> None:
    """A read-only folder gives one clear error, and no trace."""
    before = tree(root)
    root.chmod(0o555)
    _without_privileges(lambda: apply_plan(PLAN, str(root)))
    root.chmod(0o755)
    assert tree(root) == before


def _with_limit(act: Callable[[], object]) -> None:
    """Run a function that may write no file of more than 1,000 bytes, as on a disk that is nearly full."""

    def acted() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        with pytest.raises(RailError, match="nothing was changed"):
            act()

    killed_at(0, acted)


def test_a_disk_that_is_full_changes_nothing(root: Path) -> None:
    """Where there is no room for the new files, none is moved into place, and nothing is left over."""
    before = tree(root)
    _with_limit(lambda: apply_plan(PLAN, str(root)))
    assert tree(root) == before


@pytest.mark.parametrize(
    ("there", "path"),
    [("license", "LICENSE"), ("licenses/MIT.txt", "LICENSES/MIT.txt"), ("LICENSES/mit.txt", "LICENSES/MIT.txt")],
)
def test_a_name_that_differs_in_case_alone_is_refused(root: Path, there: str, path: str) -> None:
    """On many machines both are one file."""
    (root / there).parent.mkdir(exist_ok=True)
    (root / there).write_bytes(b"words")
    before = tree(root)
    with pytest.raises(InputError, match="in case alone") as raised:
        write_changes(str(root), [FileChange(path, None, b"x", ())])
    assert (there.split("/", maxsplit=1)[0] in raised.value.message, tree(root)) == (True, before)
