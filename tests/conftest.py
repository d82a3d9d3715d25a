"""What every test shares: no network, no configuration of the machine's git, and an account of what did not run.

A *suite* is a folder of ``tests/`` (``cards``) or a marker (``slow``).
``--require-suites=cards,slow`` makes a run fail in which one of them ran no test or skipped one.
"""

from __future__ import annotations

import os
import socket
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

TESTS = Path(__file__).resolve().parent

# Machines differ in speed, so no example has a deadline; in CI the same examples run every time.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that turns a skipped suite into a failure."""
    parser.addoption(
        "--require-suites",
        default="",
        metavar="NAMES",
        help="fail when one of these suites (folders of tests/, or markers) ran no test or skipped one",
    )


def pytest_configure(config: pytest.Config) -> None:  # noqa: ARG001 # pytest's signature
    """Cut the tests off from the configuration of the person or machine that runs them."""
    for name in [name for name in os.environ if name.startswith(("GIT_", "RAIL_", "HF_"))]:
        if name not in {"RAIL_CORPUS", "RAIL_UPDATE_GOLDEN", "RAIL_TESTS_INSTALLED"}:
            del os.environ[name]
    os.environ |= {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Robin Example",
        "GIT_AUTHOR_EMAIL": "robin@example.org",
        "GIT_COMMITTER_NAME": "Robin Example",
        "GIT_COMMITTER_EMAIL": "robin@example.org",
    }


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Refuse every connection out of this machine; a test may serve something on it."""
    patch = pytest.MonkeyPatch()
    connect = socket.socket.connect

    def refuse(own: socket.socket, address: Any) -> None:  # noqa: ANN401 # of any family
        if isinstance(address, tuple) and address[0] == "127.0.0.1":
            connect(own, address)
            return
        message = f"a test tried to reach {address}"
        raise AssertionError(message)

    patch.setattr(socket.socket, "connect", refuse)
    patch.setattr(socket.socket, "connect_ex", refuse)
    yield
    patch.undo()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail the session when a required suite was not run whole."""
    if exitstatus == pytest.ExitCode.OK and _missing_suites(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:  # noqa: ANN401 # not public in pytest
    """List what was not run, suite by suite, with the reason."""
    skipped: dict[tuple[str, str], int] = defaultdict(int)
    for report in terminalreporter.stats.get("skipped", ()):
        skipped[_folder(report.nodeid), _reason(report)] += 1
    if skipped:
        terminalreporter.section("not run here, and why")
        for (suite, reason), count in sorted(skipped.items()):
            terminalreporter.write_line(f"{suite}: {count} skipped: {reason}")
    for line in _missing_suites(config):
        terminalreporter.write_line(f"required, but {line}", red=True)


def _missing_suites(config: pytest.Config) -> list[str]:
    required = [name for name in config.getoption("--require-suites").split(",") if name]
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if not required or reporter is None or hasattr(config, "workerinput"):
        return []
    lines = []
    for name in required:
        passed = [report for report in reporter.stats.get("passed", ()) if _in_suite(report, name)]
        skipped = [report for report in reporter.stats.get("skipped", ()) if _in_suite(report, name)]
        # The reference texts are nobody's to ship, and an office suite is nobody's to install here: their tests are
        # optional everywhere, and listed where they do not run.
        skipped = [report for report in skipped if not {"corpus", "office"} & set(_keywords(report))]
        if not passed:
            lines.append(f"{name}: no test ran")
        if skipped:
            lines.append(f"{name}: {len(skipped)} skipped")
    return lines


def _in_suite(report: pytest.TestReport | pytest.CollectReport, name: str) -> bool:
    return _folder(report.nodeid) == name or name in _keywords(report)


def _keywords(report: pytest.TestReport | pytest.CollectReport) -> Collection[str]:
    # A module that is skipped as a whole has a report without keywords.
    return getattr(report, "keywords", ())


def _folder(nodeid: str) -> str:
    parts = nodeid.split("::", maxsplit=1)[0].split("/")
    return parts[parts.index("tests") + 1] if "tests" in parts[:-2] or parts[0] == "tests" else parts[0]


def _reason(report: pytest.TestReport) -> str:
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return reason.removeprefix("Skipped: ")
