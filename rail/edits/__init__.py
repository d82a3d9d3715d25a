"""Plans of changes to a folder: worked out in memory, shown as a patch, then written whole or not at all."""
