"""SPDX 2.3 through spdx-tools: written, validated and read back."""
