"""Options that all commands on keys share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from rail.ledger.key_folder import KeyFolder


def folder_options(command: Callable[..., object]) -> Callable[..., object]:
    """Add where keys and the trust file are."""
    trust = click.option(
        "--trust", metavar="FILE", help="The trust file.  [env: RAIL_TRUST; default: trust.json beside the keys]"
    )
    keys = click.option(
        "--keys", metavar="DIR", help="The folder of keys.  [env: RAIL_KEYS; default: in the user's configuration]"
    )
    return keys(trust(command))


def key_folder(keys: str | None, trust: str | None) -> KeyFolder:
    """Return the folder that the options name."""
    from rail.ledger.key_folder import KeyFolder

    return KeyFolder.of(keys, trust)
