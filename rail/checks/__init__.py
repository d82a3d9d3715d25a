"""Checks: one file per rule function, and the engine that runs them over facts."""
