"""One file from the address that a licence record pins, asked only with ``--fetch``, through httpx2 (extra ``online``).

Nothing but https, one host, no token and no cookie, within bounds of size and time; what comes is checked by its hash.
"""

from __future__ import annotations

import os
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from rail.errors import InputError, SourceError

if TYPE_CHECKING:
    import httpx2

MAX_BYTES = 4 << 20
MAX_SECONDS = 60.0
_WAIT = 10.0  # seconds for an answer to begin or to go on
_MAX_REDIRECTS = 3
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_OK = 200


def fetch_file(url: str, *, transport: httpx2.BaseTransport | None = None) -> bytes:
    """Return the bytes at an https address.

    Args:
        url: the address.
        transport: what carries the request; the network when not given.

    Raises:
        InputError: it is no https address, or httpx2 is not installed.
        SourceError: nothing comes back, too much, too slowly, or from another host.
    """
    try:
        import httpx2
    except ImportError as error:
        message = "--fetch needs httpx2, which is not installed"
        raise InputError(message, "pip install 'railkit[online]'") from error
    origin = _origin(url)
    if origin is None:
        message = f"{_shown(url)}: is no https address; only such are fetched"
        raise InputError(message)
    with httpx2.Client(transport=transport, timeout=_WAIT, headers={"user-agent": "railkit"}) as client:
        for _ in range(_MAX_REDIRECTS + 1):
            try:
                status, target, data = _get(client, url)
            except (httpx2.HTTPError, httpx2.InvalidURL, OSError) as error:
                message = f"{_shown(url)}: cannot be reached ({type(error).__name__})"
                raise SourceError(message) from error
            if status == _OK:
                return data
            if status not in _REDIRECTS:
                message = f"{_shown(url)}: was answered with status {status}"
                raise SourceError(message)
            url = urljoin(url, target)
            if _origin(url) != origin:
                message = f"is redirected to another place, {_shown(url)}; not followed"
                raise SourceError(message)
    message = f"{_shown(url)}: more than {_MAX_REDIRECTS} redirections"
    raise SourceError(message)


def _get(client: httpx2.Client, url: str) -> tuple[int, str, bytes]:
    """Return the status, the target of a redirection, and the bytes, read piece by piece as they come."""
    ends = monotonic() + MAX_SECONDS
    with client.stream("GET", url, headers={"accept-encoding": "identity"}, follow_redirects=False) as answer:
        data = bytearray()
        if answer.status_code == _OK:
            for piece in answer.iter_raw():
                data += piece
                if len(data) > MAX_BYTES or monotonic() > ends:
                    message = f"{_shown(url)}: more than {MAX_BYTES:,} bytes or {MAX_SECONDS:.0f} seconds; not read"
                    raise SourceError(message)
        return answer.status_code, answer.headers.get("location", ""), bytes(data)


def _origin(url: str) -> tuple[str, int] | None:
    try:
        place = urlsplit(url)
        port = place.port or 443
    except ValueError:
        return None
    return (place.hostname, port) if place.scheme == "https" and place.hostname and not place.username else None


def _shown(url: str) -> str:
    from rail.artifacts.sources.paths import show_path

    return show_path(os.fsencode(url[:200]))
