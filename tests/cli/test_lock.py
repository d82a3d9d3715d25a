"""``rail lock``: the record of upstreams is written, kept, checked, and asks the Hub only on purpose."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from house.fake_hub import FakeHub, serve
from rail.artifacts.lineage.lock import parse_lock
from rail.knowledge.store import Knowledge

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

CARD = "---\nlicense: mit\nbase_model: [google-bert/bert-base-uncased, acme/base]\n---\n# X\n"


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A model on one well-known base and one that nobody knows."""
    (tmp_path / "README.md").write_text(CARD)
    return tmp_path


def lock(rail: Run, release: Path, *options: str, date: str = "2026-01-02", **env: str) -> tuple[int, str, str]:
    """Run ``rail lock`` there with an empty cache; return its exit code and what it says."""
    cache = {"HF_HUB_CACHE": str(release / "no-cache"), "HF_HUB_OFFLINE": "", **env}
    done = rail("lock", ".", "--as-of", date, *options, cwd=release, env=cache)
    return done.returncode, done.stdout, done.stderr


def test_a_lock_is_written_and_holds(rail: Run, release: Path) -> None:
    """What was written is what is found; on another day the same bytes are written."""
    code, out, err = lock(rail, release)
    assert (code, out) == (0, "")
    assert "acme/base (model): licence unknown" in err
    first = (release / "rail.lock").read_bytes()
    assert lock(rail, release, "--check")[:2] == (0, "")
    assert lock(rail, release, date="2027-05-05")[0] == 0
    assert (release / "rail.lock").read_bytes() == first
    assert not list(release.glob(".rail.lock*"))


def test_check_says_what_differs(rail: Run, release: Path) -> None:
    """Without a lock, or with one that lacks an upstream, the check exits with 1 and says so; nothing is written."""
    code, out, err = lock(rail, release, "--check")
    assert (code, out) == (1, "")
    assert "is not there" in err
    lock(rail, release)
    (release / "README.md").write_text(CARD.replace("acme/base", "acme/other"))
    before = (release / "rail.lock").read_bytes()
    code, out, _ = lock(rail, release, "--check")
    assert code == 1
    assert "acme/base: stands in the lock and is no upstream any more" in out
    assert "acme/other: is an upstream and stands not in the lock" in out
    assert (release / "rail.lock").read_bytes() == before


def test_dry_run_prints_the_lock(rail: Run, release: Path) -> None:
    """What would be written goes to standard output, and it is a lock."""
    code, out, _ = lock(rail, release, "--dry-run")
    assert code == 0
    names = [entry.name for entry in parse_lock(out, Knowledge.load()).entries]
    assert {"acme/base", "google-bert/bert-base-uncased"} <= set(names)
    assert not (release / "rail.lock").exists()


def test_what_a_person_wrote_stays(rail: Run, release: Path) -> None:
    """A stated entry is kept, counts, and an entry that was changed by hand becomes one."""
    lock(rail, release)
    path = release / "rail.lock"
    path.write_text(
        path.read_text()
        + '  - {name: acme/base, license: mpl-2.0, stated: true, note: "a letter"}\n'
        + "  - {name: acme/words, kind: dataset, license: cc-by-4.0}\n"
    )
    code, _, err = lock(rail, release)
    assert code == 0
    assert "acme/base (model): licence unknown" not in err
    text = path.read_text()
    assert 'note: "a letter"' in text
    assert text.count("stated: true") == 3  # the head speaks of it as well
    assert '"acme/words"' in text
    path.write_text(
        text.replace(
            'name: "google-bert/bert-base-uncased"\n    kind: "model"',
            'name: "google-bert/bert-base-uncased"\n    kind: "model"',
            1,
        ).replace('license: "apache-2.0"\n', 'license: "mit"\n', 1)
    )
    code, out, _ = lock(rail, release, "--check")
    assert code == 1
    assert "google-bert/bert-base-uncased: was changed after `rail lock` wrote it" in out
    lock(rail, release)
    assert path.read_text().count("stated: true") == 4
    assert lock(rail, release, "--check")[0] == 0


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "rail.lock:1: is empty"),
        ("schema: lock/2\nupstreams: []\n", "rail.lock:1: schema"),
        ("schema: lock/1\nupstreams:\n  - {nmae: x}\n", "did you mean 'name'"),
        ("schema: lock/1\nupstreams:\n  - name: a/b\n    kind: modle\n", "rail.lock:4: upstreams.0.kind"),
        ("schema: lock/1\nupstreams: [\n", "rail.lock:"),
        ("schema: lock/1\nschema: lock/1\nupstreams: []\n", "rail.lock:2"),
        ("a: &a [*a]\n", "rail.lock:1"),
    ],
    ids=["empty", "version", "key", "value", "syntax", "twice", "alias"],
)
def test_a_broken_lock_is_said_and_not_lost(rail: Run, release: Path, text: str, told: str) -> None:
    """A lock that cannot be read is an error with its line, for every command, and stays as it is."""
    (release / "rail.lock").write_text(text)
    for command in (("lock", "."), ("check", "."), ("facts", ".")):
        done = rail(*command, cwd=release)
        assert done.returncode == 2, command
        assert told in done.stderr
    assert (release / "rail.lock").read_text() == text


def test_an_archive_has_no_place_for_a_lock(rail: Run, tmp_path: Path) -> None:
    """What is no folder is not written to."""
    done = rail("lock", str(tmp_path / "nothing"))
    assert done.returncode == 2
    (tmp_path / "release").mkdir()
    (tmp_path / "elsewhere").write_text("x")
    (tmp_path / "release" / "rail.lock").symlink_to(tmp_path / "elsewhere")
    done = rail("lock", str(tmp_path / "release"))
    assert done.returncode in {0, 2}
    assert (tmp_path / "elsewhere").read_text() == "x"


def test_online_pins_what_offline_then_knows(rail: Run, release: Path) -> None:
    """What the Hub said stays in the lock; when it says something else later, that is a difference."""
    pytest.importorskip("huggingface_hub", reason="the extra `online` is not installed")
    card = "---\nlicense: apache-2.0\nbase_model: acme/first\n---\n"
    hub = FakeHub({"models/acme/base": {"README.md": card}, "models/acme/first": {"README.md": card[:23] + "\n---\n"}})
    with serve(hub):
        assert lock(rail, release, "--online", HF_ENDPOINT=hub.endpoint)[0] == 0
        text = (release / "rail.lock").read_text()
        assert '{name: "acme/base", relation: "derived-from", says: "hub"' in text
        assert lock(rail, release, "--check")[0] == 0
        lock(rail, release, date="2027-05-05")
        assert (release / "rail.lock").read_text() == text
        found = rail("check", ".", "--format", "json", cwd=release, env={"HF_HUB_CACHE": str(release / "no-cache")})
        rules = {finding["rule"] for finding in json.loads(found.stdout)["findings"]}
        assert rules & {"upstream-license-unknown", "upstream-license-disputed", "lock-outdated"} == set()
        done = rail("check", ".", "--online", "--format", "json", cwd=release, env={"HF_ENDPOINT": hub.endpoint})
        assert f"{hub.endpoint}/acme/base@" in done.stdout
        hub.repositories["models/acme/base"]["README.md"] = card.replace("apache-2.0", "mit")
        code, out, _ = lock(rail, release, "--check", "--online", HF_ENDPOINT=hub.endpoint)
    assert code == 1
    assert "acme/base: the lock has apache-2.0, and now mit is found" in out


def test_online_without_the_library_names_the_command(rail: Run, release: Path) -> None:
    """A missing extra is an error that says how to install it."""
    (release / "huggingface_hub.py").write_text("raise ImportError\n")
    done = rail("lock", ".", "--online", cwd=release, env={"PYTHONPATH": str(release)})
    assert done.returncode == 2
    assert "railkit[online]" in done.stderr
