"""Reports: one output format per file."""
