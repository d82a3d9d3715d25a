"""One function per verb of the commands."""
