"""What the tests of the command line share: the keys that scripts rely on, and what a command gave back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple

PRACTICE_KEYS = {
    "id", "name", "ods_code", "from_system", "to_system", "go_live", "phase", "tasks_done", "tasks_total", "overdue",
    "references_acknowledged", "references_total", "archived", "sample", "last_change",
}  # fmt: skip
TASK_KEYS = {
    "id", "phase", "title", "status", "reason", "due", "owner", "critical", "roles", "link", "notes",
}  # fmt: skip


class Ran(NamedTuple):
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        assert self.code in {0, 1}, self.err
        return json.loads(self.out)

    @property
    def refusal(self) -> str:
        """The one line on standard error of a command that could not be done."""
        assert self.code == 2, (self.code, self.out, self.err)
        assert self.out == ""
        assert self.err.count("\n") == 1, self.err
        assert self.err.startswith("migdesk: ")
        return self.err.removeprefix("migdesk: ").rstrip("\n")


Run = Callable[..., Ran]
