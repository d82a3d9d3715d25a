"""Fuzzes the target ``description`` of ``targets.py``."""

from __future__ import annotations

from drive import drive

if __name__ == "__main__":
    drive("description")
