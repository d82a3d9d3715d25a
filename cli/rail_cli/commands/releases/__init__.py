"""The commands below ``rail release``."""
