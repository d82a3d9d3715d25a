"""The one family of errors that this package raises for a reader to act on.

RailError
 +- InputError       what a person gave (an argument, a file, a record) cannot be used
 +- DataError        a record under ``licenses/`` or ``policy/`` breaks its schema or refers to nothing
 +- NotBuiltError    this checkout has no compiled packs yet
 +- SourceError      an artefact repository cannot be read safely
 +- UnknownIdError   a name that nothing answers to
"""

from __future__ import annotations


class RailError(Exception):
    """Something a reader can act on: where it is, what was expected, what to do next."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        """Keep the message and the optional next step.

        Args:
            message: where: what, what was expected.
            hint: the next command or action, shown on a line of its own.
        """
        super().__init__(message)
        self.message = message
        self.hint = hint


class InputError(RailError):
    """What a person gave cannot be used as it stands."""


class DataError(RailError):
    """A record of this project breaks its schema or refers to something that does not exist."""


class NotBuiltError(RailError):
    """The compiled packs are missing: this checkout was never built."""


class SourceError(RailError):
    """An artefact repository cannot be read, or not without running something of its own."""


class UnknownIdError(InputError):
    """Nothing answers to this name."""
