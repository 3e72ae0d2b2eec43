"""How high the window's two bars are: places are kept for them before they are there."""


def header_height(line_height: int) -> int:
    """Return how high the header is for a font's line, in logical pixels: it holds two lines."""
    return max(52, 2 * line_height + 22)


def status_height(line_height: int) -> int:
    """Return how high the status line is for a font's line, in logical pixels."""
    return max(26, line_height + 12)
