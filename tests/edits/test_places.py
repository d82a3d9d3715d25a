"""Folders that cannot be written, disks that are full, names that are one file elsewhere: an error, and no trace."""

from __future__ import annotations

import os
import resource
import shutil
import signal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from house.killing import killed_at
from house.written import PLAN, tree
from rail.edits.apply import apply_plan, write_changes
from rail.edits.plan import FileChange
from rail.errors import InputError, RailError

if TYPE_CHECKING:
    from collections.abc import Callable


def _as_nobody(act: Callable[[], object]) -> tuple[bool, int]:
    def acted() -> None:
        if os.geteuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        with pytest.raises(RailError, match="nothing was changed"):
            act()

    return killed_at(0, acted)


def test_a_folder_that_cannot_be_written(root: Path) -> None:
    """A read-only folder gives one clear error, and no trace."""
    with TemporaryDirectory() as place:  # nobody may look into the folders of pytest
        Path(place).chmod(0o755)
        other = Path(place) / "release"
        shutil.copytree(root, other)
        before = tree(other)
        other.chmod(0o555)
        _as_nobody(lambda: apply_plan(PLAN, str(other)))
        other.chmod(0o755)
        assert tree(other) == before


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
