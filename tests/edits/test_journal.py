"""A write that is cut off at any point leaves a release that the next command makes whole: as before, or complete."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from house.killing import killed_at
from house.written import PLAN, Tree, tree
from rail.edits.apply import apply_plan, write_changes
from rail.edits.journal import ForeignJournalError, prepare
from rail.edits.plan import FileChange
from rail.edits.recovery import recover
from rail.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def interrupted(root: Path, put: int) -> None:
    """Leave a journal behind in which so many files are in place."""
    base = root.resolve()
    (base / ".rail/journal").mkdir(parents=True)
    journal = prepare(base, PLAN.changes)
    for number in range(put):
        target = base / journal.entries[number].path
        target.parent.mkdir(parents=True, exist_ok=True)
        journal.new(number).replace(target)


def complete(root: Path, tmp_path: Path) -> Tree:
    """Return the release as the plan makes it."""
    other = tmp_path / "complete"
    shutil.copytree(root, other)
    write_changes(str(other), PLAN.changes)
    return tree(other)


def test_a_kill_at_any_step_is_mended(root: Path, tmp_path: Path) -> None:
    """Many steps of a real plan: what the next command finds is as before or complete, byte for byte."""
    before = tree(root)
    other = tmp_path / "other"

    def act() -> None:
        apply_plan(PLAN, str(other))

    shutil.copytree(root, other)
    killed, steps = killed_at(0, act)
    after = tree(other)
    assert (killed, before == after) == (False, False)
    seen = set()
    for step in range(1, steps, 31):
        shutil.rmtree(other)
        shutil.copytree(root, other)
        assert killed_at(step, act) == (True, step)
        recover(str(other))
        found = tree(other)
        assert found in (before, after), step
        seen.add(found == after)
    assert seen == {False, True}


def test_a_kill_while_mending_is_mended(root: Path, tmp_path: Path) -> None:
    """The recovery itself may be cut off at any step, in either direction."""
    before = tree(root)
    after = complete(root, tmp_path)
    for spoil in (False, True):
        other = tmp_path / f"other-{spoil}"
        for step in range(1, 2000, 17):
            shutil.rmtree(other, ignore_errors=True)
            shutil.copytree(root, other)
            interrupted(other, 3)
            if spoil:  # what is still to be written is gone: then only the way back is left
                (other / ".rail/journal/open/new-0003").unlink()
            killed, _ = killed_at(step, lambda other=other: recover(str(other)))  # type: ignore[misc] # bound here
            recover(str(other))
            assert tree(other) == (before if spoil else after), step
            if not killed:
                break


@pytest.mark.parametrize("put", [0, 1, 2, 3, 4])
def test_past_the_commit_mark_it_goes_forward(root: Path, tmp_path: Path, put: int) -> None:
    """However many files were in place, the rest follows."""
    after = complete(root, tmp_path)
    interrupted(root, put)
    recovery = recover(str(root))
    assert recovery is not None
    assert (recovery.direction, len(recovery.paths), recovery.left, tree(root)) == ("forward", 4 - put, (), after)
    assert recover(str(root)) is None


def test_a_file_that_somebody_changed_is_not_touched(root: Path) -> None:
    """What is not as it was nor as it was to be belongs to somebody else; all others go back."""
    interrupted(root, 3)
    (root / "NOTICE").write_bytes(b"mine\n")
    recovery = recover(str(root))
    assert recovery is not None
    assert (recovery.direction, recovery.paths, recovery.left) == (
        "back",
        ("LICENSE", "LICENSES/deep/MIT.txt"),
        ("NOTICE",),
    )
    assert sorted(tree(root)) == ["NOTICE", "README.md", "weights.bin"]
    assert (root / "NOTICE").read_bytes() == b"mine\n"


@pytest.mark.parametrize("cut", [0, 100])
def test_what_a_power_cut_left_short_goes_back(root: Path, cut: int) -> None:
    """A file that is still to be moved and is not whole is not moved."""
    before = tree(root)
    interrupted(root, 0)
    with (root / ".rail/journal/open/new-0000").open("r+b") as stream:
        stream.truncate(cut)
    recovery = recover(str(root))
    assert recovery is not None
    assert (recovery.direction, tree(root)) == ("back", before)


def test_the_next_write_mends_first(root: Path, tmp_path: Path) -> None:
    """A command that writes brings the folder into order before it looks at it."""
    after = complete(root, tmp_path)
    interrupted(root, 2)
    write_changes(str(root), [FileChange("more.txt", None, b"more", ())])
    assert {name: data for name, data in tree(root).items() if name != "more.txt"} == after


def _elsewhere(journal: Path) -> None:
    shutil.copytree(journal / "open", journal / "copy")
    shutil.rmtree(journal / "open")
    (journal / "copy").rename(journal / "open")


def _edited(key: str, value: object) -> Callable[[Path], None]:
    def edit(journal: Path) -> None:
        path = journal / "open/plan.json"
        plan = json.loads(path.read_bytes())
        if key in plan:
            plan[key] = value
        else:
            plan["changes"][0][key] = value
        path.write_text(json.dumps(plan))

    return edit


def _linked(journal: Path) -> None:
    (journal / "open").rename(journal / "kept")
    (journal / "open").symlink_to("kept")


@pytest.mark.parametrize(
    "spoil",
    [
        _elsewhere,
        _linked,
        _edited("path", "../out"),
        _edited("path", "/tmp/out"),  # noqa: S108 # never written
        _edited("path", ".git/hooks/post-checkout"),
        _edited("path", "link/out"),
        _edited("path", 7),
        _edited("after", "x"),
        _edited("schema", "journal/2"),
        _edited("changes", None),
        _edited("folders", ["../x"]),
        lambda journal: (journal / "open/plan.json").write_bytes(b"{" * 100_000),
        lambda journal: (journal / "open/plan.json").unlink(),
    ],
)
def test_a_journal_that_is_not_ours_is_not_followed(root: Path, tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    """Copied from elsewhere, edited, or leading out: nothing of it is applied, and it stays for a person."""
    (root / "link").symlink_to(tmp_path)
    before = tree(root)
    interrupted(root, 0)
    spoil(root / ".rail/journal")
    with pytest.raises(ForeignJournalError, match="nothing of it was applied"):
        recover(str(root))
    with pytest.raises(ForeignJournalError):
        write_changes(str(root), [FileChange("more.txt", None, b"more", ())])
    assert {name: data for name, data in tree(root).items() if not name.startswith(".rail/")} == before
    assert not (tmp_path / "out").exists()


def test_something_else_in_a_journal_is_not_deleted(root: Path) -> None:
    """A file that no journal holds is somebody's."""
    folder = root / ".rail/journal/preparing"
    folder.mkdir(parents=True)
    (folder / "thesis.txt").write_bytes(b"mine")
    with pytest.raises(ForeignJournalError, match=r"thesis\.txt"):
        recover(str(root))
    assert (folder / "thesis.txt").read_bytes() == b"mine"


def test_two_runs_do_not_write_at_once(root: Path) -> None:
    """The folder of the journal is held by one run."""
    (root / ".rail/journal").mkdir(parents=True)
    descriptor = os.open(root / ".rail/journal", os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        with pytest.raises(InputError, match="another rail command"):
            write_changes(str(root), [FileChange("more.txt", None, b"more", ())])
    finally:
        os.close(descriptor)
    assert not (root / "more.txt").exists()


def test_no_journal_is_left_and_modes_stay(root: Path) -> None:
    """After a write there is no trace, and a replaced file keeps its mode."""
    write_changes(str(root), PLAN.changes)
    assert not (root / ".rail").exists()
    assert [(root / name).stat().st_mode & 0o777 for name in ("NOTICE", "LICENSE")] == [0o640, 0o644]
