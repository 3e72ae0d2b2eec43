"""A practice by what a person calls it."""

from __future__ import annotations

import re
import unicodedata

from migdesk.base.errors import UserError
from migdesk.base.invisible import without_invisible
from migdesk.practice.state import PracticeState
from migdesk.practice.store import Store

_APOSTROPHES = "'’‘`´ʼ\u02bb"
_NO_WORD = re.compile(r"[^\w]+")


def name_key(name: str) -> str:
    """Return what two names have in common that people read as one: not their case, spaces or invisible characters."""
    return " ".join(without_invisible(name).split()).casefold()


def loose_name_key(name: str) -> str:
    """Return what two names have in common that may be one practice's: not their apostrophes, accents, dots either, and
    “Saint” is “St”."""
    plain = "".join(
        character
        for character in unicodedata.normalize("NFKD", name_key(name))
        if not unicodedata.combining(character) and character not in _APOSTROPHES
    )
    words = _NO_WORD.sub(" ", plain).split()
    return " ".join("st" if word == "saint" else word for word in words) or name_key(name)


def no_practice(practice_id: str) -> UserError:
    """Return the fault of a practice that is not there, or whose addition was undone."""
    return UserError(f"There is no practice “{practice_id}”.")


def find_practice(store: Store, wanted: str, listed_by: str = "practice list") -> PracticeState:
    """Return the practice with this id, ODS code or name (whatever its case, apostrophes, accents and full stops).

    Raises UserError where there is none, and where a name belongs to more than one.
    """
    text, name, loose = " ".join(wanted.split()), name_key(wanted), loose_name_key(wanted)
    every = store.names(put_away=True)
    for matches in (
        [practice for practice in every if practice.id == text],
        [practice for practice in every if practice.ods_code and practice.ods_code == text.upper()],
        [practice for practice in every if name_key(practice.name) == name],
        [practice for practice in every if loose and loose_name_key(practice.name) == loose],
    ):
        if len(matches) == 1:
            return store.state(matches[0].id)
        if matches:
            codes = [practice.ods_code or practice.id for practice in matches]
            if len(set(codes)) < len(codes):  # made in two places: only their ids tell them apart
                codes = [practice.id for practice in matches]
            raise UserError(f"{len(matches)} practices are called “{text}”. Use one of {', '.join(codes)}.")
    state = store.state(text)
    if state.id != text and state.details:  # an id that a practice made in two places has beside its own
        return state
    raise UserError(f"There is no practice “{text}”. “migdesk {listed_by}” shows them all.")
