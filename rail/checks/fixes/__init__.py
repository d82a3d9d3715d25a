"""Safe repairs, one file a rule: what may be written without a guess, as edits.

A module has the name of the rule's function and one function ``fix``. What only a person knows is asked, never
filled in (``policy/patterns/section-questions.yaml``).
"""
