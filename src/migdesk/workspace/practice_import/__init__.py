"""Practices from a list in CSV or Excel: the file is read, each row is judged, and a plan says what would be added."""
