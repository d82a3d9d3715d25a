"""Model and data cards: front matter, sections and licence statements."""
