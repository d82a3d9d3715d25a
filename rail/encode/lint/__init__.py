"""A record held against its text, the vocabulary and the other records."""
