"""Reading lists in CSV or Excel, whatever they are lists of: the table, its titles, and what was left out of it."""
