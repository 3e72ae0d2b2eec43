"""What the links of a page ask for."""

from PySide6.QtCore import QObject, Signal


class LinkRequests(QObject):
    """The signals of one page view: it cannot do any of this itself."""

    page = Signal(str, str)  # permalink, anchor
    read_on = Signal(str)  # permalink of the page before or after, from the foot of this one
    outside = Signal(str)  # address
    section_tasks = Signal(str, str)  # permalink, anchor
    register = Signal(str, str)  # a register, and no row of it
    tick = Signal(str)  # id of the task whose box was pressed
    hovered = Signal(str)  # where the link under the pointer leads, in words; "" for none
    message = Signal(str)  # something to tell in the status line
