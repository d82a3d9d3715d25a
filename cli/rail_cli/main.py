"""The entry of the commands ``rail`` and ``railkit``; nothing is imported before it is known to be needed."""

from __future__ import annotations

import gc
import os
import sys

from rail_cli.errors import guarded

_COMPLETION = "_RAIL_COMPLETE"


def main() -> int:
    """Run the command line of this process and return its exit code."""
    gc.disable()  # nothing that is made while modules load is garbage, and looking for it takes a tenth of a start
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal of another encoding gets an escape for what it cannot show, and no error.
            stream.reconfigure(errors="backslashreplace")
    code = guarded(run, sys.argv[1:])
    gc.freeze()  # the process ends here: what is left need not be searched for cycles once more
    return code


def run(arguments: list[str]) -> int:
    """Run one command line: the quick way where there is one, else by the option parser."""
    if _COMPLETION not in os.environ:
        from rail_cli.quick import answer

        code = answer(arguments)
        if code is not None:
            return code
    gc.enable()
    from rail_cli.group import rail

    result = rail.main(args=arguments, prog_name="rail", standalone_mode=False)
    return result if isinstance(result, int) else 0
