"""The commands of ``rail license``."""
