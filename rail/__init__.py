"""What do the terms attached to these artefacts let whom do, and can you prove it?"""

__version__ = "0.1.0.dev0"
