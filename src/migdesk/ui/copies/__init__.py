"""Copies of the record, moving to another computer, and checking the record."""
