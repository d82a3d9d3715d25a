"""May I? A use profile held against the terms of every instrument that applies; the lowest verdict wins."""
