"""What scripts and hooks start most often, answered without loading the option parser.

``click`` takes longer to import than a text takes to identify. Only the plainest spellings are taken here, and they
end in the same functions as the commands; everything else, wrong or not, is left to the option parser.
"""

from __future__ import annotations

import sys

# More than these take the long way, where the garbage collector runs.
MOST_FILES = 16
_FORMATS = {"--format=json": "json", "--format=terminal": "terminal"}


def answer(arguments: list[str]) -> int | None:
    """Answer a plain command line and return its exit code, or return ``None`` to have it parsed."""
    if arguments == ["--version"]:
        from rail import __version__

        sys.stdout.write(f"railkit {__version__}\n")
        return 0
    if arguments[:1] != ["identify"]:
        return None
    parsed = _plain_identify(arguments[1:])
    if parsed is None:
        return None
    from rail_cli.identified import print_identified

    return print_identified(*parsed)


def _plain_identify(arguments: list[str]) -> tuple[list[str], str] | None:
    """Return files and format of ``FILE... [--format F]``, or ``None`` for any other spelling."""
    if arguments[:1] == ["--format"] and len(arguments) > 1:
        arguments = [f"--format={arguments[1]}", *arguments[2:]]
    if arguments[-2:-1] == ["--format"]:
        arguments = [*arguments[:-2], f"--format={arguments[-1]}"]
    formats = [_FORMATS[argument] for argument in arguments if argument in _FORMATS]
    files = [argument for argument in arguments if argument not in _FORMATS]
    if (
        not 0 < len(files) <= MOST_FILES
        or len(formats) > 1
        or any(file.startswith("-") and file != "-" for file in files)
    ):
        return None
    return files, formats[0] if formats else "terminal"
