"""What the status line says of the shares: one quiet line, and a shorter one where the window is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import msgspec

from migdesk.base.clock import local_date
from migdesk.ui.look.words import counted, days_from, short_date
from migdesk.workspace.share.commands import ShareStatus
from migdesk.workspace.share.words import is_folder


class ShareLine(msgspec.Struct, frozen=True):
    """The line in full, in short, and whether a person has something to see to."""

    full: str
    short: str
    needs_a_look: bool


def share_line(statuses: Sequence[ShareStatus], today: date) -> ShareLine:
    """Return the line for all shares of a data folder, of which there is at least one."""
    name = _name(statuses)
    away = [status for status in statuses if status.failure]
    looks = [status.looked for status in statuses if status.looked]
    to_settle = sum(looked.to_settle for looked in looks)
    said = [_when(statuses, today)]
    last = max((looked.last for looked in looks if looked.last), key=lambda change: change.at, default=None)
    if last and not away:
        said.append(f"{last.by}’s last change {day_words(local_date(last.at), today)}")
    arriving = sum(looked.not_arrived for looked in looks)
    if arriving and not away:
        said.append(f"{counted(arriving, 'part')} still to arrive")
    if any(looked.refused for looked in looks):
        said.append("something was refused")
    if to_settle:
        said.append(f"{counted(to_settle, 'thing')} to settle")
    short = "Share not reached" if away else f"Shared, {to_settle:,} to settle" if to_settle else "Shared"
    return ShareLine(f"{name}: {', '.join(said)}", short, bool(away or to_settle))


def state_of(status: ShareStatus, today: date) -> str:
    """Return how one share stands, as a sentence for its own lines in the dialog."""
    parts = [_when([status], today)]
    looked = status.looked
    if looked and not status.failure:
        if looked.last:
            parts.append(f"{looked.last.by}’s last change {day_words(local_date(looked.last.at), today)}")
        if looked.not_arrived:
            parts.append(f"{counted(looked.not_arrived, 'part')} still to arrive")
        if looked.waiting:
            parts.append(f"{counted(looked.waiting, 'change')} waiting for what others have not sent yet")
        if looked.to_settle:
            parts.append(f"{counted(looked.to_settle, 'thing')} to settle")
    words = ", ".join(parts)
    return f"{words[:1].upper()}{words[1:]}."


def day_words(day: date, today: date) -> str:
    """Return a past day as people say it: "today", "yesterday", "on Thu 26 Nov"."""
    if -1 <= (day - today).days <= 0:
        return days_from(day, today)
    return f"on {short_date(day, today)}"


def _name(statuses: Sequence[ShareStatus]) -> str:
    if len(statuses) > 1:
        return f"{len(statuses)} shares"
    return "Shared folder" if is_folder(statuses[0].location) else "Shared database"


def _when(statuses: Sequence[ShareStatus], today: date) -> str:
    """Return when was looked last; where that did not succeed, since when nothing was reached."""
    latest = [status.looked.at for status in statuses if status.looked]
    if any(status.failure for status in statuses):
        return f"not reached since {_moment(min(latest), today)}" if latest else "not reached yet"
    return f"looked {_moment(min(latest), today)}" if len(latest) == len(statuses) else "not looked at yet"


def _moment(at: datetime, today: date) -> str:
    local = at.astimezone()
    time, day = f"{local:%H:%M}", local.date()
    return time if day == today else f"{day_words(day, today).removeprefix('on ')} {time}"
