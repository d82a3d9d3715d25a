"""Lineage of a release: statements of upstreams, places that know them, and the graph that both give."""
