"""Opens the workspace for one command, and settles who is acting."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from msgspec.structs import replace

from migdesk.base.errors import EnvironmentFault, UserError
from migdesk.base.paths import Paths, find_paths, whole_path
from migdesk.cli.output import one_line
from migdesk.practice.event import Actor, Channel
from migdesk.practice.faults import UnusableRecord, cause_of
from migdesk.workspace.bootstrap import RecordUse, bootstrap
from migdesk.workspace.free_text import PatientDataQuestion
from migdesk.workspace.people.checked_actor import checked_actor, with_usual_party
from migdesk.workspace.recorder import NobodyNamedError
from migdesk.workspace.workspace import Workspace

_PARTS = ("role", "organisation", "party")

WHO_IS_NEEDED = "An acknowledgement needs a named person in a role: --by NAME --role ROLE."


WHO_RECORDS = "Say who records this: --by NAME --role ROLE. The name goes into the record with every change."


def paths_of(options: argparse.Namespace) -> Paths:
    """Return the folders in use."""
    return find_paths(getattr(options, "data_dir", None))


def guide_folder_of(options: argparse.Namespace) -> Path | None:
    """Return the guide asked for with --guide, a folder or a ZIP file; None for the built-in one."""
    folder = getattr(options, "guide", None)
    return whole_path(folder) if folder else None


def unpacked(place: Path, options: argparse.Namespace) -> Path:
    """Return the folder of a guide, unpacked into the cache if it is a ZIP file. Raises as `archive.folder_of`."""
    if not place.is_file():
        return place
    from migdesk.base.atomic import make_private_folder
    from migdesk.guide.archive import folder_of

    return folder_of(place, make_private_folder(paths_of(options).cache))


@contextmanager
def open_workspace(options: argparse.Namespace, record: RecordUse = "needed") -> Iterator[Workspace]:
    """Open the workspace and close it afterwards; `record` as for `bootstrap`.

    What a person should know of how it was opened, and of entries that cannot be trusted, is said on standard error,
    unless a fault takes that one line.
    """
    workspace = _bootstrap(paths_of(options), guide_folder_of(options), record)
    workspace.answer_patient_questions(lambda _: hasattr(options, "no_patient_data"))
    try:
        _sign_in(workspace, options)
        yield workspace
        options.doubts = workspace.doubts()
    except NobodyNamedError:
        raise UserError(WHO_RECORDS) from None
    except PatientDataQuestion as question:
        raise UserError(f"{question} Add --no-patient-data if it is not about a patient.") from question
    finally:
        if workspace.actions_recorded:
            workspace.log.open()
        workspace.close()
    for line in (
        *workspace.notices,
        *options.doubts,
        *_recorded_all_the_same(workspace, options),
        *_another_role(workspace),
        *_copy_if_recorded(workspace),
    ):
        print(one_line(line), file=sys.stderr)


def _bootstrap(paths: Paths, guide_folder: Path | None, record: RecordUse) -> Workspace:
    with telling_of_copies(paths):
        return bootstrap(paths, guide_folder, channel=Channel.COMMAND_LINE, record=record)


@contextmanager
def telling_of_copies(paths: Paths) -> Iterator[None]:
    """Add to what is wrong with a record that cannot be used where the copies of it are, if there are any."""
    try:
        yield
    except UnusableRecord as fault:
        if not any(paths.backups.glob("*/*")):
            raise
        raise type(fault)(f"{fault} “migdesk backup list” shows the copies that you can go back to.") from None


def _recorded_all_the_same(workspace: Workspace, options: argparse.Namespace) -> list[str]:
    """Return that a command did what it was asked, where its exit code of 1 speaks of something else."""
    if not workspace.actions_recorded or not options.doubts:
        return []
    return ["What was asked is recorded all the same. “migdesk verify” checks the whole record."]


def _another_role(workspace: Workspace) -> list[str]:
    """Return that somebody was known here in another role than the one that is recorded now."""
    actor = workspace.actor
    known = workspace.people.known_here().named(actor.name) if actor and workspace.actions_recorded else None
    if actor is None or known is None:
        return []
    known_role, role = (workspace.definitions.role_title(each.role) for each in (known, actor))
    return (
        [] if known_role == role else [f"{known.name} was {known_role} at this keyboard; this is recorded as {role}."]
    )


def _copy_if_recorded(workspace: Workspace) -> list[str]:
    """Make the copy that is due after a command that recorded something. Returns what kept it from being made."""
    if not workspace.actions_recorded:
        return []
    from migdesk.practice.backup import copy_if_due

    try:
        copy_if_due(workspace.paths.database, workspace.paths.backups, workspace.now)
    except EnvironmentFault as fault:
        return [f"What was asked is recorded, but no copy of the record could be made: {cause_of(fault)}"]
    return []


def require_named_person(workspace: Workspace) -> None:
    """Raise UserError unless the acting person was named, here or on this computer, with a role."""
    if workspace.actor is None or not workspace.actor.role:
        raise UserError(WHO_IS_NEEDED)


def _sign_in(workspace: Workspace, options: argparse.Namespace) -> None:
    """Make the person of --by the acting one; else the saved one; else nobody, as whom nothing can be recorded.

    Of somebody who has been at this keyboard, what is not given is as it is known here.
    """
    name: str | None = getattr(options, "by", None)
    given: dict[str, str] = {part: getattr(options, part) for part in _PARTS if hasattr(options, part)}
    if name is None and given:
        raise UserError("--role, --organisation and --party go with --by NAME.")
    if name is None:
        workspace.act_as(workspace.actor)
        return
    known = workspace.people.known_here().named(name)
    workspace.act_as(with_usual_party(_actor(name, known, given), workspace.definitions.roles))


def _actor(name: str, known: Actor | None, given: Mapping[str, str]) -> Actor:
    """Return the person, tidied. The role is recorded as it was given, so that scripts find again what they wrote."""
    parts = {part: getattr(known, part, "") for part in _PARTS}
    if "role" in given:
        parts["party"] = ""  # of the role that is known here, not of this one
    parts |= given
    # Only an acknowledgement needs a role, so a missing one is no fault here.
    tidy = checked_actor(name, parts["role"].strip() or "none", parts["organisation"], parts["party"])
    return tidy if parts["role"].strip() else replace(tidy, role="")


def recording_person(workspace: Workspace, witness: str) -> Actor:
    """Return who records what somebody else signed: the person saved at this keyboard, else the one who saw it."""
    return workspace.people.known_here().at_keyboard or Actor(checked_actor(witness, "none", "", "").name, "")
