"""Bad input: large, broken and hostile releases cost bounded time and memory and end in facts or one clear problem."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from rail.artifacts.collect import collect_facts, open_source
from rail.artifacts.reading import Reading
from rail.artifacts.sources.folder import FolderSource
from rail.errors import InputError
from rail.knowledge.store import Knowledge

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rail.artifacts.sources.interface import FileEntry
    from rail.model.facts import Facts

MEASURE = """
import re, sys, time
from rail.artifacts.collect import collect_facts
start = time.perf_counter()
facts = collect_facts(sys.argv[1])
took = time.perf_counter() - start
# Not ru_maxrss: that counts in the process which started this one.
peak = int(re.search("VmHWM:[^0-9]*([0-9]+)", open("/proc/self/status").read())[1])
print(facts.files, peak // 1024, took)
"""


def measure(root: Path) -> tuple[int, int, float]:
    """Collect in a process of its own; return files, peak memory in MB, seconds."""
    done = subprocess.run([sys.executable, "-c", MEASURE, str(root)], check=True, capture_output=True, text=True)
    files, memory, seconds = done.stdout.split()
    return int(files), int(memory), float(seconds)


@pytest.mark.parametrize(
    "name", ["README.md", "LICENSE", "NOTICE", "pyproject.toml", "config.json", "m.safetensors", "a.py"]
)
def test_one_gigabyte_of_nothing(write: Callable[..., Path], name: str) -> None:
    """A file of 1 GB is read at its beginning only, whatever it is called, and mostly said so."""
    root = write({})
    with (root / name).open("wb") as file:
        file.truncate(1 << 30)
    files, memory, seconds = measure(root)
    assert files == 1
    assert memory < 200
    assert seconds < 10


def test_large_card_is_a_problem(write: Callable[..., Path]) -> None:
    """What lies beyond the limit is not passed over in silence."""
    root = write({"README.md": "---\nlicense: mit\n---\n"})
    with (root / "README.md").open("r+b") as file:
        file.truncate(1 << 30)
    facts = collect_facts(str(root))
    assert [(one.location.path, one.kind) for one in facts.problems] == [("README.md", "too-large")]
    assert facts.claims[0].license == "mit"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "latin-1"])
def test_encodings_of_a_card(collect: Callable[..., Facts], encoding: str) -> None:
    """A card in another encoding is read, and its card says what is wrong with it."""
    facts = collect({"README.md": "---\nlicense: mit\nauthor: José\n---\n# Été\n".encode(encoding)})
    assert [claim.license for claim in facts.claims] == ["mit"]
    assert facts.cards[0].problems != ()


@pytest.mark.parametrize(
    "content",
    [
        b"\0" * 5000,
        b"---\n" + b"[" * 50_000 + b"\n---\n",
        b"---\na: &a [*a]\n---\n",
        b"---\n<<: *x\n---\n",
        b"---\n",
        b"\xff" * 999,
    ],
)
def test_broken_cards(collect: Callable[..., Facts], content: bytes) -> None:
    """Bombs, NULs and broken fences are problems of the card, never an exception."""
    facts = collect({"README.md": content}, hub=True)
    assert [card.path for card in facts.cards] == ["README.md"]


def test_file_that_vanishes_while_the_release_is_read(
    write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is listed and then gone is one problem; all else is read."""
    root = write({"LICENSE": "x", "NOTICE": "y", "a.py": "# SPDX-License-Identifier: MIT\n"})
    read = FolderSource.read

    def vanish(self: FolderSource, entry: FileEntry, length: int, offset: int = 0) -> bytes:
        (root / "LICENSE").unlink(missing_ok=True)
        return read(self, entry, length, offset)

    monkeypatch.setattr(FolderSource, "read", vanish)
    facts = collect_facts(str(root))
    assert [(one.location.path, one.kind) for one in facts.problems] == [("LICENSE", "vanished")]
    assert [file.location.path for file in facts.license_files] == ["NOTICE"]


def test_pickles_are_never_opened(write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """No byte of a pickled file is read, whatever it is called, and it counts as weights."""
    names = ["pytorch_model.bin", "a.pt", "b.pth", "c.ckpt", "d.pkl", "e.pickle", "f.joblib"]
    root = write(dict.fromkeys(names, b"cos\nsystem\n(S'touch x'\ntR." + b"." * 2000))
    opened: list[str] = []
    read = FolderSource.read

    def spy(self: FolderSource, entry: FileEntry, length: int, offset: int = 0) -> bytes:
        opened.append(entry.path)
        return read(self, entry, length, offset)

    monkeypatch.setattr(FolderSource, "read", spy)
    facts = collect_facts(str(root))
    assert opened == []
    assert {weight.location.path for weight in facts.weights} == set(names)


def test_ten_thousand_nested_folders_give_facts(deep: Path) -> None:
    """Depth alone costs neither a crash nor a limit."""
    facts = collect_facts(str(deep))
    assert [file.text for file in facts.license_files] == ["deep"]
    assert facts.problems == ()


def test_problems_are_bounded(write: Callable[..., Path]) -> None:
    """A tree of nothing but broken links does not fill the report."""
    root = write({})
    for number in range(1500):
        (root / f"link{number}").symlink_to("nothing")
    assert len(collect_facts(str(root)).problems) == 1000


def test_paths_that_are_no_release(tmp_path: Path) -> None:
    """A missing path, a file and a path with a NUL are refused in words."""
    (tmp_path / "file").write_text("x")
    for path in (str(tmp_path / "nothing"), str(tmp_path / "file"), "a\0b", ""):
        with pytest.raises(InputError):
            collect_facts(path)


def test_empty_folder(collect: Callable[..., Facts]) -> None:
    """Nothing in, nothing out."""
    facts = collect({})
    assert (facts.files, facts.components, facts.claims, facts.artifact) == (0, (), (), "unknown")


def test_reading_twice_reports_once(write: Callable[..., Path]) -> None:
    """The same problem from two readers is one fact."""
    root = write({"config.json": "x"})
    with open_source(str(root)) as source:
        reading = Reading(source, Knowledge.load())
        (entry,) = source.entries()
        assert reading.json_of(entry) is None
    assert len(collect_facts(str(root)).problems) == 1


NUMBERS = range(20_000)
HOSTILE_METADATA = {
    "long key": ("pyproject.toml", ".".join("a" * 300_000) + " = 1\n"),
    "long table": ("REUSE.toml", "[" + ".".join("a" * 300_000) + "]\n"),
    "long key in a table": ("Cargo.toml", "a = {" + ".".join("a" * 300_000) + " = 1}\n"),
    "deep": ("pyproject.toml", "a = " + "[" * 300_000),
    "huge number": ("pyproject.toml", "a = " + "9" * 300_000),
    "blank lines": ("pyproject.toml", '[project]\nname = "x"\n' + "\n" * 900_000 + '"license" = "MIT"\n'),
    "classifiers": (
        "pyproject.toml",
        "[project]\nclassifiers = [" + ",".join(f'"License :: A{number}"' for number in NUMBERS) + "]\n",
    ),
    "setup.py licences": ("setup.py", "".join(f'license="L{number}"\n' for number in NUMBERS)),
    "setup.py classifiers": ("setup.py", "".join(f"License :: A{number}\n" for number in NUMBERS)),
    "setup.cfg": ("setup.cfg", "[metadata]\n" + "".join(f"license=L{number}\n" for number in NUMBERS)),
    "package.json": ("package.json", '{"licenses": [' + ",".join(f'"L{number}"' for number in NUMBERS) + "]}"),
    "citation": ("CITATION.cff", "license:\n" + "".join(f"- L{number}\n" for number in NUMBERS)),
    "reuse product": (
        "REUSE.toml",
        "version = 1\n[[annotations]]\npath = ["
        + ",".join(f'"p{number}"' for number in NUMBERS)
        + "]\nSPDX-License-Identifier = ["
        + ",".join(f'"L{number}"' for number in NUMBERS)
        + "]\n",
    ),
    "dep5 product": (".reuse/dep5", "Files: " + " ".join(map(str, range(1000))) + "\n" + "License: X\n" * 50_000),
    "sidecar": ("x.png.license", "SPDX-License-Identifier: MIT\n" * 20_000),
    "front matter": ("README.md", "---\nlicense:\n" + "- mit\n" * 40_000 + "---\n"),
    "appendices": ("LICENSE", "How to apply this\n[year]\n" * 40_000),
}


@pytest.mark.parametrize("name", HOSTILE_METADATA)
def test_metadata_that_multiplies(collect: Callable[..., Facts], name: str) -> None:
    """A megabyte of statements costs time in proportion, is cut with a problem, and never makes a fault."""
    file, content = HOSTILE_METADATA[name]
    start = time.process_time()
    facts = collect({file: content})
    assert time.process_time() - start < 5
    assert len(facts.claims) <= 1000
    assert name in {"blank lines", "appendices"} or [one.location.path for one in facts.problems] == [file]


@pytest.mark.slow
def test_a_thousand_names_of_one_bad_header(write: Callable[..., Path]) -> None:
    """What the headers of all weights cost together is limited; the files beyond are problems."""
    header = b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + struct.pack("<Q", 1) + b"a" + struct.pack("<IIQ", 9, 8, 2_900_000)
    root = write({"first.gguf": header})
    with (root / "first.gguf").open("r+b") as file:
        file.truncate(1 << 30)
    for number in range(100):
        os.link(root / "first.gguf", root / f"m{number:03}.gguf")
    start = time.perf_counter()
    facts = collect_facts(str(root))
    assert time.perf_counter() - start < 60
    assert {problem.kind for problem in facts.problems} == {"too-large"}
    assert facts.weights[-1].problem == "the headers of this release are larger than 256 MB; this one was not read"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["LICENSE", "MODEL_CARD.md", "CITATION.cff"])
def test_many_large_texts(write: Callable[..., Path], name: str) -> None:
    """What is read of all texts of a kind is limited: time and memory do not grow with their number."""
    root = write({})
    for number in range(100):
        folder = root / f"p{number}"
        folder.mkdir()
        (folder / name).write_text(f"a{number}: b\n" + "".join(f"k{key}: v\n" for key in range(40_000)))
    _, memory, seconds = measure(root)
    assert memory < 200
    assert seconds < 30
    kinds = [problem.kind for problem in collect_facts(str(root)).problems]
    assert set(kinds) == {"too-large"}


def test_headers_that_all_differ(write: Callable[..., Path]) -> None:
    """A thousand different statements at the heads of files are kept; each one beyond is a problem of its file."""
    root = write({f"f{number:04}.py": f"# SPDX-License-Identifier: L{number}\n" for number in range(1010)})
    facts = collect_facts(str(root))
    assert len(facts.claims) == 1000
    assert [problem.kind for problem in facts.problems] == ["too-many-statements"] * 10


def test_folders_of_long_names(write: Callable[..., Path]) -> None:
    """Paths that are too long to be kept by the thousand end the list with a problem."""
    root = write({})
    here = os.open(root, os.O_RDONLY)
    for _ in range(1000):
        os.mkdir("n" * 200, dir_fd=here)
        there = os.open("n" * 200, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = there
        os.close(os.open("LICENSE", os.O_WRONLY | os.O_CREAT, dir_fd=here))
    os.close(here)
    files, memory, _ = measure(root)
    assert 100 < files < 1000
    assert memory < 200
    assert [problem.kind for problem in collect_facts(str(root)).problems] == ["too-many-files"]
    subprocess.run(["rm", "-rf", root], check=True)


@pytest.mark.slow
def test_fifty_thousand_files_in_one_pass(tmp_path: Path) -> None:
    """A large release is streamed: memory stays under 200 MB."""
    (tmp_path / "one.py").write_text("# SPDX-License-Identifier: MIT\n")
    root = tmp_path / "release"
    for folder in range(500):
        place = root / f"f{folder:03}"
        place.mkdir(parents=True)
        for number in range(100):
            (place / f"m{number:02}.py").hardlink_to(tmp_path / "one.py")
    files, memory, seconds = measure(root)
    subprocess.run(["rm", "-rf", str(root)], check=True)
    assert files == 50_000
    assert memory < 200
    assert seconds < 60
