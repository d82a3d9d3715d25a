"""Virtual environments for what is measured: the built wheel, and each peer in one of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from measure import clean_environment

ROOT = Path(__file__).resolve().parents[2]


def new_environment(folder: Path, *packages: str) -> Path:
    """Make an environment with these packages, compiled to bytecode, and return its folder of programs."""
    python = folder / "bin" / "python"
    _run(sys.executable, "-m", "venv", str(folder))
    _run(str(python), "-m", "pip", "-qq", "install", "--compile", *packages)
    _run(str(python), "-m", "compileall", "-q", str(folder / "lib"), good=(0, 1))
    return python.parent


def build_wheel(folder: Path) -> Path:
    """Build the wheel of this checkout and return its path."""
    _run(sys.executable, "-m", "pip", "-qq", "wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    return next(folder.glob("railkit-*.whl"))


def license_texts(programs: Path, *license_ids: str) -> list[str]:
    """Return texts from the text pack of the installed wheel."""
    script = (
        "import sys; from rail.knowledge.textpack import TextPack; pack = TextPack.load();"
        "sys.stdout.write('\\0'.join(pack.text(key) for key in sys.argv[1:]))"
    )
    done = subprocess.run(
        [str(programs / "python"), "-c", script, *license_ids],
        check=True,
        capture_output=True,
        text=True,
        env=clean_environment(),
    )
    return done.stdout.split("\0")


def _run(*argv: str, good: tuple[int, ...] = (0,)) -> None:
    done = subprocess.run(argv, check=False, env=clean_environment(), stdout=subprocess.DEVNULL)
    if done.returncode not in good:
        message = f"{' '.join(argv)}: exit code {done.returncode}"
        raise SystemExit(message)
