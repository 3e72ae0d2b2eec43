"""How high the window's two bars are: places are kept for them before they are there."""

HEADER_HEIGHT = 52  # logical pixels


def status_height(line_height: int) -> int:
    """Return how high the status line is for a font's line, in logical pixels."""
    return max(26, line_height + 10)
