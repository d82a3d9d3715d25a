"""One module per rule function; each defines ``find``."""
