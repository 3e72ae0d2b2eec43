"""Copies of the record: what one holds beside what is here, and taking a practice out of one."""
