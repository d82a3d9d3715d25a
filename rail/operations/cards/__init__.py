"""The verbs of ``rail card``: make a card, hold it against a list, change a key of it."""
