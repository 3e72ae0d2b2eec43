"""The main window: header, the three panes, the status line, and what joins them."""
