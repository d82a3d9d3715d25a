"""A licence of the licensor's own, composed from the clause library (``policy/clauses``)."""
