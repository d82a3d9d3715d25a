"""Kill ``attach`` at random points, and see what the next command makes of the release.

``python benchmarks/journal/kill.py [--count 200] [--seed 1]``
A release with a card, weights, and a notice of its own is given a licence in a process of its own, which is killed
(SIGKILL) at a random step: a line of ``rail/edits``, or an operation on files. Half of the points are drawn from the
whole run, half from the part that writes. Then the folder is mended as every command that writes does it, and must be,
byte for byte, mode for mode, as before or complete; and attaching once more must make it complete.
A kill is no power cut: what the disk had not got yet is not lost. Exits with 1 where a release was neither.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from house.killing import killed_at
from house.written import tree
from rail.attach.request import AttachRequest
from rail.model.attached import RELEASE
from rail.operations.attach import attach_license
from rail.operations.recover import recover_release

if TYPE_CHECKING:
    from house.written import Tree

DAY = "2026-11-24"
LICENSE = "bigscience-openrail-m"
CARD = b"---\r\nlibrary_name: x\r\ntags: [a] # one\r\n---\r\n# A model\r\n\r\nWords.\r\n"


def main() -> int:
    """Kill, mend, compare; print figures; return the exit code."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        model, root = Path(place, "model"), Path(place, "release")
        write_release(model)
        before = tree(model)
        renew(model, root)
        attach(root)  # once in this process: what is imported is no step of a run
        after = tree(root)
        steps, writing = count_steps(model, root)
        print(
            f"{steps:,} steps in one attach, the last {writing:,} of them write; {len(after) - len(before)} new files"
        )
        rng = Random(options.seed)  # noqa: S311 # no secret
        points = [rng.randrange(1, steps) for _ in range(options.count // 2)]
        points += [rng.randrange(steps - writing, steps) for _ in range(options.count - len(points))]
        outcomes = Counter(outcome(step, model, root, before, after) for step in points)
    for name, number in sorted(outcomes.items()):
        print(f"{number:5} {name}")
    print(f"{options.count} kills in {time.monotonic() - started:.0f} s")
    return int(any(name.startswith("WRONG") for name in outcomes))


def outcome(step: int, model: Path, root: Path, before: Tree, after: Tree) -> str:
    """Kill one attach, and say what became of the release."""
    renew(model, root)
    killed, _ = killed_at(step, lambda: attach(root))
    touched = tree(root) not in (before, after)
    recover_release(str(root))
    found = tree(root)
    if not killed or found not in (before, after):
        return f"WRONG: step {step}: {'neither as before nor complete' if killed else 'was not killed'}"
    attach(root)
    if tree(root) != after:
        return f"WRONG: step {step}: attaching again does not complete it"
    state = "complete" if found == after else "as before"
    return f"{state} after the next command; the kill had left {'a journal or half of it' if touched else 'no trace'}"


def count_steps(model: Path, root: Path) -> tuple[int, int]:
    """Return how many steps one attach has, and how many of them come once it writes."""
    renew(model, root)
    steps = killed_at(0, lambda: attach(root))[1]
    low, high = 1, steps
    while low < high:  # the first step at which a kill leaves a trace
        middle = (low + high) // 2
        renew(model, root)
        killed_at(middle, lambda: attach(root))
        if (root / ".rail").exists():
            high = middle
        else:
            low = middle + 1
    return steps, steps - low


def attach(root: Path) -> None:
    """Attach the licence."""
    request = AttachRequest(((RELEASE, LICENSE),), licensor="Example Lab", authority="owner")
    attach_license(str(root), request, as_of=DAY)


def write_release(root: Path) -> None:
    """Write the release that every run begins with."""
    root.mkdir()
    (root / "README.md").write_bytes(CARD)
    (root / "NOTICE").write_bytes(b"Words of our own\n")
    (root / "NOTICE").chmod(0o640)
    (root / "model.safetensors").write_bytes(b"\x02\0\0\0\0\0\0\0{}")


def renew(model: Path, root: Path) -> None:
    """Put the release back."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(model, root)


if __name__ == "__main__":
    sys.exit(main())
