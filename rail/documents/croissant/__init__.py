"""Croissant 1.1: a data set described as JSON-LD, with the terms of use that travel with it."""
