"""The commands of ``rail report``."""
