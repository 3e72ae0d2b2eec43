"""The register that is counted by categories and days: its id, and the columns that the program itself knows.

Apart from the definitions of registers, so that a list over many practices can tell what is left without reading them.
"""

from __future__ import annotations

from enum import StrEnum

RE_ENTRY = "re-entry"
"""What was logged on paper during Cutover and is entered afterwards."""


class GridColumn(StrEnum):
    """The columns of such a register. What is left is what was logged less what was entered and what was set aside:
    not needed, or not to be entered at all."""

    CATEGORY = "category"
    DAY = "day"
    LOGGED = "logged"
    LOG_PLACE = "log-place"
    COUNTED_BY = "counted-by"
    ENTERED = "entered"
    NOT_NEEDED = "not-needed"
    CANNOT_ENTER = "cannot-enter"
    LEFT = "left"
    SAMPLE_SIZE = "sample-size"
    SAMPLE_WRONG = "sample-wrong"
    SAMPLE_BY = "sample-by"


MEASURES = (GridColumn.LOGGED, GridColumn.ENTERED, GridColumn.NOT_NEEDED, GridColumn.CANNOT_ENTER)
"""What is counted. The first is counted down by the others."""

DOES_NOT_APPLY = "not-applicable"
"""The status of a category, that is of the row without a day, of which the practice has nothing to log."""
