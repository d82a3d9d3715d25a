"""The commands of ``rail policy``."""
