"""Reports on paper: as a PDF or on a printer, set by Qt. The one folder below the screens that knows Qt; it is imported
only when a PDF or a printer is asked for.

Qt's PDF has no tags, so that a screen reader would get nothing from it: `tags` puts them in afterwards.
"""
