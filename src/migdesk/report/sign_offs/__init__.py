"""Sign-offs on paper, and in reports."""
