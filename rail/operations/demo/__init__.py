"""A fictitious derivative of BLOOM with planted faults, and the same release repaired."""
