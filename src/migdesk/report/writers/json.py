"""A report as JSON: its neutral model as it is, for scripts. Keys keep their order and their names."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from migdesk.report.part import Part


def write(model: object) -> Iterator[Part]:
    """Yield the report, indented, in UTF-8 with a line break at the end."""
    yield Part(msgspec.json.format(msgspec.json.encode(model), indent=2) + b"\n", "Saving the file", 1, 1)
