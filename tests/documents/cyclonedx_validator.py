"""cyclonedx-python-lib's strict validator, which knows nothing of us."""

from __future__ import annotations

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

VALIDATORS = {
    "1.6": JsonStrictValidator(SchemaVersion.V1_6),
    "1.7": JsonStrictValidator(SchemaVersion.V1_7),
}


def complaints(text: str, spec: str) -> str | None:
    """Return what it says about a document, or ``None``."""
    error = VALIDATORS[spec].validate_str(text)
    return None if error is None else str(error)[:500]
