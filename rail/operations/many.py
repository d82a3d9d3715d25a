"""Check many releases in one run: one worker process a core, results in the order of the list, memory bounded."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from rail.errors import InputError, RailError
from rail.model.many import Checked
from rail.model.verdict import Verdict
from rail.operations.check import check_release, fails, least_severity
from rail.operations.today import as_of_date
from rail.reports.json import write_json_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CHUNK = 32
_LIST_CAP = 1 << 30  # bytes of a list of paths


class Ask(NamedTuple):
    """How each release is checked; the arguments of ``check_release`` that hold for all."""

    hub: bool = False
    packs: tuple[str, ...] = ()
    as_of: str | None = None
    fail_on: str = "error,review"
    documents: bool = False
    stage: str | None = None


def read_list(name: str) -> tuple[str, ...]:
    """Return the releases of a list: a file with one path a line, a folder of releases, or ``-`` for standard input.

    Empty lines are passed over; nothing else is.

    Raises:
        InputError: there is no such list, or it names nothing.
    """
    try:
        if name != "-" and os.path.isdir(name):  # noqa: PTH112 # starts faster than pathlib
            found = [entry.path for entry in os.scandir(name) if not entry.name.startswith(".")]
            paths = sorted(found)
        else:
            paths = [line.rstrip("\r\n") for line in _lines(name)]
    except OSError as error:
        message = f"{name}: {(error.strerror or str(error)).lower()}; expected a file with one path a line, or a folder"
        raise InputError(message) from error
    except UnicodeError as error:
        message = f"{name}: no UTF-8; expected a file with one path a line"
        raise InputError(message) from error
    kept = tuple(path for path in paths if path.strip())
    if not kept:
        message = f"{name}: names no release; expected one path a line"
        raise InputError(message)
    return kept


def check_many(paths: Sequence[str], ask: Ask, jobs: int | None = None) -> Iterator[Checked]:
    """Yield what each release came to, in the order of the paths, whatever the number of workers.

    A release that cannot be checked is one result among the others; a fault of ours ends the run.

    Args:
        paths: folders, archives or snapshots.
        ask: how each is checked.
        jobs: worker processes; one a core when not given.

    Raises:
        InputError: an argument that holds for all cannot be used.
        RailError: a worker was killed, for lack of memory say.
    """
    least_severity(ask.fail_on)
    ask = ask._replace(as_of=as_of_date(ask.as_of))
    count = min(jobs or _cores(), max(1, len(paths) // _CHUNK))
    if count == 1:
        for path in paths:
            yield _check((path, ask))
        return
    yield from _in_workers([(path, ask) for path in paths], count)


def _in_workers(work: list[tuple[str, Ask]], count: int) -> Iterator[Checked]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    from rail.knowledge.store import Knowledge

    Knowledge.load()  # shared by the workers, which are copies of this process
    with ProcessPoolExecutor(count, mp_context=get_context("fork"), initializer=_begin) as pool:
        try:
            yield from pool.map(_check, work, chunksize=_CHUNK)
        except BrokenProcessPool as error:
            message = "a worker process was killed before it was done; the results so far are whole"
            raise RailError(message, "--jobs 1 needs the least memory") from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _begin() -> None:
    """Leave the answer to Ctrl-C to the parent, and what was loaded before to itself."""
    import gc
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()


def _check(work: tuple[str, Ask]) -> Checked:
    path, ask = work
    try:
        report = check_release(path, hub=ask.hub, packs=ask.packs, as_of=ask.as_of, stage=ask.stage)
    except RailError as error:
        return Checked(
            path, None, fails=False, rules=(), skipped=(), line=_error_line(path, error), error=error.message
        )
    return Checked(
        path=path,
        verdict=report.verdict.word,
        fails=fails(report, ask.fail_on),
        rules=tuple((found.severity.word, found.rule) for found in report.findings if not found.waived),
        skipped=tuple(skip.rule for skip in report.skipped),
        line=write_json_line(report) if ask.documents else "",
        error=None,
    )


def _error_line(path: str, error: RailError) -> str:
    from rail.reports.encode import to_json_line

    return to_json_line({"schema_version": "1", "path": path, "verdict": Verdict.UNKNOWN.word, "error": error.message})


def _lines(name: str) -> list[str]:
    import sys

    if name == "-":
        return sys.stdin.read(_LIST_CAP).splitlines()
    with open(name, encoding="utf-8", errors="surrogateescape") as stream:  # noqa: PTH123 # starts faster than pathlib
        return stream.read(_LIST_CAP).split("\n")


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
