"""The version of this package, as every report that names its tool prints it."""

__version__ = "0.1.0.dev0"
