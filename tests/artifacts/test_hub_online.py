"""The Hub, asked on purpose: what its cards say, and what it cannot make us do; a fake one is served here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from house.fake_hub import SHA, FakeHub, serve
from rail.artifacts.collect import collect_release
from rail.artifacts.lineage import hub as online
from rail.artifacts.lineage.hub import Hub
from rail.cards.encoding import MAX_BYTES
from rail.errors import InputError
from rail.knowledge.store import Knowledge
from rail.model.lineage import NodeKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from rail.model.facts import Facts

pytest.importorskip("huggingface_hub", reason="the extra `online` is not installed")
KNOWLEDGE = Knowledge.load()
BASE = "---\nlicense: apache-2.0\nbase_model: acme/first\ndatasets: acme/words\n---\n# Base\n"


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHub]:
    """Serve a Hub with one base, and nothing of a token."""
    monkeypatch.setenv("HF_TOKEN", "hf_secret_of_mine")
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    with serve(FakeHub({"models/acme/base": {"README.md": BASE}})) as found:
        monkeypatch.setenv("HF_ENDPOINT", found.endpoint)
        yield found


@pytest.fixture
def look(write: Callable[[Mapping[str, str | bytes]], Path]) -> Callable[[str], Facts]:
    """Collect a release on one base, online."""

    def collect(base: str) -> Facts:
        root = write({"README.md": f"---\nbase_model: {base}\n---\n"})
        return collect_release(str(root), KNOWLEDGE, as_of="2026-11-24", online=True)[0]

    return collect


def test_a_base_on_the_hub_tells_its_licence_and_its_own_bases(hub: FakeHub, look: Callable[[str], Facts]) -> None:
    """Cards lead on; what the Hub does not have stays unknown and is listed."""
    hub.repositories["datasets/acme/words"] = {"README.md": "---\nlicense: cc-by-sa-4.0\n---\n"}
    facts = look("acme/base")
    assert [(one.name, one.kind.value, one.license, one.resolved_by) for one in facts.upstreams] == [
        ("acme/base", "derived-from", "apache-2.0", "hub"),
        ("acme/first", "derived-from", None, None),
        ("acme/words", "trained-on", "cc-by-sa-4.0", "hub"),
    ]
    node = facts.lineage.node("acme/base")
    assert node is not None
    assert (node.revision, node.resolved_on) == (SHA, "2026-11-24")
    assert node.resolution_source == f"{hub.endpoint}/acme/base@{SHA} README.md"
    assert facts.problems == ()


def test_no_token_is_sent_and_little_is_asked(hub: FakeHub, look: Callable[[str], Facts]) -> None:
    """A request names the repository and carries nothing of the user."""
    look("acme/base")
    assert hub.asked[:2] == ["/api/models/acme/base", f"/acme/base/resolve/{SHA}/README.md"]
    assert {header for headers in hub.headers for header in headers} & {"authorization", "cookie"} == set()
    assert {headers["user-agent"] for headers in hub.headers} == {"railkit"}
    assert "hf_secret_of_mine" not in str(hub.headers)


def test_the_text_of_a_licence_is_stronger_than_the_tag(
    hub: FakeHub, look: Callable[[str], Facts], text: Callable[[str], str]
) -> None:
    """A LICENSE on the Hub is identified and hashed; when the tag disagrees, both count."""
    hub.repositories["models/acme/base"]["LICENSE"] = text("mit")
    facts = look("acme/base")
    assert [one.license for one in facts.upstreams if not one.via] == ["mit", "apache-2.0"]
    node = facts.lineage.node("acme/base")
    assert node is not None
    assert node.answers[0].text_sha256 is not None


def test_a_renamed_repository_is_followed_on_its_host_alone(hub: FakeHub, look: Callable[[str], Facts]) -> None:
    """A redirection to another host is not followed, and is said."""
    hub.redirects["/api/models/acme/old"] = "/api/models/acme/base"
    assert look("acme/old").upstreams[0].license is None  # the files lie under the old name, which has none
    with serve(FakeHub({"models/acme/base": {"README.md": BASE}})) as other:
        hub.redirects["/api/models/acme/base"] = f"{other.endpoint}/api/models/acme/base"
        facts = look("acme/base")
        assert other.asked == []
    assert facts.upstreams[0].license is None
    assert [problem.kind for problem in facts.problems] == ["lineage-cut"]
    assert "another host" in facts.problems[0].message


def test_redirections_in_a_ring_end(hub: FakeHub, look: Callable[[str], Facts]) -> None:
    """An address that leads to itself is left."""
    hub.redirects["/api/models/acme/base"] = "/api/models/acme/base"
    assert "redirections" in look("acme/base").problems[0].message


@pytest.mark.parametrize("status", [401, 403, 429, 500])
def test_a_refusal_is_no_answer(hub: FakeHub, look: Callable[[str], Facts], status: int) -> None:
    """A gated repository, a limit or a fault leaves the licence unknown, with a problem."""
    hub.statuses["/api/models/acme/base"] = status
    facts = look("acme/base")
    assert facts.upstreams[0].license is None
    assert len(facts.problems) == 1


def test_a_gated_text_leaves_the_tag(hub: FakeHub, look: Callable[[str], Facts]) -> None:
    """What is open is read although something beside it is not; that is said."""
    hub.repositories["models/acme/base"]["LICENSE"] = "x"
    hub.statuses[f"/acme/base/resolve/{SHA}/LICENSE"] = 403
    facts = look("acme/base")
    assert facts.upstreams[0].license == "apache-2.0"
    assert "LICENSE: is private, gated" in facts.problems[0].message


def test_a_card_without_end_is_left(
    hub: FakeHub, look: Callable[[str], Facts], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither size nor slowness holds the check up."""
    hub.repositories["models/acme/base"]["README.md"] = "x" * (MAX_BYTES + 1)
    assert "more than" in look("acme/base").problems[0].message
    monkeypatch.setattr(online, "_ONE", 0.2)
    hub.slow.add(f"/acme/base/resolve/{SHA}/README.md")
    assert "took more than" in look("acme/base").problems[0].message


@pytest.mark.parametrize(
    "description",
    ["no json", "[]", "[" * 100_000, '{"sha": "main"}', '{"sha": 1}', '{"siblings": []}'],
    ids=["words", "list", "deep", "branch", "number", "no-revision"],
)
def test_a_description_is_untrusted(
    hub: FakeHub, look: Callable[[str], Facts], description: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever comes back as a description, it is a problem and no crash."""
    monkeypatch.setattr(hub, "body", lambda _: description.encode())
    assert [problem.kind for problem in look("acme/base").problems] == ["lineage-cut"]


def test_siblings_of_any_kind(hub: FakeHub, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names of files that are none are passed over, and a path never leaves the repository."""
    described = f'{{"sha": "{SHA}", "siblings": [1, {{}}, {{"rfilename": 3}}, {{"rfilename": "../../etc/passwd"}}]}}'
    monkeypatch.setattr(hub, "body", lambda _: described.encode())
    Hub(KNOWLEDGE).tell("acme/base", NodeKind.MODEL)
    assert hub.asked == ["/api/models/acme/base"]


@pytest.mark.parametrize("name", ["../x", "a/../b", "a/b/c", "a b/c", "a/b?x=1", "https://x/y", "", "a--b/c"])
def test_only_a_name_is_asked_for(hub: FakeHub, name: str) -> None:
    """What is no name of a repository is not put into an address."""
    assert Hub(KNOWLEDGE).tell(name, NodeKind.MODEL) is None
    assert hub.asked == []


def test_nobody_is_asked_three_hundred_times(monkeypatch: pytest.MonkeyPatch, look: Callable[[str], Facts]) -> None:
    """When nobody answers, asking ends after a few times, and every upstream is still listed."""
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    facts = look("[" + ", ".join(f"acme/b{number}" for number in range(200)) + "]")
    assert len(facts.lineage.nodes) == 201
    told = [problem.message for problem in facts.problems]
    assert sum("cannot be reached" in message for message in told) == 3
    assert sum("not asked" in message for message in told) == 197


def test_offline_mode_of_the_hub_is_respected(
    hub: FakeHub, look: Callable[[str], Facts], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who switched the Hub off for huggingface_hub switched it off for us."""
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    assert "HF_HUB_OFFLINE" in look("acme/base").problems[0].message
    assert hub.asked == []


@pytest.mark.parametrize("endpoint", ["ftp://x", "file:///etc", "localhost", "https://user:word@host"])
def test_an_endpoint_is_an_address(monkeypatch: pytest.MonkeyPatch, endpoint: str) -> None:
    """Only a host of the web is asked, and no password stands in its address."""
    monkeypatch.setenv("HF_ENDPOINT", endpoint)
    with pytest.raises(InputError, match="HF_ENDPOINT"):
        Hub(KNOWLEDGE)


def test_offline_asks_nobody(hub: FakeHub, collect: Callable[..., Facts]) -> None:
    """Without --online nothing leaves this machine."""
    collect({"README.md": "---\nbase_model: acme/base\n---\n"})
    assert hub.asked == []
