"""The report as one HTML page for people who do not work in a terminal."""
