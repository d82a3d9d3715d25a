"""Snapshots of the Hub cache: links into blobs are files, name and revision come from the path, bases are looked up."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from rail.artifacts.collect import collect_facts
from rail.artifacts.lineage.cache import HubCache
from rail.artifacts.sources.hub_cache import find_snapshot
from rail.errors import InputError
from rail.knowledge.store import Knowledge
from rail.model.lineage import NodeKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rail.model.facts import Facts

CARD = "---\nlicense: bigscience-bloom-rail-1.0\n---\n# Base\n"


@pytest.mark.parametrize("by", ["snapshot", "repository", "name"])
def test_snapshot_by_path_and_by_name(snapshot: Callable[..., Path], by: str) -> None:
    """A snapshot is read by its folder, by its repository's folder, and by owner and name."""
    folder = snapshot("acme/base", {"README.md": CARD, "sub/LICENSE": "x"})
    path = {"snapshot": str(folder), "repository": str(folder.parent.parent), "name": "acme/base"}[by]
    facts = collect_facts(path)
    assert (facts.source, facts.name, facts.revision, facts.files) == ("hub-cache", "acme/base", "a" * 40, 2)
    assert facts.hub_style
    assert facts.problems == ()


def test_snapshot_link_out_of_blobs(snapshot: Callable[..., Path], tmp_path: Path) -> None:
    """Links may lead into the repository's own blobs and nowhere else."""
    folder = snapshot("acme/base", {"README.md": CARD})
    (tmp_path / "secret").write_text("secret")
    (folder / "LICENSE").symlink_to(tmp_path / "secret")
    facts = collect_facts(str(folder))
    assert [(problem.location.path, problem.kind) for problem in facts.problems] == [("LICENSE", "link-outside")]


def test_folders_that_only_look_like_a_cache(snapshot: Callable[..., Path], tmp_path: Path) -> None:
    """Neither ``blobs`` nor a snapshot that is a link opens the rest of the machine; a pipe for a reference ends."""
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "LICENSE").write_text("secret")
    folder = snapshot("acme/base", {"README.md": CARD})
    repository = folder.parent.parent
    (folder / "LICENSE").symlink_to(secret / "LICENSE")
    (repository / "blobs").rename(repository / "old")
    (repository / "blobs").symlink_to(secret)
    kinds = {problem.kind for problem in collect_facts(str(folder)).problems}
    assert kinds == {"link-outside", "link-dangling"}
    folder.rename(repository / "old" / "snapshot")
    folder.symlink_to(secret)
    with pytest.raises(InputError, match="holds no revision"):
        collect_facts(str(repository))
    (repository / "refs" / "main").unlink()
    os.mkfifo(repository / "refs" / "main")
    with pytest.raises(InputError, match="holds no revision"):
        collect_facts(str(repository))


def test_unknown_revision_of_a_repository(snapshot: Callable[..., Path]) -> None:
    """A revision that the cache does not hold is the caller's mistake."""
    repository = snapshot("acme/base", {"README.md": CARD}).parent.parent
    with pytest.raises(InputError, match="holds no revision"):
        collect_facts(str(repository), revision="v9")


@pytest.mark.parametrize("name", ["acme/other", "acme", "../acme/base", "acme--base", "acme/base/x", ""])
def test_names_that_are_not_cached(snapshot: Callable[..., Path], name: str) -> None:
    """Only the exact name of a repository finds it."""
    snapshot("acme/base", {"README.md": CARD})
    assert find_snapshot(name) is None


def test_upstream_resolves_from_the_cache(snapshot: Callable[..., Path], collect: Callable[..., Facts]) -> None:
    """A cached base gives the licence of its card, with the place in words that are the same on every machine."""
    snapshot("acme/base", {"README.md": CARD})
    facts = collect({"README.md": "---\nlicense: mit\nbase_model: acme/base\n---\n"})
    (upstream,) = facts.upstreams
    assert (upstream.license, upstream.resolved_by) == ("bigscience-bloom-rail-1.0", "hub-cache")
    assert upstream.resolution_source == f"Hub cache acme/base@{'a' * 12} README.md"


def test_text_and_tag_that_disagree_both_stand(
    snapshot: Callable[..., Path], collect: Callable[..., Facts], text: Callable[[str], str]
) -> None:
    """A base whose LICENSE is not what its card says is held against both, and has no one licence."""
    snapshot("acme/base", {"README.md": CARD, "LICENSE": text("apache-2.0")})
    facts = collect({"README.md": "---\nbase_model: acme/base\n---\n"})
    assert [one.license for one in facts.upstreams] == ["apache-2.0", "bigscience-bloom-rail-1.0"]
    node = facts.lineage.node("acme/base")
    assert node is not None
    assert (node.license, node.resolved_by) == (None, "hub-cache")
    assert [answer.basis for answer in node.answers] == ["text", "tag"]


def test_custom_tag_is_given_by_its_name(snapshot: Callable[..., Path]) -> None:
    """``license: other`` is resolved by ``license_name`` where that names a licence."""
    snapshot("acme/base", {"README.md": "---\nlicense: other\nlicense_name: deepseek-1.0\n---\n"})
    found = HubCache(Knowledge.load()).tell("acme/base", NodeKind.MODEL)
    assert found is not None
    assert [answer.license for answer in found.answers] == ["deepseek-1.0"]


def test_cached_base_without_a_card_says_nothing(snapshot: Callable[..., Path]) -> None:
    """A cache that holds only the configuration is no evidence."""
    snapshot("acme/base", {"config.json": "{}"})
    assert HubCache(Knowledge.load()).tell("acme/base", NodeKind.MODEL) is None


def test_the_notice_of_an_upstream_is_known_by_its_words(
    snapshot: Callable[..., Path], collect: Callable[..., Facts]
) -> None:
    """A base's NOTICE file stands in the lineage by number and hash of its words, however they are laid out."""
    snapshot("acme/base", {"README.md": CARD, "NOTICE": "Base,\n  made by  Acme.\n"})
    snapshot("acme/other", {"README.md": CARD, "NOTICE.txt": "Base, made by Acme."})
    snapshot("acme/bare", {"README.md": CARD})
    bases = "".join(f"- acme/{name}\n" for name in ("base", "other", "bare"))
    facts = collect({"README.md": f"---\nlicense: mit\nbase_model:\n{bases}---\n"})
    base, other, bare = (facts.lineage.node(f"acme/{name}") for name in ("base", "other", "bare"))
    assert base is not None
    assert other is not None
    assert bare is not None
    assert base.notice is not None
    assert other.notice is not None
    assert (base.notice.path, base.notice.words, bare.notice) == ("NOTICE", 4, None)
    assert base.notice.words_sha256 == other.notice.words_sha256
