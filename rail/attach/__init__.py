"""Terms for a release: choosing or composing them, writing all that must say so, what derivatives carry."""
