"""From a text to the licence that it is, and to the clauses that were changed in it."""
