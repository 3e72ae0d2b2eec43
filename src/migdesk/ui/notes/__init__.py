"""Notes on a task or a row: to read, to add, to take back."""
