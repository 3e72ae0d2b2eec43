"""The word that turns the program into its own worker for guides; in a file of its own, as every start asks for it."""

ARGUMENT = "--read-guide-for-migdesk"
"""No word of the command line that a person would type."""
