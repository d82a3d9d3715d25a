"""What a derivative owes: duties with their clauses and moments, what cannot be combined, and files that fulfil it."""
