"""What ``rail license compare`` prints: its content, and one module a format."""
