"""Who is at the keyboard of this computer, remembered between starts."""

from __future__ import annotations

from pathlib import Path

import msgspec

from migdesk.base.atomic import make_private_folder, write_atomically
from migdesk.base.errors import UserError
from migdesk.base.paths import IDENTITY_FILE
from migdesk.practice.event import Actor
from migdesk.workspace.free_text import one_line

MOST_CHARACTERS = 120


class _Saved(msgspec.Struct, frozen=True):
    name: str
    role: str
    organisation: str = ""


def load_identity(data_folder: Path) -> Actor | None:
    """Return who was here last, or None at a first start or where the file is no use: the person is asked again."""
    try:
        saved = msgspec.json.decode((data_folder / IDENTITY_FILE).read_bytes(), type=_Saved)
        return checked_actor(saved.name, saved.role, saved.organisation)
    except (OSError, ValueError, UserError):
        return None


def save_identity(data_folder: Path, actor: Actor) -> Actor:
    """Remember who is here and return them, tidied. Raises UserError for a name or role that is missing or too long."""
    tidy = checked_actor(actor.name, actor.role, actor.organisation)
    make_private_folder(data_folder)
    saved = _Saved(tidy.name, tidy.role, tidy.organisation)
    write_atomically(data_folder / IDENTITY_FILE, msgspec.json.encode(saved))
    return tidy


def checked_actor(name: str, role: str, organisation: str) -> Actor:
    """Return the person with spaces tidied. Raises UserError where a report could not say who they are."""
    tidy = Actor(one_line(name, "Your name"), one_line(role, "Your role"), one_line(organisation, "Your organisation"))
    if not tidy.name:
        raise UserError("Your name is missing. It goes into the record with every change.")
    if not tidy.role:
        raise UserError("Your role is missing. It goes into the record with every change.")
    if max(map(len, (tidy.name, tidy.role, tidy.organisation))) > MOST_CHARACTERS:
        raise UserError(f"Names, roles and organisations can have at most {MOST_CHARACTERS} characters.")
    return tidy
