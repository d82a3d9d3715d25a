"""How commands end badly: a sentence, a next step, and never an exit code of 0."""

from __future__ import annotations

import shlex
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from rail_cli import errors

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Rail = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek"], "No such command 'chek'. Did you mean 'check'?"),
        (["ponder"], "No such command 'ponder'\n"),
        (["license", "shw"], "No such command 'shw'. Did you mean 'show'?"),
        (["check", "--frmat", "json"], "No such option '--frmat'"),
        (["check", "--format", "xml"], "'xml' is not one of 'terminal', 'json', 'sarif'"),
        (["check", "nowhere"], "nowhere"),
        (["check", "--fail-on", "bad"], "--fail-on: 'bad'"),
        (["check", "--as-of", "2026-13-01"], "--as-of: '2026-13-01' is no date"),
        (["check", "--pack", "nopack"], "nopack"),
        (["facts", "nowhere"], "nowhere"),
        (["identify"], "Missing argument 'FILE...'"),
        (["identify", "--format", "xml", "x"], "'xml'"),
        (["explain", "no-such-rule"], "no-such-rule: there is no such rule"),
        (["explain", "license-missing:0", "--path", ".", "--report", "x"], "--path and --report"),
        (["license", "show", "no-such-licence"], "no licence of this name is known"),
        (["license", "show", "openrail"], "names a family of licences"),
        (["license", "show", "bsd"], "its members here: bsd-2-clause, bsd-3-clause, bsd-3-clause-clear"),
        (["license", "list", "--use", "no-such-use"], "there is no such use category"),
        (["license", "list", "--family", "no-such-family"], "there is no such family"),
        (["license", "show", "grok2-community"], "the Hub's identifier of Grok 2 Community License Agreement"),
        (["completion", "tcsh"], "'tcsh'"),
        (["completion"], "Choose from: bash, zsh, fish\n"),
    ],
)
def test_a_mistake_is_explained(rail: Rail, arguments: list[str], said: str, tmp_path: Path) -> None:
    """Message and next step go to standard error, the exit code is 2, and no data is printed."""
    done = rail(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert done.stderr.startswith("rail: ")
    assert "Traceback" not in done.stderr


def test_what_a_person_typed_cannot_act_on_the_terminal(rail: Rail) -> None:
    """Escapes in arguments are shown, not obeyed."""
    done = rail("\x1b[31mred")
    assert "\x1b" not in done.stderr
    assert done.returncode == 2


def test_an_unexpected_error_is_one_sentence_and_a_log(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of ours names itself, says where the details are, and asks for a report."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def fail(_: list[str]) -> int:
        message = "\x1b[31mboom"
        raise LookupError(message)

    assert errors.guarded(fail, []) == 2
    said = capsys.readouterr().err
    (log,) = tmp_path.iterdir()
    assert said.startswith("rail: this is a fault in railkit, not in your files: LookupError: \\x1b[31mboom\n")
    assert str(log) in said
    assert "Traceback" in log.read_text(encoding="utf-8")
    assert log.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(("error", "code"), [(KeyboardInterrupt, 130), (MemoryError, 2), (RecursionError, 2)])
def test_exit_codes_of_what_ends_a_command(
    error: type[BaseException], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C is 130, everything else that ends a command is 2."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def fail(_: list[str]) -> int:
        raise error

    assert errors.guarded(fail, []) == code


def test_a_reader_that_goes_away_is_no_error(rail: Rail) -> None:
    """`rail ... | head` says nothing."""
    python = shlex.quote(sys.executable)
    command = f"{python} -m rail_cli license show bigscience-bloom-rail-1.0 --format json; echo rc=$? >&2"
    done = subprocess.run(
        ["bash", "-c", f"({command}) | head -c 1"], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout == "{"
    assert done.stderr in {"rc=141\n", "rc=0\n"}
    assert rail("--version").returncode == 0


@pytest.mark.parametrize("arguments", [["license", "list"], ["--help"], ["--version"]])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_an_error(rail: Rail, arguments: list[str], unbuffered: str) -> None:
    """What could not be written is not reported as done, whenever Python writes it."""
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123 # a device
        streams = {"capture_output": False, "stdout": full, "stderr": subprocess.PIPE}
        done = rail(*arguments, env={"PYTHONUNBUFFERED": unbuffered}, **streams)
    assert (done.returncode, done.stderr) == (2, "rail: standard output: No space left on device\n")


def test_ctrl_c_is_quiet() -> None:
    """An interrupted command says nothing and exits with 130."""
    # A job in the background of a script ignores interrupts, and hands that down; here they count in any case.
    script = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from rail_cli.main import main; sys.argv = ['rail', 'identify', '-']; sys.exit(main())"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, b"", b"")


TYPED = [
    "check",
    "facts",
    "identify",
    "explain",
    "license",
    "list",
    "show",
    "completion",
    "init",
    "--help",
    "-h",
    "--format",
    "json",
    "sarif",
    "terminal",
    "--pack",
    "default",
    "--fail-on",
    "never",
    "--revision",
    "HEAD",
    "--as-of",
    "2026-01-01",
    "--hub",
    "--quiet",
    "--verbose",
    "--dry-run",
    "--use",
    "military",
    "--version",
    "--report",
    "--path",
    ".",
    "-",
    "--",
    "mit",
    "license-missing",
    "license-missing:",
    "a:b",
]
WORDS = st.one_of(
    st.sampled_from([*TYPED, "", "\udcff", "x\0y"]),
    st.text(st.characters(codec=None), max_size=8).filter(lambda text: "/" not in text and text != ".."),
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(arguments=st.lists(WORDS, max_size=6))
@example(arguments=["check", "\0"])
def test_no_arguments_make_a_fault(
    arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Whatever is typed, the exit code is one of ours, and no fault of railkit shows."""
    from rail_cli.main import run

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", _Empty())
    code = errors.guarded(run, arguments)
    said = capsys.readouterr().err
    assert code in {0, 1, 2}
    assert "fault in railkit" not in said, said
    assert "Traceback" not in said


class _Empty:
    class buffer:  # noqa: N801 # as sys.stdin has it
        """An empty standard input."""

        @staticmethod
        def read(_: int) -> bytes:
            """Return nothing."""
            return b""
