"""The names of the anchors that say where the desktop viewer draws a shape under the words."""

SHAPE = "shape-"
STEP_MARK = "shape-step"
BUTTON_MARK = "shape-button"
SECOND_BUTTON_MARK = "shape-second-button"
ARROW_MARK = "shape-arrow"
SHAPE_MARKS = frozenset({STEP_MARK, BUTTON_MARK, SECOND_BUTTON_MARK, ARROW_MARK})


def mark(name: str) -> str:
    """Return the anchor that stands before the words."""
    return f'<a name="{name}"></a>'
