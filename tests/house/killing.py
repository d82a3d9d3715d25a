"""A function run in a process of its own that is killed (SIGKILL) at a chosen step: no clean-up of any kind runs.

A step is a line of ``rail/edits`` that is about to run, or an operation on files that Python reports (PEP 578).
"""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

_FILES = ("open", "os.", "shutil.")
_WATCHED = f"{os.sep}rail{os.sep}edits{os.sep}"


def killed_at(step: int, act: Callable[[], object]) -> tuple[bool, int]:
    """Run a function, kill it at a step (0: never), and return whether it was killed and how many steps there were."""
    receiver, sender = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = _run(step, act, sender)
        finally:
            os._exit(code)
    os.close(sender)
    with os.fdopen(receiver, "rb") as stream:
        told = stream.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True, step
    if status != 0:
        message = f"the function failed: {told.decode()}"
        raise AssertionError(message)
    return False, int(told)


def _run(step: int, act: Callable[[], object], sender: int) -> int:
    count = 0
    armed = True

    def stepped() -> None:
        nonlocal count
        count += 1
        if count == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def audit(event: str, _arguments: tuple[Any, ...]) -> None:
        if armed and event.startswith(_FILES):
            stepped()

    def trace(frame: FrameType, event: str, _argument: object) -> Any:  # noqa: ANN401 # a trace function returns itself
        if _WATCHED not in frame.f_code.co_filename:
            return None
        if event == "line":
            stepped()
        return trace

    sys.addaudithook(audit)
    sys.settrace(trace)
    try:
        act()
        told, code = str(count), 0
    except Exception as error:  # noqa: BLE001 # told to the parent
        told, code = repr(error), 1
    finally:
        armed = False
        sys.settrace(None)
    os.write(sender, told.encode())
    return code
