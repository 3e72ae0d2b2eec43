"""The entry point: opens the window, or hands over to one of the subcommands.

Without a subcommand the way to the window is short, as a person waits for it: nothing of argparse or of the
subcommands is imported then. Exit codes: 0 done, 1 the answer is no, 2 could not be done, 130 interrupted.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol

from migdesk.base.atomic import reason
from migdesk.base.errors import KnownError, UserError
from migdesk.base.paths import Paths, find_paths, whole_path
from migdesk.base.platform import is_reader_gone
from migdesk.guide.worker.argument import ARGUMENT

if TYPE_CHECKING:
    import argparse

    from migdesk.cli.arguments import Parser

DONE, NO, CANNOT, INTERRUPTED = 0, 1, 2, 130
_PACKAGE = ".migdesk"
ASKED_BY_A_SHELL = "_ARGCOMPLETE"
"""The variable of a shell that asks how a line may go on."""
_DISK_FAULTS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})

COMMANDS = {
    "practice": "add, list and show practices, change their details, put them in the archive",
    "task": "list a practice's tasks, set them, add tasks and notes",
    "week": "list what is overdue or due soon, over all practices",
    "plan": "show a practice's dates and what speaks against them, and change them",
    "register": "list a practice's registers, show their rows, set and remove them",
    "person": "list who is at this keyboard or has a part in a practice's migration, and add somebody",
    "sign-off": "list a practice's sign-offs, show what is open before one, sign it, take a signature back",
    "acknowledge": "record that you have read an Information Governance reference",
    "attach": "attach a file or an address to a task, row or sign-off; list, open or save what is attached",
    "report": "write a report to a file: status, agenda, practices or calendar",
    "exchange": "send practices to other computers, take in what comes back, settle what clashes",
    "guide": "check a guide's files, or write it as web pages",
    "share": "share practices with colleagues through a folder or a database",
    "search": "find words in the guide, the checklist and the notes",
    "sample": "add made-up practices to try things on",
    "tour": "show the main job in pictures and reports, without a display",
    "verify": "check that nothing was changed since it was recorded, or since a report was made of it",
    "backup": "make a copy of the record, list the copies, look into one, go back to one",
    "move": "take everything to another computer in one file, and bring it in there",
    "completion": "print what a shell needs to complete commands and options",
    "self-check": "say what this copy of migdesk is and whether it is well",
}


class _Command(Protocol):
    """What the file of a subcommand offers."""

    def add_arguments(self, parser: argparse.ArgumentParser, general: Parser) -> None: ...


def main(argv: Sequence[str] | None = None) -> int:
    """Run migdesk with `argv` (the process's own arguments where it is None) and return the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        _make_output_safe()
        code = _run(arguments)
        if sys.stdout:  # a windowed program has none
            sys.stdout.flush()
        return code
    except KnownError as error:
        return _cannot(str(error))
    except KeyboardInterrupt:
        return INTERRUPTED
    except SystemExit as end:  # argparse ends so after --help and --version
        return end.code if isinstance(end.code, int) else DONE
    except Exception as error:
        if isinstance(error, OSError) and is_reader_gone(error):
            # Whoever read our output (head, less) has seen enough. What was to be recorded is recorded.
            _discard_output()
            return DONE
        if isinstance(error, OSError) and error.errno in _DISK_FAULTS:
            _discard_output()
            return _cannot(f"Not finished: {reason(error)}.")
        return _bug(arguments, error)


def _run(arguments: list[str]) -> int:
    if arguments[:1] == [ARGUMENT]:
        from migdesk.guide.worker.serve import serve

        return serve()
    if ASKED_BY_A_SHELL in os.environ:
        from migdesk.cli.completion import complete, words_of_line

        complete(_parser(words_of_line()))
    window = _window_options(arguments)
    if window is not None:
        data_dir, guide, package = window
        return open_window(data_dir, guide, package=package)
    options = _parsed(arguments)
    if options.version:
        return _print_version()
    for folder in ("data_dir", "guide"):  # an unset variable of a script must not lead to the person's own record
        if getattr(options, folder, None) == "":
            raise UserError(f"--{folder.replace('_', '-')} needs a folder.")
    if not hasattr(options, "run"):
        raise UserError("Options such as --by and --role go with a command. “migdesk --help” lists them.")
    code = int(options.run(options))
    return code or (NO if getattr(options, "doubts", ()) else DONE)


def _window_options(arguments: list[str]) -> tuple[str | None, str | None, str | None] | None:
    """Return the data folder, the guide and the package of a call that only opens the window; None for any other."""
    found: dict[str, str] = {}
    rest = iter(arguments)
    for argument in rest:
        name, equals, value = argument.partition("=")
        if argument.lower().endswith(_PACKAGE) and not argument.startswith("-") and "package" not in found:
            found["package"] = argument
            continue
        if name not in {"--data-dir", "--guide"}:
            return None
        following = value if equals else next(rest, "")
        if not following or following.startswith("-"):
            return None
        found[name] = following
    return found.get("--data-dir"), found.get("--guide"), found.get("package")


def open_window(
    data_dir: str | None, guide: str | None, *callbacks: Callable[[Any], None], package: str | None = None
) -> int:
    """Open the desktop program and return its exit code; the callbacks (see `ui.start.app.run`) are for measuring.

    `package` is a file from another computer, which is shown before anything of it is taken in.
    """
    from migdesk.cli.display import require_display

    require_display()
    gc.disable()  # nothing made while starting is garbage yet; the window turns it on again when it is ready
    from migdesk.ui.start.app import run

    return run(
        find_paths(data_dir),
        whole_path(guide) if guide else None,
        *callbacks,
        package=whole_path(package) if package else None,
    )


def _print_version() -> int:
    from migdesk.base.build_info import full_version

    print(f"migdesk {full_version()}")
    return DONE


def _parsed(arguments: list[str]) -> argparse.Namespace:
    """Read the arguments."""
    from migdesk.cli.arguments import general_options

    spelled = [_readable(argument) for argument in _spelled(arguments, general_options())]
    return _parser(arguments).parse_args(spelled)


def _parser(arguments: Sequence[str]) -> Parser:
    """Return what reads arguments; only the subcommand that they name is imported."""
    from argparse import RawDescriptionHelpFormatter

    from migdesk.cli.arguments import Parser, general_options
    from migdesk.cli.examples import epilog_of

    general = general_options()
    parser = Parser(
        prog="migdesk",
        parents=[general],
        description="The GP clinical system migration guide beside a practice's checklist. "
        "Without a command, the desktop program opens.",
        epilog="Exit codes: 0 done, 1 the answer is no, 2 could not be done.",
    )
    parser.add_argument("--version", action="store_true", help="version, commit and build date")
    commands = parser.add_subparsers(metavar="COMMAND", title="commands", parser_class=Parser)
    for name, purpose in COMMANDS.items():
        described = f"{purpose[:1].upper()}{purpose[1:]}."
        command = commands.add_parser(
            name,
            help=purpose,
            description=described,
            parents=[general],
            formatter_class=RawDescriptionHelpFormatter,
        )
        if name in arguments:
            _command(name).add_arguments(command, general)
            command.epilog = epilog_of(name, command.epilog)
    return parser


def _spelled(arguments: list[str], general: Parser) -> list[str]:
    """Return the arguments as they are spelled today."""
    if "report" not in arguments:
        return arguments
    from migdesk.cli.report_spelling import respelled

    return respelled(arguments, general)


def _command(name: str) -> _Command:
    """Import the file of a subcommand. Written out, so that a bundler sees what belongs to the program."""
    match name:
        case "practice":
            from migdesk.cli import practice as command
        case "task":
            from migdesk.cli import task as command  # type: ignore[no-redef]
        case "week":
            from migdesk.cli import week as command  # type: ignore[no-redef]
        case "plan":
            from migdesk.cli import plan as command  # type: ignore[no-redef]
        case "register":
            from migdesk.cli import register as command  # type: ignore[no-redef]
        case "person":
            from migdesk.cli import person as command  # type: ignore[no-redef]
        case "sign-off":
            from migdesk.cli import sign_off as command  # type: ignore[no-redef]
        case "acknowledge":
            from migdesk.cli import acknowledge as command  # type: ignore[no-redef]
        case "attach":
            from migdesk.cli import attach as command  # type: ignore[no-redef]
        case "report":
            from migdesk.cli import report as command  # type: ignore[no-redef]
        case "exchange":
            from migdesk.cli import exchange as command  # type: ignore[no-redef]
        case "guide":
            from migdesk.cli import guide as command  # type: ignore[no-redef]
        case "share":
            from migdesk.cli import share as command  # type: ignore[no-redef]
        case "search":
            from migdesk.cli import search as command  # type: ignore[no-redef]
        case "sample":
            from migdesk.cli import sample as command  # type: ignore[no-redef]
        case "verify":
            from migdesk.cli import verify as command  # type: ignore[no-redef]
        case "backup":
            from migdesk.cli import backup as command  # type: ignore[no-redef]
        case "move":
            from migdesk.cli import move as command  # type: ignore[no-redef]
        case "completion":
            from migdesk.cli import completion as command  # type: ignore[no-redef]
        case "tour":
            from migdesk.cli import tour as command  # type: ignore[no-redef]
        case _:
            from migdesk.cli import self_check as command  # type: ignore[no-redef]
    return command


def _readable(argument: str) -> str:
    """Return an argument. Raises UserError for bytes that are no text, which could never be saved or shown."""
    try:
        argument.encode()
    except UnicodeEncodeError:
        raise UserError("One of the arguments is not readable as UTF-8 text.") from None
    return argument


def _make_output_safe() -> None:
    """Write UTF-8 whatever the console's code page is, so that no name on a screen or in a pipe is an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _discard_output() -> None:
    """Send what is still to be written nowhere, so that Python does not complain about it at the very end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _cannot(why: str) -> int:
    from migdesk.cli.output import print_error

    print_error(why)
    return CANNOT


def _bug(arguments: list[str], error: Exception) -> int:
    """Write what nobody foresaw to the crash file and say so in one line."""
    from migdesk.base.clock import system_clock
    from migdesk.base.crash_file import write_crash

    where = ""
    with suppress(KnownError):  # where not even the folder can be told, there is nowhere to write to
        crash_file = _paths_after_all(arguments).crash_file
        write_crash(crash_file, error, system_clock())
        where = f" The details are in {crash_file}." if crash_file.exists() else ""
    return _cannot(f"Something went wrong in migdesk itself ({type(error).__name__}). What was saved is safe.{where}")


def _paths_after_all(arguments: list[str]) -> Paths:
    """Return the folders in use, however the arguments read."""
    for argument, following in zip(arguments, [*arguments[1:], ""], strict=True):
        name, equals, value = argument.partition("=")
        if name == "--data-dir" and (value or following):
            return find_paths(value if equals else following)
    return find_paths()
