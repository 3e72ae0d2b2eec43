"""A report that was gathered from the workspace and is still to be written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from migdesk.base.atomic import replacing
from migdesk.report.formats import Content, Format, parts_of
from migdesk.workspace.steps import Step


class Prepared(msgspec.Struct, frozen=True):
    """What is to be written, in which format, and where. Writing it asks nothing of the record: any thread may."""

    content: Content
    form: Format
    target: Path

    def steps(self) -> Iterator[Step]:
        """Write it step by step; closed early, it leaves no new file and the old one as it was.

        Raises EnvironmentFault where the file cannot be written.
        """
        with replacing(self.target) as file:
            for part in parts_of(self.content, self.form):
                file.write(part.data)
                yield Step(part.doing, part.done, part.total)

    def write(self, progress: Callable[[int, int], object] | None = None) -> Path:
        """Write it at once and return where it is. Raises EnvironmentFault as `steps`.

        `progress` is told what is done of how much; whatever it raises ends the writing, and leaves nothing behind.
        """
        for step in self.steps():
            if progress is not None:
                progress(step.done, step.total)
        return self.target


def take_steps(steps: Iterable[Step], progress: Callable[[Step], None] | None) -> None:
    """Take every step, telling `progress` of each; whatever that raises ends the writing, and leaves nothing behind."""
    for step in steps:
        if progress is not None:
            progress(step)
