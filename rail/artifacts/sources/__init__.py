"""Where an artefact is read from: one file per kind of place, all behind one interface."""
