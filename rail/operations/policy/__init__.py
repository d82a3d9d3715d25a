"""Organisations' own rule packs: begin one, test it, compare two, and show what is on."""
