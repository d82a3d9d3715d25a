"""The child process that evaluates CEL expressions: limits first, then one line of JSON an answer, flushed."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from importlib.util import find_spec

CPU_SECONDS = 3
MEMORY_BYTES = 1 << 30
_OUTPUT_CHARS = 200


def limit() -> None:
    """Bound this process: seconds, memory, no files, no core."""
    try:
        import resource
    except ImportError:  # no POSIX system: the parent's clock is the only bound
        return
    for name, value in (
        ("RLIMIT_CPU", CPU_SECONDS),
        ("RLIMIT_AS", MEMORY_BYTES),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_CORE", 0),
    ):
        kind = getattr(resource, name, None)
        if kind is not None:
            _, hard = resource.getrlimit(kind)
            least = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(kind, (least, least))


def answer(source: str, context: object) -> tuple[bool | None, str]:
    """Return what an expression gives, or why it gives nothing that is true or false."""
    try:
        value = import_module("cel").evaluate(source, context)
    except KeyError as error:
        return None, f"there is no field {error.args[0]!r}; ask has(...) first"
    except BaseException as error:  # noqa: BLE001 # a panic of the library is no Exception
        return None, " ".join(str(error).split())[:_OUTPUT_CHARS]
    if isinstance(value, bool):
        return value, ""
    return None, f"the expression gives {type(value).__name__}, where true or false was expected"


def main() -> int:
    """Answer the questions on standard input."""
    limit()
    work = json.loads(sys.stdin.buffer.read())
    missing = find_spec("cel") is None
    context = None if missing else import_module("cel").Context(variables=work["variables"])
    for name, source in work["sources"].items():
        if missing:
            value, reason = None, "the package common-expression-language is missing: pip install 'railkit[policy]'"
        else:
            value, reason = answer(source, context)
        sys.stdout.write(json.dumps({"id": name, "value": value, "reason": reason}) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
