"""Evidence: files and addresses attached to tasks, rows of registers and sign-offs."""
