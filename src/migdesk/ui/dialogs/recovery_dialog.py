"""What is said when the record cannot be opened: what happened, what is safe, and what can be done."""

from __future__ import annotations

import sys

from migdesk.base.clock import system_clock
from migdesk.base.date_words import long_date
from migdesk.base.errors import KnownError
from migdesk.base.ids import random_id
from migdesk.base.paths import Paths
from migdesk.practice.backup import Copy, sound_copies
from migdesk.practice.faults import CopiesAlone, LostRecord, NewerRecord, UnusableRecord
from migdesk.practice.holder import this_computer
from migdesk.practice.recovery import restore
from migdesk.ui.dialogs.question import Icon, ask, tell
from migdesk.ui.look.words import counted

_FOUND = "A copy of a record was found"


def cannot_start(message: str) -> None:
    """Say why migdesk cannot start as asked, in a window and on standard error."""
    say_on_standard_error(message)
    tell(None, "migdesk", message)


def say_on_standard_error(message: str) -> None:
    """Say the same to whoever started migdesk from a terminal or a script."""
    if sys.stderr:  # a windowed program has none
        sys.stderr.write(f"migdesk: {' '.join(message.split())}\n")


def recover(paths: Paths, trouble: UnusableRecord) -> bool:
    """Say what stands where the record should, and put in its place what the person chooses. False for nothing."""
    say_on_standard_error(str(trouble))
    best = next(sound_copies(paths.backups), None)
    if best and isinstance(trouble, CopiesAlone):
        return _begin_with_brought_copy(paths, best, str(trouble))
    about = f"{_what_can_be_done(best)} {_what_becomes_of_it(trouble)}".strip()
    ways: dict[str, Copy | None] = {"Go back to that copy": best} if best else {}
    ways["Start with an empty record"] = None
    answers = (*ways, "Close migdesk")
    enter = 0 if best and not isinstance(trouble, NewerRecord) else -1
    chosen = ask(None, "The record cannot be opened", str(trouble), about, answers, icon=Icon.Warning, enter=enter)
    return chosen < len(ways) and replace_record(paths, ways[answers[chosen]])


def brought_copy(paths: Paths) -> Copy | None:
    """Return the fullest copy where one holds practices: somebody may have brought it to a record that holds none."""
    best = next(sound_copies(paths.backups), None)
    return best if best and best.counts.practices else None


def offer_brought_copy(paths: Paths, copy: Copy) -> None:
    """Ask whether a copy is to be the record in place of one without practices, which must be closed."""
    happened = f"The record in {paths.data} holds no practice, but a copy that lies there does."
    if ask(None, _FOUND, happened, _about(copy), ("Use this copy", "Go on without it"), enter=0) == 0:
        replace_record(paths, copy)


def _begin_with_brought_copy(paths: Paths, copy: Copy, happened: str) -> bool:
    """Ask what the record is to be where there is a copy alone. False where the person chose to stop."""
    answers = ("Use this copy", "Start with an empty record", "Close migdesk")
    chosen = ask(None, _FOUND, happened, _about(copy), answers, enter=0)
    return chosen < 2 and replace_record(paths, (copy, None)[chosen])


def _about(copy: Copy) -> str:
    return f"It is of {long_date(copy.day)} and holds {_held(copy)}. The copy stays where it is."


def _held(copy: Copy) -> str:
    return f"{counted(copy.counts.practices, 'practice')} and {counted(copy.counts.events, 'recorded change')}"


def replace_record(paths: Paths, copy: Copy | None) -> bool:
    """Set the record aside and put `copy` in its place, or an empty one. False (and said so) where that cannot be."""
    try:
        restore(copy.path if copy else None, paths.database, system_clock(), random_id, this_computer())
    except KnownError as error:
        cannot_start(str(error))
        return False
    return True


def _what_can_be_done(best: Copy | None) -> str:
    if best is None:
        return "There is no good copy to go back to."
    return f"The last good copy is of {long_date(best.day)} and holds {_held(best)}."


def _what_becomes_of_it(trouble: UnusableRecord) -> str:
    if isinstance(trouble, LostRecord):
        return (
            "A synchronising program, a virus scanner or a full disk may have done this. If the file can be had back "
            "from there, close migdesk and put it back first."
        )
    if isinstance(trouble, NewerRecord):
        return (
            "If no newer version was ever used here, the file is damaged, and a copy is the way back. "
            "What is there now is kept under another name, whatever you choose."
        )
    return "What is there now is kept beside it under another name, whatever you choose."
