"""Archives are read where they lie, as the folder that they hold; hostile and broken ones are refused with a reason."""

from __future__ import annotations

import io
import os
import shutil
import stat
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest

from rail.artifacts.collect import collect_facts
from rail.errors import InputError, SourceError

if TYPE_CHECKING:
    from pathlib import Path

CARD = b"---\nlicense: mit\n---\n# A card\n"


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A small release in a folder of its own."""
    folder = tmp_path / "made" / "small-model"
    (folder / "src").mkdir(parents=True)
    (folder / "README.md").write_bytes(CARD)
    (folder / "src" / "run.py").write_text("# SPDX-License-Identifier: MIT\n", encoding="utf-8")
    return folder


def packed(folder: Path, kind: str) -> Path:
    """Return the path of an archive of a folder."""
    made = shutil.make_archive(str(folder.parent / "archive"), kind, str(folder.parent), folder.name)
    return folder.parent / made


def tarred(path: Path, *members: tuple[str, bytes, dict[str, object]]) -> str:
    """Write a packed tar archive with these members."""
    with tarfile.open(path, "w:gz") as archive:
        for name, data, more in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            for key, value in more.items():
                setattr(info, key, value)
            archive.addfile(info, io.BytesIO(data))
    return str(path)


@pytest.mark.parametrize("kind", ["zip", "tar", "gztar", "bztar", "xztar"])
def test_an_archive_says_what_its_folder_says(release: Path, kind: str) -> None:
    """The facts of an archive are those of the folder, under the folder's name."""
    found, wanted = collect_facts(str(packed(release, kind))), collect_facts(str(release))
    assert (found.source, found.name) == ("archive", "small-model")
    assert (found.claims, found.files, found.bytes) == (wanted.claims, wanted.files, wanted.bytes)


@pytest.mark.parametrize("name", ["../out", "/etc/out", "a/../../out", "C:/out"])
def test_a_member_outside_is_refused(tmp_path: Path, name: str) -> None:
    """An archive that would write outside of its folder is not read at all."""
    with pytest.raises(SourceError, match="outside of the folder"):
        collect_facts(tarred(tmp_path / "slip.tar.gz", ("README.md", CARD, {}), (name, b"x", {})))


def test_a_zip_with_a_backslash_path_is_refused(tmp_path: Path) -> None:
    """What is a path on another system counts as one here."""
    with zipfile.ZipFile(tmp_path / "slip.zip", "w") as archive:
        archive.writestr("..\\out", b"x")
    with pytest.raises(SourceError, match="outside of the folder"):
        collect_facts(str(tmp_path / "slip.zip"))


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    """An archive that unpacks to hundreds of times its size is not read."""
    with pytest.raises(SourceError, match="decompression bomb"):
        collect_facts(tarred(tmp_path / "bomb.tar.gz", ("zeros", bytes(80 << 20), {})))
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", bytes(80 << 20))
    with pytest.raises(SourceError, match="decompression bomb"):
        collect_facts(str(tmp_path / "bomb.zip"))


@pytest.mark.parametrize("kind", ["zip", "tar", "gztar", "xztar"])
@pytest.mark.parametrize("part", [0, 20, 0.5, 0.9])
def test_a_truncated_archive_is_refused(release: Path, kind: str, part: float) -> None:
    """An archive that ends too early is an error with the archive's name, never a release without findings."""
    (release / "weights.bin").write_bytes(os.urandom(40_000))
    path = packed(release, kind)
    data = path.read_bytes()
    path.write_bytes(data[: int(part if part > 1 else len(data) * part)])
    with pytest.raises(SourceError, match="it is not read"):
        collect_facts(str(path))


def test_links_stay_inside(tmp_path: Path) -> None:
    """Links of an archive are followed inside it, and nowhere else."""
    facts = collect_facts(
        tarred(
            tmp_path / "links.tar.gz",
            ("r/README.md", CARD, {}),
            ("r/docs/card.md", b"", {"type": tarfile.SYMTYPE, "linkname": "../README.md"}),
            ("r/hard.md", b"", {"type": tarfile.LNKTYPE, "linkname": "r/README.md"}),
            ("r/LICENSE", b"", {"type": tarfile.SYMTYPE, "linkname": "../../etc/passwd"}),
            ("r/pipe", b"", {"type": tarfile.FIFOTYPE}),
            ("r/loop", b"", {"type": tarfile.SYMTYPE, "linkname": "loop"}),
        )
    )
    assert facts.files == 3
    assert {(one.location.path, one.kind) for one in facts.problems} == {
        ("LICENSE", "link-outside"),
        ("pipe", "special-file"),
        ("loop", "link-loop"),
    }


def test_a_zip_link_is_followed_inside(tmp_path: Path) -> None:
    """A symbolic link in a zip archive is a link, and no text file."""
    link = zipfile.ZipInfo("LICENSE")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "link.zip", "w") as archive:
        archive.writestr("README.md", CARD)
        archive.writestr(link, "/etc/passwd")
    assert [one.kind for one in collect_facts(str(tmp_path / "link.zip")).problems] == ["link-outside"]


def test_two_members_of_one_name_are_reported(tmp_path: Path) -> None:
    """What unpacking would overwrite is said, because a reader may see either."""
    path = tarred(tmp_path / "twice.tar.gz", ("README.md", b"# one\n", {}), ("README.md", CARD, {}))
    facts = collect_facts(path)
    assert [one.kind for one in facts.problems] == ["duplicate-member"]
    assert [claim.value for claim in facts.claims] == ["mit"]


def test_a_huge_header_is_refused(tmp_path: Path) -> None:
    """Extended attributes are read as a whole, and so only up to a size."""
    info = tarfile.TarInfo("README.md")
    info.pax_headers = {"comment": "x" * (2 << 20)}
    with tarfile.open(tmp_path / "pax.tar", "w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(info)
    with pytest.raises(SourceError, match="it is not read"):
        collect_facts(str(tmp_path / "pax.tar"))


def test_an_archive_that_may_not_be_read_is_an_input_error(tmp_path: Path) -> None:
    """A path that names nothing is told as for a folder."""
    with pytest.raises(InputError, match=r"none\.zip"):
        collect_facts(str(tmp_path / "none.zip"))
