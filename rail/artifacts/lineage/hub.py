"""Upstreams on the Hugging Face Hub, asked only with ``--online``, through huggingface_hub (extra ``online``).

What it may do is little (ADR 9): a few small files of named repositories, read from the one host of ``HF_ENDPOINT``,
without a token, without following anything to another host, within bounds of time, size and number. What comes back is
text of others: a card is parsed as every card is, and nothing is written to the cache.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin, urlsplit

from rail.artifacts.lineage.cache import ADAPTER_NAME, CARD_NAME, LICENSE_NAMES, RepositoryFiles
from rail.artifacts.lineage.interface import Teller, Told
from rail.artifacts.sources.paths import show_path
from rail.errors import InputError, SourceError
from rail.model.lineage import NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.knowledge.store import Knowledge

_NAME = re.compile(r"(?!.*(?:\.\.|--))[\w.-]{1,96}(?:/[\w.-]{1,96})?", re.ASCII)
_COMMIT = re.compile(r"[0-9a-f]{40}")
_WANTED = frozenset({CARD_NAME, ADAPTER_NAME, *LICENSE_NAMES})
_INFO_CAP = 8 << 20  # a repository of a hundred thousand files is listed in full
_WAIT = 10.0  # seconds for one answer to begin or to go on
_ONE = 60.0  # seconds for one file
MAX_SECONDS = 600.0
MAX_REQUESTS = 2000
_MAX_FAILURES = 3  # in a row: then nobody is there
_MAX_REDIRECTS = 3
_PLACES = {NodeKind.MODEL: ("models", "model", ""), NodeKind.DATASET: ("datasets", "dataset", "datasets/")}


class Hub(Teller):
    """The Hub, as far as its open repositories tell."""

    def __init__(self, knowledge: Knowledge, as_of: str | None = None) -> None:
        """Take the records that resolve what cards state, and the date on which it is seen.

        Raises:
            InputError: huggingface_hub is not installed, or ``HF_ENDPOINT`` is no address.
        """
        try:
            from huggingface_hub import constants
        except ImportError as error:
            message = "--online needs huggingface_hub, which is not installed"
            raise InputError(message, "pip install 'railkit[online]'") from error
        self._knowledge = knowledge
        self._as_of = as_of
        self._endpoint = (os.environ.get("HF_ENDPOINT") or constants.ENDPOINT).rstrip("/")
        self._fetch = _Fetch(self._endpoint)

    def tell(self, name: str, kind: NodeKind) -> Told | None:
        """Return what a repository on the Hub says; ``None`` where there is none of that name."""
        if not _NAME.fullmatch(name):
            return None
        try:
            return self._told(name, kind)
        except SourceError as error:
            return Told(problem=f"{self._endpoint}: {name}: {error.message}")

    def _told(self, name: str, kind: NodeKind) -> Told | None:
        api, repo_type, prefix = _PLACES[kind]
        data = self._fetch(f"{self._endpoint}/api/{api}/{quote(name)}", _INFO_CAP)
        if data is None:
            return None
        revision, files = _listing(data)
        where = f"{self._endpoint}/{prefix}{name}@{revision}"
        problems: list[str] = []

        def read(path: str, cap: int) -> bytes | None:
            if path not in files:
                return None
            if path == ADAPTER_NAME:
                return b""  # that it is there says all
            from huggingface_hub import hf_hub_url

            url = hf_hub_url(name, path, repo_type=repo_type, revision=revision, endpoint=self._endpoint)
            try:
                return self._fetch(url, cap)
            except SourceError as error:
                problems.append(f"{where} {path}: {error.message}")
                return None

        told = RepositoryFiles(read, "hub", where, on=self._as_of).told(self._knowledge, kind, revision)
        return replace(told or Told(revision=revision), problem="; ".join(problems) or None)


class _Fetch:
    """One bounded GET after another, at one host."""

    def __init__(self, endpoint: str) -> None:
        place = urlsplit(endpoint)
        if place.scheme not in {"http", "https"} or not place.hostname or place.username:
            message = f"HF_ENDPOINT: {endpoint!r} is no http or https address of a host"
            raise InputError(message)
        self._origin = _origin(endpoint)
        self._left = MAX_REQUESTS
        self._failures = 0
        self._ends = monotonic() + MAX_SECONDS

    def __call__(self, url: str, cap: int) -> bytes | None:
        """Return the bytes at an address, ``None`` where there is nothing.

        Raises:
            SourceError: it is not given, or not within the bounds.
        """
        for _ in range(_MAX_REDIRECTS + 1):
            self._spend()
            status, target, data = self._get(url, cap)
            if status != 0:
                return self._read(status, data)
            url = urljoin(url, target)
            if _origin(url) != self._origin:
                message = f"is redirected to another host, {show_path(os.fsencode(urlsplit(url).netloc))}; not followed"
                raise SourceError(message)
        message = f"more than {_MAX_REDIRECTS} redirections"
        raise SourceError(message)

    def _read(self, status: int, data: bytes) -> bytes | None:
        match status:
            case 200:
                return data
            case 404:
                return None
            case 401 | 403:
                message = "is private, gated, or not there (no token is sent)"
            case _:
                message = f"was answered with status {status}"
        raise SourceError(message)

    def _spend(self) -> None:
        self._left -= 1
        if self._failures >= _MAX_FAILURES:
            message = f"not asked: {_MAX_FAILURES} requests in a row failed"
            raise SourceError(message)
        if self._left < 0 or monotonic() > self._ends:
            message = f"not asked: more than {MAX_REQUESTS} requests or {MAX_SECONDS:.0f} seconds"
            raise SourceError(message)

    def _get(self, url: str, cap: int) -> tuple[int, str, bytes]:
        """Return the status, or 0 with the target of a redirection, and the bytes."""
        import httpx2
        from huggingface_hub import get_session
        from huggingface_hub.errors import OfflineModeIsEnabled

        headers = {"user-agent": "railkit", "accept-encoding": "identity"}
        try:
            with get_session().stream("GET", url, headers=headers, timeout=_WAIT, follow_redirects=False) as answer:
                self._failures = 0
                if answer.status_code in {301, 302, 303, 307, 308}:
                    return 0, answer.headers.get("location", ""), b""
                data = _bounded(answer.iter_raw(), cap) if answer.status_code == 200 else b""  # noqa: PLR2004 # OK
                return answer.status_code, "", data
        except OfflineModeIsEnabled as error:
            message = "HF_HUB_OFFLINE is set, so the Hub is not asked"
            raise SourceError(message) from error
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError) as error:
            self._failures += 1
            message = f"cannot be reached ({type(error).__name__})"
            raise SourceError(message) from error


def _bounded(pieces: Iterator[bytes], cap: int) -> bytes:
    """Return all pieces, as the network gives them: gathered ones would hide that one byte a second comes."""
    ends = monotonic() + _ONE
    data = bytearray()
    for piece in pieces:
        data += piece
        if len(data) > cap:
            message = f"a file has more than {cap:,} bytes; it was not read"
            raise SourceError(message)
        if monotonic() > ends:
            message = f"a file took more than {_ONE:.0f} seconds"
            raise SourceError(message)
    return bytes(data)


def _listing(data: bytes) -> tuple[str, frozenset[str]]:
    """Return the commit and the names of the few files that are read."""
    try:
        found: Any = json.loads(data)
    except (ValueError, RecursionError) as error:
        message = "its description is no readable JSON"
        raise SourceError(message) from error
    sha = found.get("sha") if isinstance(found, dict) else None
    if not isinstance(sha, str) or not _COMMIT.fullmatch(sha):
        message = "its description names no revision"
        raise SourceError(message)
    siblings = found.get("siblings")
    names = (item.get("rfilename") for item in siblings if isinstance(item, dict)) if isinstance(siblings, list) else ()
    return sha, frozenset(name for name in names if isinstance(name, str) and name in _WANTED)


def _origin(url: str) -> tuple[str, str | None, int | None]:
    try:
        place = urlsplit(url)
        return place.scheme, place.hostname, place.port or {"http": 80, "https": 443}.get(place.scheme)
    except ValueError:
        return "", None, None
