"""The registers of the practice in hand: their list, and one of them as a table with a form beside it."""
