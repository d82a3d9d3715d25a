"""Attaching terms to a release: choosing or composing them, writing all that must say so, and what derivatives carry."""
