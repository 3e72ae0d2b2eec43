"""The report on a practice's registers, the sheets that are printed of them, and their part of the status report."""
