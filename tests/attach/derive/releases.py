"""Small releases of derivatives, and what writing their duties into them gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.attach.derive.texts import Offered
from rail.knowledge.store import Knowledge
from rail.knowledge.textpack import TextPack
from rail.operations.derive import derive_from
from rail.operations.derive_fix import fix_derivative

if TYPE_CHECKING:
    from pathlib import Path

    from rail.operations.derive_fix import DeriveFix

CARD = b"---\nlibrary_name: transformers\n---\n# Llama 3 of ours\n\nA small model.\n"
WEIGHTS = b"\x02\x00\x00\x00\x00\x00\x00\x00{}"
DAY = "2026-11-24"


def release(root: Path, card: bytes | None = CARD) -> Path:
    """Make a release of weights, with a card unless there is to be none."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "model.safetensors").write_bytes(WEIGHTS)
    if card is not None:
        (root / "README.md").write_bytes(card)
    return root


def fixed(  # noqa: PLR0913 # what is written depends on it
    root: Path,
    *names: str,
    how: str = "finetune",
    own: str | None = None,
    data: tuple[str, ...] = (),
    day: str = DAY,
    write: bool = True,
) -> DeriveFix:
    """Write what a derivative of some upstreams owes into a release."""
    report = derive_from(names, how, license_name=own, data=data, path=str(root), as_of=day)
    return fix_derivative(str(root), report.derivation, Offered(), as_of=day, write=write)


def files(root: Path) -> dict[str, bytes]:
    """Return all files of a release but the patches that undo what was written."""
    found = (path for path in sorted(root.rglob("*")) if path.is_file() and ".rail" not in path.parts)
    return {str(path.relative_to(root)): path.read_bytes() for path in found}


def bases() -> dict[str, str]:
    """Return one base of the table for each licence, one that is built on nothing else where there is one."""
    found: dict[str, str] = {}
    for alone in (True, False):
        for one in Knowledge.load().upstreams("model"):
            if one.license is not None and bool(one.bases) is not alone:
                found.setdefault(one.license, one.name)
    return found


def in_pack(license_id: str) -> bool:
    """Tell whether the words of a licence, and of the policies that it takes in, are in the text pack."""
    record = Knowledge.load().license(license_id)
    return record is not None and all(TextPack.load().text(one) for one in (license_id, *record.companions))
