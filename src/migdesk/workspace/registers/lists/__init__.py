"""Registers as lists in CSV and Excel: written, and read back with a preview of what each row would change."""
