"""A booby-trapped repository: whatever its configuration, hooks and objects are made to do, nothing of it runs."""

from __future__ import annotations

import errno
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rail.artifacts.collect import collect_facts
from rail.artifacts.sources.git import GitSource
from rail.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """Return a program that leaves a mark beside itself when anybody runs it."""
    program = tmp_path / "canary"
    program.write_text(f'#!/bin/sh\necho "$0 $*" >> {tmp_path}/fired\nexit 0\n')
    program.chmod(0o755)
    return program


def trap(root: Path, canary: Path) -> None:
    """Set every trap that git offers to a repository's own files."""
    settings = {
        "core.fsmonitor": canary,
        "core.hooksPath": root / ".git" / "hooks",
        "core.sshCommand": canary,
        "core.editor": canary,
        "core.pager": canary,
        "core.gitProxy": canary,
        "core.askPass": canary,
        "core.alternateRefsCommand": canary,
        "core.attributesFile": root / ".git" / "info" / "attributes",
        "filter.evil.clean": canary,
        "filter.evil.smudge": canary,
        "filter.evil.process": canary,
        "filter.evil.required": "true",
        "diff.evil.textconv": canary,
        "diff.evil.command": canary,
        "diff.external": canary,
        "merge.evil.driver": canary,
        "gpg.program": canary,
        "gpg.ssh.program": canary,
        "log.showSignature": "true",
        "alias.rev-parse": f"!{canary}",
        "alias.ls-tree": f"!{canary}",
        "alias.cat-file": f"!{canary}",
        "credential.helper": f"!{canary}",
        "uploadpack.packObjectsHook": canary,
        "extensions.partialClone": "evil",
        "remote.evil.url": f"ext::{canary}",
        "remote.evil.promisor": "true",
        "remote.evil.uploadpack": canary,
        "protocol.ext.allow": "always",
        "trace2.normalTarget": root / "trace",
        "include.path": root / "more.config",
        "safe.directory": "*",
    }
    for key, value in settings.items():
        subprocess.run(["git", "config", key, str(value)], cwd=root, check=True)
    (root / "more.config").write_text(f"[core]\n\tfsmonitor = {canary}\n")
    (root / ".git" / "info" / "attributes").write_text("* filter=evil diff=evil merge=evil\n")
    hooks = root / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("post-index-change", "post-checkout", "pre-auto-gc", "reference-transaction", "fsmonitor-watchman"):
        (hooks / name).unlink(missing_ok=True)
        (hooks / name).symlink_to(canary)


@pytest.fixture
def trapped(write: Callable[..., Path], repository: Callable[..., str], canary: Path) -> Path:
    """Return a repository with one commit, all traps set, and one blob that only its promisor remote could give."""
    repository(
        {
            "LICENSE": "MIT",
            "README.md": "---\nlicense: mit\n---\n",
            "away": "this blob is removed",
            ".gitattributes": "* filter=evil diff=evil merge=evil\n",
            "sub/a.py": "# SPDX-License-Identifier: MIT\n",
        }
    )
    root = write({})
    oid = subprocess.run(["git", "rev-parse", "HEAD:away"], cwd=root, check=True, capture_output=True, text=True)
    trap(root, canary)
    (root / ".git" / "objects" / oid.stdout[:2] / oid.stdout.strip()[2:]).unlink()
    return root


def test_the_traps_are_real(trapped: Path, tmp_path: Path) -> None:
    """Plain git falls into them: otherwise the next tests would prove nothing."""
    subprocess.run(["git", "status"], cwd=trapped, check=False, capture_output=True)
    subprocess.run(["git", "cat-file", "--batch"], cwd=trapped, check=False, capture_output=True, input=b"HEAD:away\n")
    assert "canary" in (tmp_path / "fired").read_text()


@pytest.mark.parametrize("revision", ["HEAD", "main", "HEAD~0"])
def test_reading_a_revision_runs_nothing(trapped: Path, tmp_path: Path, revision: str) -> None:
    """All files are read, the missing blob is reported and not fetched, and no trap fires."""
    facts = collect_facts(str(trapped), revision=revision)
    assert [(problem.location.path, problem.kind) for problem in facts.problems] == [("away", "missing-object")]
    assert facts.claims[0].location.path == "LICENSE"
    assert not (tmp_path / "fired").exists()
    assert not (trapped / "trace").exists()


def test_reading_the_folder_runs_nothing(trapped: Path, tmp_path: Path) -> None:
    """A folder with a repository in it is read as files; git is not started at all."""
    facts = collect_facts(str(trapped))
    assert facts.files > 4
    assert not (tmp_path / "fired").exists()


def test_environment_is_not_passed_on(
    trapped: Path, canary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Variables that steer git do not reach it."""
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.fsmonitor")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(canary))
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", str(canary))
    monkeypatch.setenv("GIT_DIR", str(trapped / ".git"))
    monkeypatch.setenv("GIT_TRACE", str(tmp_path / "trace-file"))
    with GitSource(str(trapped), "main") as source:
        assert len(list(source.entries())) == 4
    assert not (tmp_path / "fired").exists()
    assert not (tmp_path / "trace-file").exists()


def other_repository(tmp_path: Path) -> Path:
    """Return a repository of somebody else on the same machine, with a secret in it."""
    victim = tmp_path / "victim"
    victim.mkdir()
    (victim / "secret").write_text("secret")
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "secret"]):
        subprocess.run(["git", *command], cwd=victim, check=True)
    return victim


@pytest.mark.parametrize("name", ["alternates", "http-alternates"])
def test_borrowed_objects_are_refused(trapped: Path, tmp_path: Path, name: str) -> None:
    """``objects/info/alternates`` could show objects of another repository; it is named, not followed."""
    victim = other_repository(tmp_path)
    (trapped / ".git" / "objects" / "info" / name).write_text(f"{victim}/.git/objects\n")
    with pytest.raises(SourceError, match="borrows objects"):
        GitSource(str(trapped), "HEAD")


def unused(objects: Path) -> str:
    """Return a name for a folder of loose objects that no object of this store has taken; ids differ between runs."""
    return next(name for name in (f"{number:02x}" for number in range(256)) if not (objects / name).exists())


def test_links_among_objects_are_refused(trapped: Path, tmp_path: Path) -> None:
    """A pack, a loose object or the whole store that is a link could come from another repository."""
    victim = other_repository(tmp_path)
    objects = trapped / ".git" / "objects"
    for place in (objects / "pack" / "x.pack", objects / unused(objects), objects / "info" / "commit-graph"):
        place.symlink_to(victim / ".git" / "objects")
        with pytest.raises(SourceError, match="a link among the objects"):
            GitSource(str(trapped), "HEAD")
        place.unlink()
    objects.rename(tmp_path / "moved")
    objects.symlink_to(tmp_path / "moved")
    with pytest.raises(SourceError, match="no link"):
        GitSource(str(trapped), "HEAD")


@pytest.mark.parametrize("name", ["pack/multi-pack-index", "pack/pack-1.idx", "info/commit-graph", None])
def test_pipes_among_objects_are_refused(trapped: Path, name: str | None) -> None:
    """Git would wait for ever on a pipe that it takes for one of its files."""
    objects = trapped / ".git" / "objects"
    os.mkfifo(objects / (name or unused(objects)))
    with pytest.raises(SourceError, match="pipe"):
        GitSource(str(trapped), "HEAD")


def test_a_tree_that_names_millions_of_files(write: Callable[..., Path], git: Callable[..., str]) -> None:
    """The same folder over and over costs a few hundred bytes; the list of its files is cut, and said to be."""
    root = write({"a": "x"})
    git("init", "-q", "-b", "main")
    oid, mode = git("hash-object", "-w", "a"), "100644 blob"
    for _ in range(7):
        lines = "".join(f"{mode} {oid}\tn{number}\n" for number in range(10))
        made = subprocess.run(["git", "mktree"], cwd=root, check=True, capture_output=True, text=True, input=lines)
        oid, mode = made.stdout.strip(), "040000 tree"
    git("update-ref", "refs/heads/main", git("commit-tree", oid, "-m", "x"))
    with GitSource(str(root), "main") as source:
        assert [problem.kind for problem in source.problems] == ["too-many-files"]
        assert sum(1 for _ in source.entries()) <= 300_001


def test_an_object_larger_than_its_share_of_memory(
    write: Callable[..., Path], repository: Callable[..., str], git: Callable[..., str]
) -> None:
    """A delta that would grow to a hundred megabytes in git's memory is a problem of that file alone."""
    noise = os.urandom(1 << 16) * 1100
    repository({"LICENSE": noise})
    repository({"LICENSE": noise + b"x", "NOTICE": "y"})
    git("repack", "-adfq", "--window=10", "--depth=10")
    facts = collect_facts(str(write({})), revision="HEAD~1")
    later = collect_facts(str(write({})), revision="HEAD")
    kinds = {problem.kind for problem in (*facts.problems, *later.problems)}
    assert kinds <= {"too-large", "unreadable"}
    assert "unreadable" in kinds
    assert "NOTICE" in {file.location.path for file in later.license_files}


@pytest.mark.parametrize("name", ["HEAD", "config", "packed-refs", "commondir", "objects"])
def test_parts_that_cannot_be_read(trapped: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repository that may not be read is refused with the place, never with a fault."""
    if name != "objects":
        (trapped / ".git" / name).touch()
    place = str(trapped / ".git" / name)

    def refusing(function: Callable[..., object]) -> Callable[..., object]:
        def refuse(path: str | Path, *arguments: object, **options: object) -> object:
            if str(path) == place:
                raise PermissionError(errno.EACCES, "Permission denied", place)
            return function(path, *arguments, **options)

        return refuse

    monkeypatch.setattr(Path, "open", refusing(Path.open))
    monkeypatch.setattr(os, "scandir", refusing(os.scandir))
    with pytest.raises(SourceError, match=rf"{name}: permission denied"):
        GitSource(str(trapped), "main" if name == "packed-refs" else "HEAD")


@pytest.mark.parametrize("name", ["commondir", ".git"])
def test_paths_with_a_nul(trapped: Path, tmp_path: Path, name: str) -> None:
    """A NUL in a path that the repository states is refused in words."""
    place = tmp_path / "other"
    place.mkdir()
    if name == ".git":
        (place / ".git").write_bytes(b"gitdir: a\0b\n")
    else:
        (trapped / ".git" / "commondir").write_bytes(b"a\0b\n")
        place = trapped
    with pytest.raises(SourceError, match="not read"):
        GitSource(str(place), "HEAD")


def test_too_many_packed_references(trapped: Path) -> None:
    """A list of references of gigabytes is refused."""
    with (trapped / ".git" / "packed-refs").open("wb") as file:
        file.truncate(1 << 30)
    with pytest.raises(SourceError, match="packed-refs: larger"):
        GitSource(str(trapped), "v1")


def test_git_file_that_names_another_repository(tmp_path: Path) -> None:
    """A ``.git`` file may name only a repository that points back to it."""
    victim = other_repository(tmp_path)
    (tmp_path / "release").mkdir()
    (tmp_path / "release" / ".git").write_text(f"gitdir: {victim}/.git\n")
    with pytest.raises(SourceError, match="does not point back"):
        GitSource(str(tmp_path / "release"), "HEAD")


def test_git_link_and_common_folder(trapped: Path, tmp_path: Path) -> None:
    """A ``.git`` that is a link, and a ``commondir`` that names another repository, are refused."""
    victim = other_repository(tmp_path)
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / ".git").symlink_to(victim / ".git")
    with pytest.raises(SourceError, match="a link"):
        GitSource(str(tmp_path / "linked"), "HEAD")
    (trapped / ".git" / "commondir").write_text(f"{victim}/.git\n")
    with pytest.raises(SourceError, match="no work tree"):
        GitSource(str(trapped), "HEAD")


def test_reference_that_is_a_link(trapped: Path, tmp_path: Path) -> None:
    """A reference, or a folder of references, that is a link is not followed."""
    victim = other_repository(tmp_path)
    (trapped / ".git" / "refs" / "heads" / "evil").symlink_to(victim / ".git" / "refs" / "heads")
    (trapped / ".git" / "refs" / "heads" / "file").symlink_to(victim / ".git" / "HEAD")
    for name in ("evil/main", "evil/master", "file"):
        with pytest.raises(SourceError.__mro__[1]):
            GitSource(str(trapped), name)


def test_repository_of_another_owner(trapped: Path) -> None:
    """Git's "dubious ownership" does not stop the reader: nothing of that repository is trusted anyway."""
    if os.geteuid() == 0:
        for path in (trapped, trapped / ".git"):
            os.chown(path, 4242, 4242)
    with GitSource(str(trapped), "HEAD") as source:
        assert len(list(source.entries())) == 4
