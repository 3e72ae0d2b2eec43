"""What a window's menus, reports, checks and screens need of it, so that none of them needs the window."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtWidgets import QWidget

from migdesk.ui.look.theme import Theme
from migdesk.ui.session.session import Session
from migdesk.ui.session.settings import Settings


class Services(msgspec.Struct, frozen=True, kw_only=True):
    """The session, how the window was left and looks, and how to speak to the person.

    `parent` is the window that dialogs belong to. `say` tells in the status line what has been done; `warn` says in
    the banner, until it is closed, what a person must know.
    """

    session: Session
    settings: Settings
    theme: Theme
    parent: QWidget
    say: Callable[[str], None]
    warn: Callable[[str], None]
