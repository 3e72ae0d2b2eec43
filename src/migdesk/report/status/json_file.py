"""The report as JSON: the neutral model as it is, for scripts. Keys keep their order and their names."""

from __future__ import annotations

import msgspec

from migdesk.report.status.model import StatusReport


def to_json(report: StatusReport) -> bytes:
    """Return the report, indented, in UTF-8 with a line break at the end."""
    return msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n"
