"""Write a commented ``rail.yaml`` into a release."""

from __future__ import annotations

from pathlib import Path

from rail.errors import InputError
from rail.resources import project_template

NAME = "rail.yaml"


def init_project(path: str, *, dry_run: bool = False) -> tuple[str, str]:
    """Write the template and return the path of the file and its text.

    Args:
        path: the release's folder.
        dry_run: write nothing.

    Raises:
        InputError: the folder does not exist or cannot be written, or the file is there already.
    """
    text = project_template().read_text(encoding="utf-8")
    target = Path(path) / NAME
    if not Path(path).is_dir():
        message = f"{path}: is no folder"
        raise InputError(message)
    if target.exists() or target.is_symlink():
        message = f"{target}: is there already"
        raise InputError(message, "rail init --dry-run prints the template")
    if not dry_run:
        try:
            with target.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
        except OSError as error:
            message = f"{target}: cannot be written: {error.strerror or error}"
            raise InputError(message) from error
    return str(target), text
