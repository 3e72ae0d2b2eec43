"""Re-entry as one grid: counted by category and day in Cutover, entered down to nothing after Go-Live."""
