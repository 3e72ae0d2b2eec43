"""`migdesk completion`: what a shell needs to complete commands and options as they are typed."""

from __future__ import annotations

import argparse
import os

from migdesk.cli.arguments import Parser

SHELLS = ("bash", "zsh", "fish", "powershell")

_EPILOG = """examples:
  migdesk completion bash >> ~/.bashrc
  migdesk completion powershell | Out-String | Invoke-Expression

In zsh and fish, write it where the shell reads its completions, such as ~/.config/fish/completions/migdesk.fish.

exit codes: 0 done, 2 could not be done"""


def add_arguments(parser: argparse.ArgumentParser, general: Parser) -> None:
    """Add the argument: for which shell."""
    del general  # the parser has them
    parser.epilog, parser.formatter_class = _EPILOG, argparse.RawDescriptionHelpFormatter
    parser.add_argument("shell", metavar="SHELL", choices=SHELLS, help=", ".join(SHELLS))
    parser.set_defaults(run=_completion)


def _completion(options: argparse.Namespace) -> int:
    from argcomplete.shell_integration import shellcode

    print(shellcode(["migdesk"], shell=options.shell))
    return 0


def words_of_line() -> list[str]:
    """Return the words of the line that a shell asks about."""
    return os.environ.get("COMP_LINE", "").split()


def complete(parser: argparse.ArgumentParser) -> None:
    """Answer the shell how its line may go on, by what the parser knows, and end the process."""
    import argcomplete

    argcomplete.autocomplete(parser, always_complete_options="long")
