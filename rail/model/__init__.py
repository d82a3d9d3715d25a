"""The nouns of the toolkit: frozen dataclasses, no input or output, nothing third-party."""
