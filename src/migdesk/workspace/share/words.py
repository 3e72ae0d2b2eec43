"""How a share stands, in words: for the status line and the command line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from migdesk.base.clock import local_date
from migdesk.workspace.share.carriers import is_database
from migdesk.workspace.share.commands import ShareStatus

_MOST_NAMED = 6


def look_in_words(status: ShareStatus, day_words: Callable[[date], str]) -> str:
    """Return what the last look came to: when, what came and went, what is missing, what is to settle."""
    looked = status.looked
    if looked is None:
        return "not looked at yet"
    moment = looked.at.astimezone()
    said = [f"looked {moment:%H:%M} on {day_words(local_date(looked.at))}"]
    if looked.taken:
        said.append(f"{_count(looked.taken, 'change')} taken in of {_count(len(looked.practices), 'practice')}")
    if looked.sent:
        said.append(f"{_count(looked.sent, 'change')} sent")
    if looked.files_taken:
        said.append(f"{_count(looked.files_taken, 'file')} attached taken in")
    if looked.files_sent:
        said.append(f"{_count(looked.files_sent, 'file')} attached sent")
    if len(said) == 1:
        said.append("nothing new")
    if looked.last:
        said.append(f"the last change from elsewhere is {looked.last.by}’s of {day_words(local_date(looked.last.at))}")
    return ", ".join((*said, *what_is_open(status)))


def what_is_open(status: ShareStatus) -> tuple[str, ...]:
    """Return what a person may have to see to: parts that have not come, changes that wait, what is to settle."""
    looked = status.looked
    if looked is None:
        return ()
    found = []
    if looked.not_arrived:
        found.append(f"{_count(looked.not_arrived, 'part')} not wholly here yet")
    if looked.waiting:
        found.append(f"{_count(looked.waiting, 'change')} waiting for others")
    if looked.refused:
        found.append(f"{len(looked.refused)} refused")
    if looked.to_settle:
        found.append(f"{_count(looked.to_settle, 'thing')} to settle")
    return tuple(found)


def made_twice_in_words(names: Sequence[str]) -> str:
    """Return the question about practices that were made here and elsewhere, given their names and codes."""
    shown = ", ".join(names[:_MOST_NAMED])
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    if len(names) == 1:
        return f"{shown} was made on both computers. Is it one practice?"
    return f"{len(names)} practices were made on both computers: {shown}{more}. Is each of them one practice?"


def is_folder(location: str) -> bool:
    """Tell whether a share is a folder, and not a database."""
    return not is_database(location)


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
