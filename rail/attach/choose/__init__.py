"""Choosing terms: answers held against every licence that somebody may grant, and against what upstreams leave."""
