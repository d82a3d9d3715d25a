"""Keys and tokens: found where they stand, told without being shown, and never taken for one when they are none."""

from __future__ import annotations

import time
from random import Random
from typing import TYPE_CHECKING

import pytest

from rail.artifacts import secrets
from rail.artifacts.secrets import SecretReader
from rail.knowledge.store import Knowledge

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rail.model.facts import Facts

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz23456789"


def token(prefix: str, length: int, letters: str = LETTERS) -> str:
    """Return a made-up token: nobody issued it, and it stands in no file of this repository."""
    rng = Random(prefix)  # noqa: S311 # the same on every run, and no secret
    return prefix + "".join(rng.choice(letters) for _ in range(length))


TOKENS = [
    token("hf_", 34),
    token("sk-proj-", 48),
    token("sk-", 48),
    token("sk-ant-api03-", 93),
    token("AKIA", 16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
    token("ASIA", 16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
    token("ghp_", 36),
    token("github_pat_", 82),
    token("glpat-", 20),
    token("xoxb-492817350642-", 24),
    token("AIza", 35),
    token("npm_", 36),
    token("pypi-AgE", 120),
]
KEY = "-----BEGIN RSA " + "PRIVATE KEY-----"
NOT_SECRET = [
    "hf_" + "x" * 34,
    "hf_...",
    "hf_your_token_here",
    "HF_TOKEN=hf_" + "abcdefgh" * 5,
    "AKIA" + "IOSFODNN7" + "EXAMPLE",
    "sk-" + "1234567890" * 5,
    "hf_model_for_conditional_generation_with_a_very_long_name",
    "task-oriented-dialogue-with-an-assistant-that-is-very-long-winded-indeed",
    f'HEADER = "{KEY}"',
    f"{KEY}\n...\n",
    "ghp_short",
    "s" + token("hf_", 34),
    token("AKIA", 60, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
]


def found(data: str | bytes) -> list[str]:
    """Return the kinds of secrets that are found in a file."""
    reader = SecretReader(Knowledge.load())
    reader.search("a.py", data if isinstance(data, bytes) else data.encode(), vendored=False)
    return [one.kind for one in reader.found]


@pytest.mark.parametrize("secret", TOKENS, ids=[secret[:5] for secret in TOKENS])
def test_each_form_is_found_once(secret: str) -> None:
    """A token in quotes, after an equals sign or in a notebook's JSON is one secret."""
    assert len(found(f'key = "{secret}"\n')) == 1
    assert len(found(f'"source": ["import os\\n{secret}\\n"]')) == 1


@pytest.mark.parametrize("text", NOT_SECRET)
def test_an_example_is_no_secret(text: str) -> None:
    """Fillers, documented examples, names of things and headers without a key are none."""
    assert found(f'x = "{text}"\n') == []


@pytest.mark.parametrize("ends", ["\n", "\\n", "\r\n"])
def test_a_private_key_is_found(ends: str) -> None:
    """A key is its header with what follows, in a file or in a string."""
    assert found(f"{KEY}{ends}{token('MII', 61)}{ends}") == ["private key"]
    assert found(f"{KEY}{ends}Proc-Type: 4,ENCRYPTED{ends}") == ["private key"]


def test_a_secret_is_told_and_not_shown(collect: Callable[..., Facts]) -> None:
    """Kind, place, four characters and length are kept; the secret is not."""
    secret = token("hf_", 34)
    facts = collect({"a/run.py": f"\n\nlogin('{secret}')\n", "third_party/x/y.sh": f"T={secret}\n"})
    first, second = facts.contents.secrets
    assert (str(first.location), first.begins, first.length, first.vendored) == ("a/run.py:3", secret[:4], 37, False)
    assert second.vendored
    assert secret not in repr(facts)


def test_text_files_of_all_kinds_are_looked_into(collect: Callable[..., Facts]) -> None:
    """Cards, settings, notebooks, hidden files and files without an ending; not data, weights or word lists."""
    secret = token("hf_", 34)
    looked = ("README.md", ".env", ".env.local", "config.json", "run.ipynb", "notes.txt", "id_rsa", "deploy", "a.toml")
    passed = ("data/a.jsonl", "tokenizer.json", "m.safetensors", "x.png", "b.parquet")
    facts = collect(dict.fromkeys((*looked, *passed), secret))
    assert {one.location.path for one in facts.contents.secrets} == set(looked)
    assert facts.contents.unsearched == ()


def test_what_is_too_large_is_told(write: Callable[..., Path], collect: Callable[..., Facts]) -> None:
    """Source code beyond the bound is named; a document of that size is data."""
    root = write({"big.json": b"", "big.py": b""})
    for name in ("big.json", "big.py"):
        with (root / name).open("wb") as file:
            file.truncate(secrets.MAX_FILE + 1)
    assert [one.location.path for one in collect({}).contents.unsearched] == ["big.py"]


def test_the_share_of_a_release_is_bounded(monkeypatch: pytest.MonkeyPatch, collect: Callable[..., Facts]) -> None:
    """When the share is used up, what is left is named, and only so much of it."""
    monkeypatch.setattr(secrets, "_MAX_ALL", 100)
    facts = collect({f"{number}.py": "#" * 60 for number in range(60)})
    unsearched = facts.contents.unsearched
    assert len(unsearched) == 51
    assert unsearched[-1].message == "and 9 more files"


def test_secrets_are_limited() -> None:
    """A file of nothing but secrets does not fill the memory."""
    reader = SecretReader(Knowledge.load())
    reader.search("a.py", f"{TOKENS[0]}\n".encode() * 10_000, vendored=False)
    assert len(reader.found) == 200
    assert [one.message for one in reader.unsearched()] == [
        "more than 200 keys and tokens; the rest was not looked for"
    ]


HOSTILE = {
    "one line": b"a" * (4 << 20),
    "nearly tokens": b"sk-proj-" * (1 << 19),
    "nearly keys": (KEY.encode() + b"\\n\\r ") * 60_000,
    "nearly keys of blanks": (KEY.encode() + b" " * 40) * 40_000,
    "prefixes": b"hf_sk-AKIAghp_glpat-xoxb-1AIza" * 100_000,
    "no text": bytes(range(256)) * 8192,
    "no unicode": b"\xff\xfe" + b"\x80hf_" * (1 << 19),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_take_no_longer_than_others(name: str) -> None:
    """Time grows with the size alone."""
    began = time.process_time()
    found(HOSTILE[name])
    assert time.process_time() - began < 10
