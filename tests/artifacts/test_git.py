"""Git revisions: the same facts as the files on disk, whatever way the revision is named and stored."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from rail.artifacts.collect import collect_facts
from rail.artifacts.document import facts_document
from rail.artifacts.sources.folder import FolderSource
from rail.artifacts.sources.git import GitSource
from rail.errors import InputError, SourceError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILES = {
    "LICENSE": "MIT",
    "README.md": "---\nlicense: mit\n---\n# A model\n",
    "src/a.py": "# SPDX-License-Identifier: MIT\n",
    "src-b/c.txt": "c",
    "weights/model.safetensors": b"\x02\0\0\0\0\0\0\0{}",
}


def read_all(source: GitSource | FolderSource) -> dict[bytes, bytes]:
    """Return every file of a source."""
    return {entry.raw: source.read(entry, 1 << 20) for entry in source.entries()}


@pytest.mark.parametrize("object_format", ["sha1", "sha256"])
def test_revision_has_the_files_of_the_folder(
    write: Callable[..., Path], repository: Callable[..., str], object_format: str
) -> None:
    """A revision gives the same files in the same order as its work tree, with either hash."""
    commit = repository(FILES, object_format=object_format)
    root = write({})
    with GitSource(str(root), "HEAD") as git, FolderSource(str(root)) as folder:
        assert git.revision == commit
        assert [entry.raw for entry in git.entries()] == [entry.raw for entry in folder.entries()]
        assert read_all(git) == read_all(folder)


def test_facts_of_a_revision_are_those_of_the_folder(
    write: Callable[..., Path], repository: Callable[..., str]
) -> None:
    """The document differs in where it was read only."""
    repository(FILES)
    root = str(write({}))
    from_git = facts_document(collect_facts(root, revision="HEAD"))
    from_folder = facts_document(collect_facts(root))
    apart = {key for key in from_git if from_git[key] != from_folder[key]}
    assert apart == {"source", "revision", "excluded"}


def test_old_revision_is_read_not_the_files_on_disk(write: Callable[..., Path], repository: Callable[..., str]) -> None:
    """A branch that moved on does not show through."""
    first = repository({"LICENSE": "one"})
    repository({"LICENSE": "two", "NOTICE": "new"})
    with GitSource(str(write({"LICENSE": "not committed"})), first) as source:
        assert read_all(source) == {b"LICENSE": b"one"}


@pytest.mark.parametrize(
    "name", ["HEAD", "main", "refs/heads/main", "v1", "annotated", "refs/tags/annotated", "topic/x", "HEAD~0", "v1^0"]
)
@pytest.mark.parametrize("packed", [False, True])
def test_names_of_revisions(
    write: Callable[..., Path], git: Callable[..., str], repository: Callable[..., str], name: str, *, packed: bool
) -> None:
    """Branches, light and annotated tags are found loose and packed; a tag is peeled to its commit."""
    commit = repository(FILES)
    git("tag", "v1")
    git("tag", "-a", "annotated", "-m", "a tag")
    git("branch", "topic/x")
    if packed:
        git("pack-refs", "--all")
        git("gc", "-q")
    with GitSource(str(write({})), name) as source:
        assert source.revision == commit


def test_ids_and_steps(write: Callable[..., Path], repository: Callable[..., str]) -> None:
    """Full ids, short ids and steps back name commits."""
    first = repository({"a": "1"})
    second = repository({"a": "2"})
    root = str(write({}))
    for name, commit in ((second, second), (first[:8], first), ("HEAD~1", first), ("main^", first)):
        with GitSource(root, name) as source:
            assert source.revision == commit


@pytest.mark.parametrize(
    "name",
    ["nothing", "--upload-pack=touch x", "-h", "../HEAD", "HEAD..main", "main:LICENSE", "@{u}", "", "f" * 40, "x\0y"],
)
def test_names_that_are_no_revision(write: Callable[..., Path], repository: Callable[..., str], name: str) -> None:
    """A name that nothing answers to, or that would be an option, is the caller's mistake."""
    repository(FILES)
    with pytest.raises(InputError):
        GitSource(str(write({})), name)


def test_folder_without_repository(tmp_path: Path) -> None:
    """A revision of a plain folder is refused with the reason."""
    with pytest.raises(SourceError, match="not inside a git repository"):
        GitSource(str(tmp_path), "HEAD")


def test_bare_repository(
    write: Callable[..., Path], git: Callable[..., str], repository: Callable[..., str], tmp_path: Path
) -> None:
    """A bare repository is read by its own path and goes by its name without ``.git``."""
    commit = repository(FILES)
    git("clone", "-q", "--bare", str(write({})), str(tmp_path / "model.git"))
    with GitSource(str(tmp_path / "model.git"), "main") as source:
        assert (source.revision, source.name) == (commit, "model")


def test_linked_work_tree(
    write: Callable[..., Path], git: Callable[..., str], repository: Callable[..., str], tmp_path: Path
) -> None:
    """A linked work tree has its own HEAD and the objects of its repository."""
    repository(FILES)
    git("worktree", "add", "-q", "-b", "side", str(tmp_path / "side"))
    git("commit", "-q", "--allow-empty", "-m", "on the side", cwd=tmp_path / "side")
    commit = git("rev-parse", "HEAD", cwd=tmp_path / "side")
    with GitSource(str(tmp_path / "side"), "HEAD") as source:
        assert source.revision == commit
        assert commit != git("rev-parse", "HEAD", cwd=write({}))


def test_submodule(
    write: Callable[..., Path], git: Callable[..., str], repository: Callable[..., str], tmp_path: Path
) -> None:
    """A submodule's files are not the release's; its folder is named. Read by itself, it is a repository."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "LICENSE").write_text("theirs")
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "theirs"]):
        git(*command, cwd=other)
    repository(FILES)
    git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other), "third")
    repository({})
    with GitSource(str(write({})), "HEAD") as source:
        assert b"third/LICENSE" not in read_all(source)
        assert source.excludes.met() == ("third (a submodule)",)
        assert source.nested == ["third"]
    with GitSource(str(write({}) / "third"), "HEAD") as source:
        assert read_all(source) == {b"LICENSE": b"theirs"}


def test_folder_below_the_top(write: Callable[..., Path], repository: Callable[..., str]) -> None:
    """A folder inside a repository is a release of its own: paths count from it, and links may not leave it."""
    repository({"LICENSE": "top", "model/LICENSE": "below", "model/x": "x"})
    root = write({})
    (root / "model" / "up").symlink_to("../LICENSE")
    repository({})
    with GitSource(str(root / "model"), "HEAD") as source:
        assert read_all(source) == {b"LICENSE": b"below", b"x": b"x"}
        assert [problem.kind for problem in source.problems] == ["link-outside"]


def test_links_in_a_revision(write: Callable[..., Path], repository: Callable[..., str]) -> None:
    """Links of a tree are resolved inside the tree; the ones that leave it are problems."""
    root = write({"docs/LICENSE": "text"})
    (root / "LICENSE").symlink_to("docs/LICENSE")
    (root / "out").symlink_to("/etc/passwd")
    (root / "up").symlink_to("../x")
    (root / "loop").symlink_to("loop")
    (root / "gone").symlink_to("nothing")
    repository({})
    with GitSource(str(root), "HEAD") as source:
        assert read_all(source) == {b"LICENSE": b"text", b"docs/LICENSE": b"text"}
        assert {problem.location.path: problem.kind for problem in source.problems} == {
            "out": "link-outside",
            "up": "link-outside",
            "loop": "link-loop",
            "gone": "link-dangling",
        }


def test_pieces_of_a_large_file(write: Callable[..., Path], repository: Callable[..., str]) -> None:
    """The head, the middle and the end of a large file are read without reading it all, in any order."""
    body = bytes(range(256)) * 40_000
    repository({"model.bin": body, "z": "end"})
    with GitSource(str(write({})), "HEAD") as source:
        entry, last = source.entries()
        assert source.read(entry, 10) == body[:10]
        assert source.read(entry, 5, 5_000_000) == body[5_000_000:5_000_005]
        assert source.read(last, 100) == b"end"
        assert source.read(entry, 100, len(body) - 3) == body[-3:]
        assert source.read(entry, 100, len(body) + 9) == b""


def test_missing_blob_is_a_problem(
    write: Callable[..., Path], git: Callable[..., str], repository: Callable[..., str]
) -> None:
    """An object that a partial clone left out is reported by path; everything else is read."""
    repository(FILES)
    oid = git("rev-parse", "HEAD:LICENSE")
    root = write({})
    (root / ".git" / "objects" / oid[:2] / oid[2:]).unlink()
    facts = collect_facts(str(root), revision="HEAD")
    assert [(problem.location.path, problem.kind) for problem in facts.problems] == [("LICENSE", "missing-object")]
    assert facts.files == len(FILES) - 1


def test_missing_tree_is_an_error(
    write: Callable[..., Path], git: Callable[..., str], repository: Callable[..., str]
) -> None:
    """Without a folder's list nothing can be said about the revision."""
    repository(FILES)
    oid = git("rev-parse", "HEAD:src")
    root = write({})
    (root / ".git" / "objects" / oid[:2] / oid[2:]).unlink()
    with pytest.raises(SourceError, match="missing from the repository"):
        GitSource(str(root), "HEAD")


def test_reference_storage_that_is_not_read(
    write: Callable[..., Path], git: Callable[..., str], repository: Callable[..., str]
) -> None:
    """A reftable is named as the reason; a full commit id still works."""
    commit = repository(FILES)
    git("config", "extensions.refstorage", "reftable")
    root = str(write({}))
    with pytest.raises(InputError, match="reftable"):
        GitSource(root, "main")
    with GitSource(root, commit) as source:
        assert source.revision == commit


def test_nothing_is_left_behind(
    write: Callable[..., Path], repository: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The throw-away repository is removed, also when the revision cannot be read."""
    repository(FILES)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    with GitSource(str(write({})), "HEAD") as source:
        read_all(source)
    with pytest.raises(InputError):
        GitSource(str(write({})), "f" * 40)
    assert list(scratch.iterdir()) == []


def test_git_is_not_installed(
    write: Callable[..., Path], repository: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without git the message says what needs it."""
    repository(FILES)
    root = str(write({}))
    monkeypatch.setenv("PATH", "relative:")
    with pytest.raises(SourceError, match="not installed"):
        GitSource(root, "HEAD")
    assert shutil.which("git") is None


def test_a_bare_repository_is_read_at_its_head(
    tmp_path: Path, write: Callable[..., Path], repository: Callable[..., str]
) -> None:
    """A repository without a work tree shows its files by a revision: its ``HEAD``, unless another is asked for."""
    commit = repository({"README.md": "---\nlicense: mit\n---\n"})
    bare = tmp_path / "bare.git"
    shutil.copytree(write({}) / ".git", bare)
    facts = collect_facts(str(bare))
    assert (facts.source, facts.revision, facts.name) == ("git", commit, "bare")
    assert [claim.value for claim in facts.claims] == ["mit"]
