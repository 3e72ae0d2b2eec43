"""Reports on paper: as a PDF or on a printer, set by Qt. The one folder below the screens that knows Qt; it is imported
only when a PDF or a printer is asked for.

Qt's PDF has no tags, so a screen reader gets nothing from it: every page says that the web page is the accessible
version, and so does `formats`.
"""
