"""One command per file: parse, call one function of rail, print."""
