"""Reasoning over terms: verdicts, flow-down, what travels with a derivative."""
