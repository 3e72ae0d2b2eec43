"""Standard input and output in the place of files: the argument `-`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from migdesk.base.errors import EnvironmentFault, UserError
from migdesk.base.paths import whole_path

if TYPE_CHECKING:
    from migdesk.workspace.list_reading.reading import ListFile

STANDARD = "-"


def list_from(argument: str) -> ListFile:
    """Return the list in the file that an argument names, or on standard input. Raises as `reading.list_file`."""
    from migdesk.workspace.list_reading.reading import ListFile, list_file
    from migdesk.workspace.list_reading.table import MOST_BYTES

    if argument != STANDARD:
        return list_file(whole_path(argument))
    if sys.stdin is None:
        raise EnvironmentFault("There is no standard input here.")
    data = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UserError(f"Standard input was not read. It is larger than {MOST_BYTES // 1_000_000} MB.")
    return ListFile("Standard input", data)


def write_out(data: bytes) -> None:
    """Write the bytes of a file to standard output. Raises EnvironmentFault where there is none."""
    if sys.stdout is None:
        raise EnvironmentFault("There is no standard output here.")
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
