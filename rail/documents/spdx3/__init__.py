"""SPDX 3.0.1 with the AI and Dataset profiles through spdx-python-model: written and read back strictly."""
