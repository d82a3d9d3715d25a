"""Fuzzes the target ``secrets`` of ``targets.py``."""

from __future__ import annotations

from drive import drive

if __name__ == "__main__":
    drive("secrets")
