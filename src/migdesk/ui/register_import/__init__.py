"""What reading a list into a register would do, row by row, before it is done."""
