"""The verbatim text of a licence, from whoever has it, always checked against its record (design, promise 2).

The text pack has it, or a file, an upstream on this machine, or the address that the record pins.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from rail.attach.text_check import ChangedTextError, canonical_characters, match_text
from rail.errors import InputError, RailError
from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import httpx2

    from rail.artifacts.sources.interface import Source
    from rail.knowledge.store import Knowledge
    from rail.model.license import License

MAX_BYTES = 4 << 20
_MOST_FILES = 200  # of an upstream that are looked at
_MOST_CACHED = 500  # repositories of the Hub cache that are looked through for a hint


@dataclass(frozen=True, slots=True)
class LicenseText:
    """The text of a licence, as it is to be written.

    Attributes:
        license: id of the record.
        data: the bytes, unchanged.
        matched: ``steward-bytes``, ``pack-bytes`` or ``words``: which hash of the record they have.
        source: ``pack``, ``own``, ``file``, ``upstream`` or ``fetch``.
        place: where they are from, in words.
        characters: the text whose characters the places of the record count; ``None`` where only the words agree.
    """

    license: str
    data: bytes
    matched: str
    source: str
    place: str
    characters: str | None


@dataclass(frozen=True, slots=True)
class TextOffer:
    """Where a text may be taken from.

    Attributes:
        text: ``--text``: a file, a folder with a licence file, or a repository of the Hub cache.
        upstreams: names or folders of what the release is built on; looked at where the pack has no text.
        fetch: ``--fetch``: the record's pinned address may be asked.
        transport: what carries the request; the network when not given.
        shared: the text may be meant for another of several licences; where it is no version of one, others serve.
    """

    text: str | None = None
    upstreams: tuple[str, ...] = ()
    fetch: bool = False
    transport: httpx2.BaseTransport | None = None
    shared: bool = False


def obtain_text(record: License, knowledge: Knowledge, offer: TextOffer | None = None) -> LicenseText:
    """Return the verbatim text of a licence.

    Args:
        record: the licence.
        knowledge: the records, with those of the project's own.
        offer: where else it may be taken from; what the user names goes before the pack.

    Raises:
        ChangedTextError: what was named is another text.
        InputError: nothing that was offered holds it; the message and the hint name what else serves.
        SourceError: it was to be fetched, and cannot be.
    """
    offer = offer or TextOffer()
    if offer.text is not None:
        try:
            return _named(offer.text, record, knowledge)
        except ChangedTextError as error:
            if error.changed or not offer.shared:
                raise
    held = held_text(record)
    if held is not None:
        return held
    for name in offer.upstreams:
        found = _of_upstream(name, record, knowledge)
        if found is not None:
            return found
    url = None if record.text is None else record.text.fetch_url
    if offer.fetch and url is not None:
        from rail.attach.fetching import fetch_file

        return _checked(fetch_file(url, transport=offer.transport), record, knowledge, "fetch", url)
    raise _nowhere(record, knowledge, fetch=offer.fetch)


def held_text(record: License) -> LicenseText | None:
    """Return the text that is beside an own record, or in the text pack."""
    if record.own_text is not None:
        data = record.own_text.encode("utf-8", "surrogateescape")
        return LicenseText(record.id, data, "pack-bytes", "own", record.origin or "own record", record.own_text)
    from rail.knowledge.textpack import TextPack

    text = TextPack.load().text(record.id)
    if text is None:
        return None
    key = (record.text.pack if record.text else None) or record.ids.licensedb or record.id
    return LicenseText(record.id, text.encode(), "pack-bytes", "pack", f"the text pack ({key})", text)


def _named(name: str, record: License, knowledge: Knowledge) -> LicenseText:
    """Return the text in what the user names: a file, else a folder or a repository of the Hub cache.

    Raises:
        InputError: it cannot be read, or does not hold the text.
    """
    if _is_file(name):
        return _checked(_plain_file(name), record, knowledge, "file", name)
    found, wrong = _search(name, record, knowledge)
    if found is not None:
        return found
    raise wrong or _without(name)


def read_named(name: str) -> tuple[tuple[str, bytes], ...]:
    """Return what a user names as ``--text``: the file's bytes, or those of each licence file of a folder.

    Raises:
        RailError: there is nothing of that name, it cannot be read, or it holds no licence file.
    """
    if _is_file(name):
        return ((name, _plain_file(name)),)
    with _opened(name) as source:
        files = tuple((f"{name}: {path}", data) for path, data in _license_bytes(source))
    if not files:
        raise _without(name)
    return files


def _is_file(name: str) -> bool:
    return not Path(name).is_dir() and os.path.lexists(name)


def _plain_file(name: str) -> bytes:
    """Return the bytes of a file.

    Raises:
        InputError: it is none, is too large, or cannot be read.
    """
    path = Path(name)
    if not path.is_file():
        message = f"{name}: is no plain file"
        raise InputError(message)
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        message = f"{name}: cannot be read: {error.strerror or error}"
        raise InputError(message) from error
    if len(data) > MAX_BYTES:
        message = f"{name}: larger than {MAX_BYTES // 2**20} MB; no licence text is"
        raise InputError(message)
    return data


def _without(name: str) -> InputError:
    return InputError(f"{name}: holds no licence file", f"name the file itself: --text {name}/LICENSE")


def _of_upstream(name: str, record: License, knowledge: Knowledge) -> LicenseText | None:
    """Return the text in an upstream, or ``None`` where it is not on this machine or holds another text."""
    try:
        return _search(name, record, knowledge)[0]
    except RailError:
        return None


def _search(name: str, record: License, knowledge: Knowledge) -> tuple[LicenseText | None, ChangedTextError | None]:
    """Return the text in an artefact's own licence files, and what was wrong with the first that has another.

    Raises:
        RailError: there is nothing of that name.
    """
    first: ChangedTextError | None = None
    with _opened(name) as source:
        for path, data in _license_bytes(source):
            try:
                return _checked(data, record, knowledge, "upstream", f"{name}: {path}"), None
            except ChangedTextError as error:
                first = first or error
    return None, first


def _opened(name: str) -> Source:
    """Return the folder, archive or snapshot that a name means; a model goes before a data set of the same name.

    Raises:
        RailError: there is nothing of that name, or it cannot be read.
    """
    from rail.artifacts.collect import open_source
    from rail.artifacts.sources.hub_cache import HubCacheSource, cache_folder, find_snapshot

    if not name or os.path.lexists(name):
        return open_source(name)
    model = None if name.startswith("datasets/") else find_snapshot(name)
    snapshot = model or find_snapshot(name.removeprefix("datasets/"), kind="datasets") or find_snapshot(name)
    if snapshot is None:
        message = f"{name}: no such file or folder; nor is it in the Hub cache at {cache_folder()}"
        raise InputError(message, "expected a licence text, a folder that holds one, or owner/name in the Hub cache")
    return HubCacheSource(name, snapshot)


def _license_bytes(source: Source) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of the licence and policy files that can be read."""
    from rail.artifacts.sources.interface import UnreadableError

    for path, size in _license_files(source):
        entry = source.find(path)
        if entry is None or size > MAX_BYTES:
            continue
        try:
            data = source.read(entry, MAX_BYTES)
        except UnreadableError:
            continue
        yield path, data


def _license_files(source: Source) -> Iterator[tuple[str, int]]:
    """Yield the licence and policy files of an artefact, those at its top first."""
    from rail.artifacts.names import license_role

    found = []
    for entry in source.entries():
        if license_role(entry.path) in {"license", "use-policy"}:
            found.append((entry.path.count("/"), entry.path, entry.size))
            if len(found) >= _MOST_FILES:
                break
    for _, path, size in sorted(found):
        yield path, size


def _checked(data: bytes, record: License, knowledge: Knowledge, source: str, place: str) -> LicenseText:
    """Return bytes as the text of a licence.

    Raises:
        ChangedTextError: they are another.
    """
    matched = match_text(data, record, knowledge, place)
    return LicenseText(record.id, data, matched, source, place, canonical_characters(data, record))


def _nowhere(record: License, knowledge: Knowledge, *, fetch: bool) -> InputError:
    """Return the error that names what serves where the text is not at hand."""
    reference = record.text
    url = None if reference is None else reference.fetch_url
    message = f"{record.id}: its text is not in the text pack"
    message += ", and its record pins no address to fetch it from" * (fetch and url is None)
    hints = [f"--fetch takes it from {url} and checks it"] * (url is not None and not fetch)
    hints += [f"--text {name} (it is in the Hub cache)" for name in _cached(record, knowledge)]
    if reference is not None:
        hints.append(f"download it from its steward, {reference.url}, and give it with --text FILE")
    hints.append("--text FOLDER takes it from a copy of an upstream that carries it")
    return InputError(message, "; or ".join(hints))


def _cached(record: License, knowledge: Knowledge) -> Sequence[str]:
    """Return the first repository of the Hub cache whose licence file is this text."""
    from rail.artifacts.sources.hub_cache import cache_folder

    try:
        folders = sorted(path.name for path in cache_folder().iterdir())[:_MOST_CACHED]
    except OSError:
        return ()
    for folder in folders:
        kind, _, name = folder.partition("--")
        if kind not in {"models", "datasets"} or not name:
            continue
        name = name.replace("--", "/", 1)
        if kind == "datasets":
            name = f"datasets/{name}"
        if _of_upstream(name, record, knowledge) is not None:
            return (name,)
    return ()
