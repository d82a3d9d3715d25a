"""The outputs that the README shows, made by running the commands."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sysconfig
import tempfile
from pathlib import Path

END = "<!-- end of output -->"
DEMO, ATTACH = "rail demo", "rail attach"
# A release as it lies on a disk on the day of publication: weights, a script, and nothing that states terms.
RELEASE = {"model.safetensors": b"\x02\0\0\0\0\0\0\0{}", "train.py": b"print('trained')\n"}
SESSION = (
    "rail attach bigscience-openrail-m --licensor 'Heron Lab' --authority owner",
    "rail check",
)


def readme_page(readme: str) -> str:
    """Return the README with the outputs of its commands, which speak of the day that stands there already."""
    found = re.search(r"as of (\d{4}-\d{2}-\d{2})", readme)
    day = ("--as-of", found[1]) if found else ()
    with tempfile.TemporaryDirectory() as folder:
        shown = f"$ rail demo\n{run('rail demo', Path(folder), day)}"
        readme = with_output(readme, DEMO, shown)
        release = Path(folder, "heron-1b")
        release.mkdir()
        for name, data in RELEASE.items():
            (release / name).write_bytes(data)
        session = "\n".join(f"$ {line}\n{run(line, release, day)}" for line in SESSION)
    return with_output(readme, ATTACH, session)


def with_output(readme: str, name: str, shown: str) -> str:
    """Return the README with one output put between its marks."""
    place = re.compile(rf"(?<=<!-- output of: {name} -->\n).*?(?={END})", re.DOTALL)
    return place.sub(lambda _: f"\n```console\n{shown}```\n\n", readme)


def run(line: str, folder: Path, day: tuple[str, ...]) -> str:
    """Return what a command prints in a folder where its output is no terminal.

    Raises:
        SystemExit: it did not run.
    """
    _, *arguments = shlex.split(line)
    argv = [Path(sysconfig.get_path("scripts")) / "rail", *arguments, *day]
    environment = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "FORCE_COLOR"}}
    done = subprocess.run(argv, cwd=folder, env=environment, check=False, capture_output=True, text=True)
    if done.returncode not in {0, 1}:
        raise SystemExit(done.stderr)
    return done.stdout
