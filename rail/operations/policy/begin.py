"""Write a small pack to begin with: one rule, its cases, and comments on what else can be said."""

from __future__ import annotations

import re
from pathlib import Path

from rail.errors import InputError
from rail.resources import policy_template

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


def begin_pack(path: str, *, dry_run: bool = False) -> tuple[str, ...]:
    """Write the template and return the paths of its files.

    Args:
        path: the folder to make; its last part is the pack's id.
        dry_run: write nothing.

    Raises:
        InputError: the folder is there already or cannot be made, or its name is no id of a pack.
    """
    from rail.knowledge.store import Knowledge

    target = Path(path)
    name = target.resolve().name
    if _NAME.match(name) is None:
        message = f"{path}: {name!r} is no name of a pack: small letters, digits and hyphens, such as bank-eu"
        raise InputError(message)
    if name in Knowledge.load().packs():
        message = f"{path}: {name!r} is a pack that comes with railkit"
        raise InputError(message, "choose another name")
    files = sorted(policy_template().glob("*.yaml"))
    if not dry_run:
        try:
            target.mkdir(parents=True)
            for file in files:
                text = file.read_text(encoding="utf-8").replace("@@NAME@@", name)
                (target / file.name).write_text(text, encoding="utf-8", newline="\n")
        except FileExistsError as error:
            message = f"{path}: is there already"
            raise InputError(message, "rail policy test tests a pack that is there") from error
        except OSError as error:
            message = f"{path}: cannot be written: {error.strerror or error}"
            raise InputError(message) from error
    return tuple(f"{path.rstrip('/')}/{file.name}" for file in files)
