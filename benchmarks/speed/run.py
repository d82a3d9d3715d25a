"""Measure how fast rail starts, identifies and checks, as ratios to the bare interpreter and to peers.

    python benchmarks/speed/run.py [--runs 15] [--files 50000] [--scancode PROGRAM] [--no-reuse]

Builds the wheel of this checkout and installs it into an environment of its own, with bytecode compiled.
Figures are medians of whole processes that are run in turn; memory is the largest of all runs.
ScanCode is measured where a working program is named: pip install scancode-toolkit-mini 'pluggy<1.7' in an environment
of its own (120 MB to fetch; it needs libmagic), then --scancode ENVIRONMENT/bin/scancode.
"""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from pathlib import Path
from typing import NamedTuple

from environments import build_wheel, license_texts, new_environment
from folders import make_release
from measure import Command, Summary, measure

REUSE = "reuse==6.2.0"
LICENSES = (
    "creativeml-openrail-m",
    "bigscience-openrail-m",
    "mit",
    "apache-2.0",
    "cc-by-4.0",
    "gpl-3.0",
    "bigscience-bloom-rail-1.0",
)
CHECKED = frozenset({0, 1})  # findings are an answer


class Size(NamedTuple):
    """How many files a release has, and how often it is measured."""

    files: int
    runs: int


def main() -> None:
    """Set everything up in a temporary folder, measure, and print a table per question."""
    options = read_options()
    with tempfile.TemporaryDirectory(prefix="rail-speed-") as name:
        folder = Path(name)
        programs = new_environment(folder / "wheel", str(build_wheel(folder)))
        texts = license_texts(programs, *LICENSES)
        print_machine(options.runs)
        small_commands(folder, programs, texts[0], options.runs)
        peer = None if options.no_reuse else new_environment(folder / "reuse", REUSE)
        for files, runs in ((500, options.runs), (5000, 3)):
            release(folder, programs, texts[1], Size(files, runs), peer)
        large_release(folder, programs, texts[1], options.files)
        if options.scancode:
            against_scancode(folder, programs, texts, options.scancode)


def read_options() -> argparse.Namespace:
    """Return the options of this run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=15, help="counted runs of each command")
    parser.add_argument("--files", type=int, default=50_000, help="files of the large release")
    parser.add_argument("--no-reuse", action="store_true", help="leave out the comparison with reuse lint")
    parser.add_argument("--scancode", type=Path, help="a scancode program that works")
    return parser.parse_args()


def small_commands(folder: Path, programs: Path, text: str, runs: int) -> None:
    """Cold start, and one text."""
    exact, edited = folder / "LICENSE", folder / "LICENSE-edited"
    exact.write_text(text, encoding="utf-8")
    edited.write_text(text.replace(" not ", " ", 1), encoding="utf-8")
    rail = str(programs / "rail")
    commands = [
        bare(folder, programs),
        Command("rail --version", (rail, "--version"), folder),
        Command("rail --help", (rail, "--help"), folder),
        Command("rail identify, exact text", (rail, "identify", str(exact)), folder, CHECKED),
        Command("rail identify, edited text", (rail, "identify", str(edited)), folder, CHECKED),
    ]
    print_table("Cold start and one text", measure(commands, runs, warmups=2))


def release(folder: Path, programs: Path, text: str, size: Size, peer: Path | None) -> None:
    """A release of so many files, also read by reuse lint."""
    target = folder / f"release-{size.files}"
    make_release(target, size.files, text)
    rail = Command(f"rail check, {size.files} files", (str(programs / "rail"), "check", str(target)), folder, CHECKED)
    commands = [bare(folder, programs), rail]
    if peer is not None:
        commands.append(Command(f"reuse lint, {size.files} files", (str(peer / "reuse"), "lint"), target, CHECKED))
    summaries = measure(commands, size.runs)
    print_table(f"A release of {size.files} files ({size.runs} runs)", summaries)
    if peer is not None:
        print(f"reuse lint takes {summaries[2].wall / summaries[1].wall:.1f} x the time of rail check\n")


def large_release(folder: Path, programs: Path, text: str, files: int) -> None:
    """Memory on a release of very many files."""
    release = folder / "large"
    make_release(release, files, text)
    command = Command(f"rail check, {files:,} files", (str(programs / "rail"), "check", str(release)), folder, CHECKED)
    print_table("A large release (three runs)", measure([bare(folder, programs), command], 3))


def against_scancode(folder: Path, programs: Path, texts: list[str], scancode: Path) -> None:
    """Processor time for the same licence files: whole processes, and a file from the difference of two sizes."""
    output = ("--quiet", "--json", str(folder / "scan.json"))
    for form in ("exact", "edited"):
        commands = []
        for copies in (1, 5):
            target = folder / f"{form}-{copies}"
            write_licenses(target, texts * copies, edited=form == "edited")
            files = sorted(map(str, target.iterdir()))
            ours = (str(programs / "rail"), "identify", *files)
            theirs = (str(scancode), "--license", "--processes", "0", *output, str(target))
            commands.append(Command(f"rail identify, {len(files)} files", ours, folder, CHECKED))
            commands.append(Command(f"scancode --license, {len(files)} files", theirs, folder))
        summaries = measure(commands, 3)
        print_table(f"Licence files, {form}, by ScanCode (three runs)", summaries, base="rail identify")
        each = [(summaries[2 + side].cpu - summaries[side].cpu) / (4 * len(texts)) * 1000 for side in (0, 1)]
        print(f"processor time a file, start excluded: rail {each[0]:.2f} ms, scancode {each[1]:.2f} ms")
        print(f"processor time of the whole process: {summaries[3].cpu / summaries[2].cpu:.0f} x\n")


def write_licenses(target: Path, texts: list[str], *, edited: bool) -> None:
    """Write each text to a file; an edited one lacks a word, in every copy another one."""
    target.mkdir()
    for number, text in enumerate(texts):
        words = text.split(" ")
        if edited:
            del words[len(words) * (number // len(LICENSES) + 2) // 8]
        (target / f"LICENSE-{number}").write_text(" ".join(words), encoding="utf-8")


def bare(folder: Path, programs: Path) -> Command:
    """Return the interpreter that does nothing."""
    return Command("python -c pass", (str(programs / "python"), "-c", "pass"), folder)


def print_machine(runs: int) -> None:
    """Print what the figures were measured on."""
    machine = f"{os.cpu_count()} processors, {platform.system()} {platform.machine()}"
    print(f"Python {platform.python_version()}, {machine}, median of {runs}\n")


def print_table(title: str, summaries: list[Summary], base: str = "the bare interpreter") -> None:
    """Print one table; the first row is what the ratios are to."""
    print(f"{title}; ratios to {base}")
    print(f"{'':36}{'wall ms':>10}{'ratio':>8}{'cpu ms':>10}{'ratio':>8}{'peak MB':>10}")
    first = summaries[0]
    for summary in summaries:
        print(
            f"{summary.command.name:36}{summary.wall * 1000:10.1f}{summary.wall / first.wall:8.2f}"
            f"{summary.cpu * 1000:10.1f}{summary.cpu / first.cpu:8.2f}{summary.peak_mb:10.1f}"
        )
    print()


if __name__ == "__main__":
    main()
