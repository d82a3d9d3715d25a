"""The verbatim text of a licence: who has it, by which hash it is known, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from rail.attach.fetching import MAX_BYTES, fetch_file
from rail.attach.text_check import ChangedTextError
from rail.attach.text_sources import LicenseText, TextOffer, obtain_text
from rail.errors import InputError, SourceError
from rail.knowledge.store import Knowledge
from rail.knowledge.textpack import TextPack

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import httpx2

    from rail.model.license import License

KNOWLEDGE = Knowledge.load()
URL = "https://example.org/pinned/LICENSE"


def _record(license_id: str) -> License:
    record = KNOWLEDGE.license(license_id)
    assert record is not None
    return record


def _text(license_id: str) -> str:
    text = TextPack.load().text(license_id)
    assert text is not None
    return text


def _absent(**changes: str | None) -> License:
    """Return a record of MIT whose text is in no pack."""
    record = _record("mit")
    assert record.text is not None
    reference = replace(record.text, pack=None, pack_sha256=None, **changes)
    return replace(record, text=reference, id="mit-elsewhere")


def _from(path: Path, license_id: str) -> LicenseText:
    return obtain_text(_record(license_id), KNOWLEDGE, TextOffer(str(path)))


def test_the_pack_gives_its_own_bytes() -> None:
    """A text of the pack is known by the hash of the pack's bytes."""
    found = obtain_text(_record("apache-2.0"), KNOWLEDGE)
    assert (found.matched, found.source, found.data.decode()) == ("pack-bytes", "pack", _text("apache-2.0"))


@pytest.mark.parametrize(
    ("change", "matched"),
    [
        (lambda text: text, "pack-bytes"),
        (lambda text: "\ufeff" + text.replace("\n", "\r\n"), "words"),
        (lambda text: " ".join(text.split()), "words"),
        (lambda text: "Copyright (c) 2026 Example Lab\n\n" + text, "words"),
    ],
    ids=["as it is", "windows", "on one line", "with a holder"],
)
def test_a_file_is_taken_as_it_is(tmp_path: Path, change: Callable[[str], str], matched: str) -> None:
    """Line ends, a mark and wrapping stay; which hash agreed is said."""
    path = tmp_path / "mine.txt"
    path.write_text(change(_text("mit")), encoding="utf-8", newline="")
    found = _from(path, "mit")
    assert (found.matched, found.source, found.data) == (matched, "file", path.read_bytes())


def test_characters_are_found_again_in_a_windows_copy(tmp_path: Path) -> None:
    """The places of a record count in a copy that differs in line ends and mark alone."""
    path = tmp_path / "mine.txt"
    path.write_text("\ufeff" + _text("mit").replace("\n", "\r\n"), encoding="utf-8", newline="")
    assert _from(path, "mit").characters == _text("mit")


def _without_a_clause(text: str) -> str:
    clause = next(one for one in _record("bigscience-openrail-m").clauses if one.label == "Attachment A (k)")
    return text[: clause.span[0]] + text[clause.span[1] :]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_without_a_clause, "is changed: clause Attachment A (k) removed"),
        (lambda text: f"You may not use it on Sundays.\n\n{text}", "a passage outside of the clauses added (line 1)"),
    ],
    ids=["a clause", "more"],
)
def test_a_changed_text_is_refused(tmp_path: Path, change: Callable[[str], str], said: str) -> None:
    """Nothing that was edited passes as the original, and the message names the clause where there is one."""
    path = tmp_path / "LICENSE"
    path.write_text(change(_text("bigscience-openrail-m")), encoding="utf-8")
    with pytest.raises(ChangedTextError) as raised:
        _from(path, "bigscience-openrail-m")
    assert said in raised.value.message


def test_another_licence_is_named(tmp_path: Path) -> None:
    """A file that holds another licence is no modified text."""
    path = tmp_path / "LICENSE"
    path.write_text(_text("isc"), encoding="utf-8")
    with pytest.raises(ChangedTextError, match="it is the canonical text of isc"):
        _from(path, "mit")


def test_a_changed_number_is_seen(tmp_path: Path) -> None:
    """A number in the form of a list label is no label, and its change is no reformatting."""
    path = tmp_path / "LICENSE"
    path.write_text(_text("apache-2.0").replace("Version 2.0, January 2004", "Version 3.0, January 2004"), "utf-8")
    with pytest.raises(ChangedTextError):
        _from(path, "apache-2.0")


def test_a_folder_is_searched(tmp_path: Path) -> None:
    """The licence file of an upstream that the user has serves, wherever it lies in it."""
    (tmp_path / "LICENSES").mkdir()
    (tmp_path / "LICENSE").write_text(_text("isc"), encoding="utf-8")
    (tmp_path / "LICENSES/MIT.txt").write_text(_text("mit"), encoding="utf-8")
    found = _from(tmp_path, "mit")
    assert (found.source, found.place) == ("upstream", f"{tmp_path}: LICENSES/MIT.txt")


def test_a_folder_with_another_text_says_which(tmp_path: Path) -> None:
    """What stands there instead is named."""
    (tmp_path / "LICENSE").write_text(_text("isc"), encoding="utf-8")
    with pytest.raises(ChangedTextError, match="LICENSE: is not the unchanged text of mit"):
        _from(tmp_path, "mit")


@pytest.mark.parametrize("name", ["nope.txt", "acme/none", "datasets/acme/none"])
def test_what_is_not_there_is_said_with_all_places(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may have been meant for a file, a folder or a repository of the Hub cache."""
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(InputError) as raised:
        obtain_text(_record("mit"), KNOWLEDGE, TextOffer(text=name))
    assert raised.value.message == f"{name}: no such file or folder; nor is it in the Hub cache at {tmp_path}"


def test_where_there_is_no_text_the_error_says_what_serves() -> None:
    """Neither pack nor flag: the address, the steward, a file."""
    with pytest.raises(InputError) as raised:
        obtain_text(_record("llama3.1"), KNOWLEDGE)
    hint = raised.value.hint or ""
    said = ("--fetch takes it from https://raw.", "from its steward", "--text FILE", "--text FOLDER")
    assert [word for word in said if word not in hint] == []


def test_a_cached_upstream_is_named_and_serves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A snapshot of the Hub cache that carries the text is offered, and used where the release names it."""
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    snapshot = tmp_path / "models--acme--base/snapshots" / ("a" * 40)
    snapshot.mkdir(parents=True)
    (tmp_path / "models--acme--base/refs").mkdir()
    (tmp_path / "models--acme--base/refs/main").write_text("a" * 40)
    data = f"Copyright (c) 2026 Acme\n\n{_text('mit')}".encode()
    (snapshot / "LICENSE").write_bytes(data)
    record = _absent(sha256=sha256(data).hexdigest())
    with pytest.raises(InputError) as raised:
        obtain_text(record, KNOWLEDGE)
    assert "--text acme/base (it is in the Hub cache)" in (raised.value.hint or "")
    found = obtain_text(record, KNOWLEDGE, TextOffer(upstreams=("gone/away", "acme/base")))
    assert (found.matched, found.data, found.source) == ("steward-bytes", data, "upstream")


def _served(answer: Callable[[str], tuple[int, dict[str, str], bytes]]) -> httpx2.BaseTransport:
    import httpx2

    def handle(request: httpx2.Request) -> httpx2.Response:
        status, headers, content = answer(str(request.url))
        return httpx2.Response(status, headers=headers, stream=httpx2.ByteStream(content))

    return httpx2.MockTransport(handle)


def test_it_is_fetched_only_when_asked_and_checked() -> None:
    """The pinned address is asked with the flag alone; what comes is compared with the record."""
    pytest.importorskip("httpx2", reason="the extra `online` is not installed")
    data = b"words of a licence"
    record = _absent(sha256=sha256(data).hexdigest(), fetch_url=URL)
    good = _served(lambda _: (200, {}, data))
    with pytest.raises(InputError, match="not in the text pack"):
        obtain_text(record, KNOWLEDGE, TextOffer(transport=good))
    found = obtain_text(record, KNOWLEDGE, TextOffer(fetch=True, transport=good))
    assert (found.data, found.matched, found.source, found.place) == (data, "steward-bytes", "fetch", URL)
    with pytest.raises(ChangedTextError):
        obtain_text(record, KNOWLEDGE, TextOffer(fetch=True, transport=_served(lambda _: (200, {}, b"other"))))


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda _: (302, {"location": "https://elsewhere.example/x"}, b""), "another place, https://elsewhere"),
        (lambda _: (302, {"location": "http://example.org/x"}, b""), "another place, http://"),
        (lambda _: (302, {"location": "/again"}, b""), "more than 3 redirections"),
        (lambda _: (404, {}, b""), "status 404"),
        (lambda _: (200, {}, b"x" * (MAX_BYTES + 1)), "more than"),
    ],
    ids=["host", "scheme", "loop", "gone", "large"],
)
def test_fetching_is_bounded(answer: Callable[[str], tuple[int, dict[str, str], bytes]], said: str) -> None:
    """No other host, no plain http, no loop, nothing large."""
    pytest.importorskip("httpx2", reason="the extra `online` is not installed")
    with pytest.raises(SourceError, match=said):
        fetch_file(URL, transport=_served(answer))


def test_a_redirection_on_the_same_host_is_followed() -> None:
    """A moved file of the same host is still that host's."""
    pytest.importorskip("httpx2", reason="the extra `online` is not installed")
    served = _served(lambda url: (200, {}, b"there") if url.endswith("/moved") else (301, {"location": "/moved"}, b""))
    assert fetch_file(URL, transport=served) == b"there"


@pytest.mark.parametrize("url", ["http://example.org/x", "file:///etc/passwd", "https://me:secret@example.org/x", "x"])
def test_only_https_addresses_are_fetched(url: str) -> None:
    """An address of another kind is refused before anything is asked."""
    pytest.importorskip("httpx2", reason="the extra `online` is not installed")
    with pytest.raises(InputError, match="is no https address"):
        fetch_file(url)
