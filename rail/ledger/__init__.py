"""Keys, a trust file, signed statements (DSSE, in-toto) and what verifies them."""
