"""The commands of ``rail key``."""
