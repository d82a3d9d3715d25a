"""The package as people get it: source distribution, wheels made from it and from the checkout, editable install."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest

from house.repository import ROOT, name_of, tracked_files

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command with nothing of this process' own packages in its way; return what it printed."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "RAIL_"))}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


def new_environment(folder: Path) -> Path:
    """Return the interpreter of a new virtual environment."""
    run(sys.executable, "-m", "venv", folder, cwd=folder.parent)
    python = folder / "bin" / "python"
    run(python, "-m", "pip", "-qq", "install", "-c", ROOT / "constraints.txt", "--upgrade", "pip", cwd=folder)
    return python


def pip_install(python: Path, *what: str | Path) -> None:
    """Install with the versions that this project is tested with."""
    constraints = ROOT / "constraints.txt"
    run(python, "-m", "pip", "-qq", "install", "-c", constraints, "--build-constraint", constraints, *what, cwd=ROOT)


@pytest.fixture(scope="session")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tracked files as they stand, in a folder whose path has spaces."""
    target = tmp_path_factory.mktemp("a clone") / "rail kit"
    for path in tracked_files():
        copy = target / name_of(path)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    return target


@pytest.fixture(scope="session")
def builder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An interpreter that has the build front end."""
    python = new_environment(tmp_path_factory.mktemp("builder") / "venv")
    pip_install(python, "build")
    return python


@pytest.fixture(scope="session")
def built(clone: Path, builder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source distribution, and the wheel that was made from it."""
    target = tmp_path_factory.mktemp("dist")
    run(builder, "-m", "build", "--outdir", target, clone, cwd=target)
    return target


def test_the_source_distribution_holds_no_compiled_text(built: Path) -> None:
    """Texts of others enter a wheel on the machine that builds it, and no source."""
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = [name.split("/", 1)[1] for name in archive.getnames() if "/" in name]
    assert [name for name in names if "/_packs/" in name] == []
    assert {"LICENSE", "pyproject.toml", "hatch_build.py", "licenses/hub_ids.yaml", "rail/resources.py"} <= set(names)


def test_the_wheel_holds_engine_command_content_and_packs(built: Path) -> None:
    """The wheel made from the source distribution has everything that runs."""
    with zipfile.ZipFile(next(built.glob("*.whl"))) as archive:
        names = set(archive.namelist())
    content = {
        f"rail/data/{name_of(path)}"
        for path in tracked_files()
        if name_of(path).startswith(("licenses/", "policy/", "third_party/schemas/cyclonedx/"))
    }
    code = {
        name_of(path).removeprefix("cli/") for path in tracked_files() if name_of(path).startswith(("rail/", "cli/"))
    }
    assert content - names == set()
    assert code - names == set()
    assert {name for name in names if name.startswith("rail/_packs/")} != set()
    assert [name for name in names if name.startswith(("tests/", "docs/", "benchmarks/"))] == []


def test_an_installed_wheel_works_away_from_the_checkout(built: Path, tmp_path: Path) -> None:
    """The command runs from any folder, and reads the packs that came with it."""
    python = new_environment(tmp_path / "venv with spaces")
    pip_install(python, next(built.glob("*.whl")))
    assert run(python.parent / "rail", "--version", cwd=tmp_path).startswith("rail")
    assert "mit" in run(python.parent / "railkit", "license", "list", cwd=tmp_path)
    where = run(python, "-c", "import rail, rail_cli; print(rail.__file__, rail_cli.__file__, sep='\\n')", cwd=tmp_path)
    assert all("site-packages" in line for line in where.splitlines())


def test_an_editable_install_reads_the_checkout(clone: Path, tmp_path: Path) -> None:
    """An editable install compiles the packs into the checkout and imports from there."""
    python = new_environment(tmp_path / "venv")
    pip_install(python, "--editable", clone)
    assert run(python.parent / "rail", "--version", cwd=tmp_path).startswith("rail")
    assert run(python, "-c", "import rail; print(rail.__file__)", cwd=tmp_path).strip() == str(
        clone / "rail/__init__.py"
    )
    assert "mit" in run(python.parent / "rail", "license", "list", cwd=tmp_path)
    assert list((clone / "rail" / "_packs").iterdir()) != []
