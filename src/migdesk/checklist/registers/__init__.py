"""Registers: the tables that the guide asks a practice to keep, each defined by a file of the guide's."""
