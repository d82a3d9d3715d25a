"""Documents in formats of others, written and read back: SPDX, CycloneDX, ODRL, Croissant, DOCX."""
