"""A release as a CycloneDX 1.6 or 1.7 machine-learning bill of materials (ECMA-424), in JSON."""
