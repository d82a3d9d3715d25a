"""The command ``rail``: parse, call rail, print."""
