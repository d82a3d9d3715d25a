"""The commands of ``rail card``."""
