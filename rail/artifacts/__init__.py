"""An artefact repository as facts: sources, licence files, weights headers, lineage."""
