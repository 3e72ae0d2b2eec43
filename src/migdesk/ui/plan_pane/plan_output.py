"""The plan on paper and as a picture: what stands over it, and where the picture goes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from migdesk.base.date_words import long_date
from migdesk.report.file_names import file_name_of
from migdesk.ui.background import Background
from migdesk.ui.dialogs.save_file import OtherKind, ask_where_to_save
from migdesk.ui.plan_pane.timeline.timeline import Timeline
from migdesk.ui.session.session import Session
from migdesk.ui.session.settings import Settings


def print_plan(parent: QWidget, session: Session, timeline: Timeline) -> None:
    """Show the plan of the practice in hand as it will be printed, and print it from there."""
    timeline.print_plan(parent, *titles(session))


def save_picture(
    parent: QWidget,
    session: Session,
    timeline: Timeline,
    settings: Settings,
    background: Background,
    say: Callable[[str], None],
) -> None:
    """Ask where the picture goes, write it and say so; the session says why where it cannot be written."""
    from migdesk.ui.plan_pane.timeline.paper import write_picture

    title, subtitle = titles(session)
    name = f"{file_name_of(title)} plan {session.workspace.today:%Y-%m-%d}.png"
    path = ask_where_to_save(
        parent, "Save the plan as a picture", name, (OtherKind("PNG picture", ".png"),), settings=settings
    )
    if path is None:
        return
    picture = timeline.picture(title, subtitle)
    background.run(
        lambda _: write_picture(picture, path),
        lambda written: say(f"Picture written: {written}"),
        session.refused.emit,
    )


def titles(session: Session) -> tuple[str, str]:
    """Return what stands over the plan outside the window: the practice, and of which day the plan is."""
    practice = session.practice
    if practice is None:
        return "Plan", ""
    parts = [practice.ods_code] if practice.ods_code else []
    parts += ["made-up sample"] if practice.sample else []
    parts.append(f"plan as of {long_date(session.workspace.today)}")
    line = " · ".join(parts)
    return practice.name, line[:1].upper() + line[1:]
