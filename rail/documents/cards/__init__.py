"""New cards: the sections of a template, with what is known of a release, and questions for what is not."""
