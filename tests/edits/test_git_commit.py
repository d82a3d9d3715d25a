"""A plan added to a published revision: a commit and a tag, and nothing else of the repository changes."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from house.killing import killed_at
from rail.edits.plan import FileChange, Plan
from rail.errors import InputError, RailError
from rail.operations.retrofit import Retrofit, retrofit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from rail.artifacts.sources.interface import Source

FILES = {"README.md": "# A model\n", "src/a.py": "x = 1\n", "weights.bin": b"\0" * 2000, "run.sh": "#!/bin/sh\n"}
CARD = b"---\nlicense: mit\n---\n# A model\n"
PLAN = Plan(
    (
        FileChange("LICENSE", None, b"words\r\n", ()),
        FileChange("LICENSES/deep/MIT.txt", None, b"other words\n", ()),
        FileChange("README.md", b"# A model\n", CARD, ()),
    ),
    (),
)


def git(root: Path, *arguments: str) -> str:
    """Run git in a repository."""
    done = subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def repository(folder: Path, files: Mapping[str, str | bytes], *, object_format: str = "sha1") -> Path:
    """Make a repository with one commit."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    git(folder, "init", "-q", "-b", "main", f"--object-format={object_format}")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "first")
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with a tag and a later commit, a staged and an unstaged change, and a new file."""
    folder = repository(tmp_path / "own", FILES)
    git(folder, "tag", "v1")
    (folder / "src/a.py").write_text("x = 2\n")
    git(folder, "commit", "-qam", "later")
    (folder / "src/a.py").write_text("x = 3\n")
    git(folder, "add", "src/a.py")
    (folder / "run.sh").write_text("changed\n")
    (folder / "new.txt").write_text("new\n")
    return folder


def state(root: Path) -> tuple[str, ...]:
    """Return everything of a repository that a retrofit must leave alone."""
    refs = git(root, "for-each-ref", "--format=%(refname) %(objectname)").replace("\n", ";")
    files = ";".join(
        f"{path}:{path.read_bytes()!r}"
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".git" not in path.parts
    )
    index = git(root, "ls-files", "-s")
    return refs, files, index, git(root, "status", "--porcelain"), git(root, "symbolic-ref", "HEAD")


def made(root: Path, *, tag: str = "v1-licensed", plan: Plan = PLAN, revision: str = "v1") -> Retrofit:
    """Retrofit a plan."""

    def planned(_: Source) -> Plan:
        return plan

    return retrofit(str(root), revision, tag, planned, "Add the licence\n", as_of="2026-11-24")


def test_a_commit_and_a_tag_are_added_and_nothing_else(root: Path) -> None:
    """Files, index, HEAD, branches and the old tag stay; the new tag has the old files and the plan's."""
    before = state(root)
    done = made(root).made
    assert done is not None
    assert (done.added, done.changed, done.same) == (("LICENSE", "LICENSES/deep/MIT.txt"), ("README.md",), 3)
    after = state(root)
    assert after[1:] == before[1:]
    tag = git(root, "rev-parse", "v1-licensed")
    assert after[0].replace(f";refs/tags/v1-licensed {tag}", "") == before[0]
    assert git(root, "rev-parse", "v1-licensed^{commit}") == done.commit
    assert git(root, "rev-parse", "v1-licensed^{commit}^") == git(root, "rev-parse", "v1^{commit}") == done.parent
    assert git(root, "cat-file", "-t", "v1-licensed") == "tag"
    changed = git(root, "diff", "--name-status", "v1", "v1-licensed").splitlines()
    assert changed == ["A\tLICENSE", "A\tLICENSES/deep/MIT.txt", "M\tREADME.md"]
    git(root, "fsck", "--strict")


def test_bytes_are_kept_whatever_the_repository_asks_for(root: Path) -> None:
    """Line ends are not converted, and no filter of the repository runs."""
    (root / ".gitattributes").write_text("* text=auto filter=evil\n")
    git(root, "config", "filter.evil.clean", f"touch {root}/ran; cat")
    git(root, "config", "core.autocrlf", "input")
    made(root)
    data = subprocess.run(["git", "cat-file", "blob", "v1-licensed:LICENSE"], cwd=root, check=True, capture_output=True)
    assert (data.stdout, (root / "ran").exists()) == (b"words\r\n", False)


def test_no_hook_or_monitor_or_signer_runs(root: Path) -> None:
    """A repository that came with programs of its own is written without one of them."""
    script = f"#!/bin/sh\ntouch {root}/ran\n"
    for name in ("reference-transaction", "pre-commit", "post-commit", "commit-msg", "post-index-change"):
        hook = root / ".git/hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(script)
        hook.chmod(0o755)
    monitor = root / "monitor.sh"
    monitor.write_text(script)
    monitor.chmod(0o755)
    for key, value in {
        "core.fsmonitor": str(monitor),
        "gpg.program": str(monitor),
        "tag.gpgSign": "true",
        "commit.gpgSign": "true",
    }.items():
        git(root, "config", key, value)
    (root / "ran").unlink(missing_ok=True)
    assert made(root).made is not None
    assert not (root / "ran").exists()


def test_the_same_inputs_give_the_same_commit(root: Path) -> None:
    """Nothing of the moment is written."""
    first = made(root, tag="one").made
    second = made(root, tag="two").made
    assert first is not None
    assert second is not None
    assert first.commit == second.commit


def test_a_tag_is_never_moved(root: Path) -> None:
    """A second run with the same name is refused in clear words, and changes nothing."""
    made(root)
    before = state(root)
    with pytest.raises(InputError, match="there is a tag 'v1-licensed' already"):
        made(root)
    with pytest.raises(InputError, match="there is a tag 'v1' already"):
        made(root, tag="v1")
    git(root, "branch", "side/line")
    with pytest.raises(InputError, match="'side/line' is the name of a branch"):
        made(root, tag="side/line")
    git(root, "branch", "-D", "side/line")
    assert state(root) == before


@pytest.mark.parametrize("tag", ["-d", "a..b", "", "a b", "a.lock", "a/.b", "x\n", "refs/../heads/main"])
def test_a_name_that_is_none_is_refused(root: Path, tag: str) -> None:
    """Nothing that git would take for something else."""
    with pytest.raises(InputError, match="--as-tag"):
        made(root, tag=tag)


def test_an_unknown_revision_is_refused(root: Path) -> None:
    """The message names it."""
    with pytest.raises(InputError, match="v9"):
        made(root, revision="v9")


def test_a_plan_of_other_files_is_refused(root: Path) -> None:
    """What the plan was made from must be what the revision holds; then there is no tag."""
    before = state(root)
    with pytest.raises(InputError, match=r"README\.md: is not what the plan was made from"):
        made(root, plan=Plan((FileChange("README.md", b"other", CARD, ()),), ()))
    assert state(root) == before


def test_nothing_to_add_makes_no_tag(root: Path) -> None:
    """A revision that carries everything stays alone."""
    with pytest.raises(InputError, match="nothing is to be added"):
        made(root, plan=Plan((), ()))


def test_nobody_is_asked_for_a_name_that_git_knows_not(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an identity nothing is written, and the message says what to set."""
    for key in [key for key in os.environ if key.startswith(("GIT_AUTHOR", "GIT_COMMITTER"))]:
        monkeypatch.delenv(key)
    monkeypatch.setenv("HOME", str(root))
    with pytest.raises(InputError, match="git does not know who you are") as raised:
        made(root)
    assert "git config user.name" in (raised.value.hint or "")
    git(root, "config", "user.name", "Robin Example")
    git(root, "config", "user.email", "robin@example.org")
    assert made(root).made is not None


def test_a_release_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    """The plan's paths are those of the folder that was named."""
    folder = repository(tmp_path / "own", {"models/one/README.md": "# A model\n", "other.txt": "x"})
    done = made(folder / "models/one", revision="HEAD").made
    assert done is not None
    assert (done.added[0], done.changed, done.same) == ("models/one/LICENSE", ("models/one/README.md",), 1)


def test_a_repository_with_long_hashes(tmp_path: Path) -> None:
    """SHA-256 repositories are written, or refused without a trace."""
    folder = repository(tmp_path / "own", FILES, object_format="sha256")
    before = git(folder, "for-each-ref")
    try:
        done = made(folder, revision="HEAD").made
    except RailError:
        assert git(folder, "for-each-ref") == before
    else:
        assert done is not None
        assert git(folder, "rev-parse", "v1-licensed^{commit}") == done.commit


def test_a_kill_leaves_no_tag_or_a_whole_one(root: Path) -> None:
    """Cut off at any step, the repository is as before, or has the tag."""
    before = state(root)
    _, steps = killed_at(0, lambda: made(root))
    whole = state(root)
    for step in range(1, steps, max(1, steps // 12)):
        if git(root, "tag", "-l", "v1-licensed"):
            git(root, "tag", "-d", "v1-licensed")
        assert killed_at(step, lambda: made(root)) == (True, step)
        assert state(root) in (before, whole), step
        git(root, "fsck", "--strict")
