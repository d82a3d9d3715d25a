"""TOML of others, read by the standard library with its costly and its fatal cases kept away from it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rail.artifacts.reading import Reading

# ``tomllib`` spends quadratic time on one key of many parts; 64 are more than anybody writes.
_LONG_KEY = re.compile(r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){64}""")


def read_toml(reading: Reading, path: str, text: str) -> dict[str, object]:
    """Return the document, or nothing where it cannot be read; why is reported."""
    import tomllib

    if _LONG_KEY.search(text):
        words = "a key of more than 64 parts"
    else:
        try:
            return tomllib.loads(text)
        except RecursionError:
            words = "nested too deeply"
        except ValueError as error:  # syntax, and numbers of more digits than Python converts
            words = str(error)[:120]
    reading.report(path, "syntax", f"no readable TOML ({words})")
    return {}
