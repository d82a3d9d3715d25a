"""How many generated cards a core checks in a second: one run of ``rail check --many``.

    python benchmarks/speed/many.py [--cards 30000] [--rail PROGRAM]

Without --rail, the wheel of this checkout is built and installed into an environment of its own.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import tempfile
import time
from pathlib import Path

from environments import build_wheel, new_environment

from cards import make_cards


def main() -> None:
    """Make the cards, check them, and print cards a second by the clock and by processor time."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--cards", type=int, default=30_000)
    parser.add_argument("--rail", type=Path, help="the program to measure")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rail-many-") as name:
        folder = Path(name)
        program = options.rail or new_environment(folder / "wheel", str(build_wheel(folder))) / "rail"
        paths = make_cards(folder / "cards", options.cards)
        size = sum(Path(path, "README.md").stat().st_size for path in paths) // len(paths)
        list_ = folder / "list.txt"
        list_.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
        print(f"{options.cards:,} cards of {size:,} bytes on {os.cpu_count()} cores")
        for how, more in (("summary", ()), ("a report a line", ("--format", "json", "--output", str(folder / "out")))):
            command = [str(program), "check", "--many", str(list_), *more]
            started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(command, check=False, capture_output=True)
            wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
            cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            a_second = f"{options.cards / wall:,.0f} a second, {options.cards / cpu:,.0f} a second and core"
            print(f"{how:16} {wall:6.1f} s, {cpu:6.1f} s of work: {a_second}; peak {after.ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
