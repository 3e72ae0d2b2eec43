"""`migdesk self-check`: versions, paths, content and store; on request also how long the window takes."""

from __future__ import annotations

import argparse
import platform
from typing import TYPE_CHECKING, Any

import msgspec

from migdesk import __version__
from migdesk.base.errors import KnownError, UserError
from migdesk.base.paths import Paths
from migdesk.cli.arguments import Parser
from migdesk.cli.opening import guide_folder_of, paths_of, unpacked
from migdesk.cli.output import print_json

if TYPE_CHECKING:
    from migdesk.practice.store import Store


def add_arguments(parser: argparse.ArgumentParser, general: Parser) -> None:
    """Add the arguments of the self-check."""
    parser.add_argument("--window", action="store_true", help="open the window, wait for its first page, and close it")
    parser.add_argument("--json", action="store_true", help="for scripts")
    parser.set_defaults(run=_self_check)


def _self_check(options: argparse.Namespace) -> int:
    """Exit code 1 says that the content has faults or the record cannot be used."""
    paths, guide_folder = paths_of(options), guide_folder_of(options)
    figures: dict[str, Any] = {}
    content = _content(options) if guide_folder else None  # one that is none is said once, and by no window
    if options.window:  # first of all, as it measures a start and should find nothing imported
        from migdesk.cli.display import require_display

        require_display()
        from migdesk.ui.start.self_check import window_figures

        figures = dict(window_figures(paths, guide_folder))
        if "ready_ms" not in figures:
            raise UserError("The window did not open: another one may have this data folder open. Close it first.")
    found = {
        "version": __version__,
        "python": platform.python_version(),
        "qt": _qt(),
        "paths": {**msgspec.structs.asdict(paths), "database": paths.database, "backups": paths.backups},
        "content": content or _content(options),
        "store": _store(paths),
        **figures,
    }
    well = found["store"]["ok"] and not found["content"]["problems"]
    if options.json:
        print_json(found)
    else:
        _print_plainly(found)
        print("All well." if well else "Not all is well.")
    return 0 if well else 1


def _qt() -> str:
    """Return the version of Qt; empty where PySide6 is missing, which scripts can do without."""
    try:
        from migdesk.ui.start.qt_version import qt_version
    except ImportError:
        return ""
    return qt_version()


def _content(options: argparse.Namespace) -> dict[str, Any]:
    """Return the guide's title, version, number of pages and of faults."""
    from migdesk.base.assets import content_folder
    from migdesk.workspace.guide_faults import look_through

    found = look_through(unpacked(guide_folder_of(options) or content_folder(), options))
    guide = found.index
    problems = sum(fault.severity == "fault" for fault in found.faults)
    return {"title": guide.title, "version": guide.version, "pages": len(guide.pages), "problems": problems}


def _store(paths: Paths) -> dict[str, Any]:
    """Look at the record without changing anything; one that is not there yet is well."""
    from migdesk.base.clock import system_clock
    from migdesk.practice.cloud_folder import cloud_notices
    from migdesk.practice.inspection import inspect
    from migdesk.practice.opening import check_soundness, open_record_read_only
    from migdesk.practice.read_only_note import note_of
    from migdesk.practice.schema import SCHEMA_VERSION

    try:
        nothing_yet = not inspect(paths.database, paths.backups)
    except KnownError as error:
        return {"ok": False, "schema": None, "practices": None, "events": None, "message": str(error)}
    if nothing_yet:
        return {"ok": True, "schema": SCHEMA_VERSION, "practices": 0, "events": 0}
    try:
        store = open_record_read_only(paths.database, paths.backups, system_clock, "the self-check only reads")
    except KnownError as error:
        return {"ok": False, "schema": None, "practices": None, "events": None, "message": str(error)}
    try:
        counts = store.counts()
        schema = store.schema_version()
        unlisted = store.count_unlisted()
        attachments = _attachments(store, paths)
    except KnownError as error:
        return {"ok": False, "schema": None, "practices": None, "events": None, "message": str(error)}
    finally:
        store.close()
    problems = [] if check_soundness(paths.database) else ["The record is damaged."]
    if unlisted:
        problems.append(
            f"{unlisted} of the practices with recorded changes are on no list. “migdesk verify” looks further."
        )
    problems += cloud_notices(paths.database)
    more = {"message": " ".join(problems)} if problems else {}
    note = note_of(paths.data)
    if note:
        more["read_only"] = note.in_words
    evidence = {"attachments": attachments} if attachments else {}
    held = {"practices": counts.practices, "events": counts.events, **evidence}
    return {"ok": not problems, "schema": schema, **held, **more}


def _attachments(store: Store, paths: Paths) -> dict[str, int]:
    """Count what is attached in the record: the files, their bytes, those that are not here, and the addresses alone.

    Empty where nothing is attached.
    """
    from migdesk.practice.attachment_files import attachments_beside
    from migdesk.practice.kinds import attached

    files = attachments_beside(paths.database)
    states = [store.own_state(practice_id) for practice_id in store.practices_with(attached.KIND.name)]
    said = [entry.said for state in states for entry in state.standing_attachments()]
    named = {each.sha256: each for each in said if each.is_file}
    here = [each for each in named.values() if files.has(each)]
    if not said:
        return {}
    return {
        "files": len(named),
        "bytes": sum(each.size for each in here),
        "not_here": len(named) - len(here),
        "addresses": sum(not each.is_file for each in said),
    }


def _print_plainly(found: dict[str, Any], indent: str = "") -> None:
    for key, value in found.items():
        if isinstance(value, dict):
            print(f"{indent}{key}:")
            _print_plainly(value, indent + "  ")
        else:
            print(f"{indent}{key}: {value}")
