"""FIELD=VALUE on the command line."""

from __future__ import annotations

from collections.abc import Sequence

from migdesk.base.errors import UserError


def fields_in(arguments: Sequence[str]) -> dict[str, str]:
    """Return what is given for which field. Raises UserError for what is no FIELD=VALUE, and for one given twice."""
    fields = {}
    for argument in arguments:
        name, equals, value = argument.partition("=")
        if not equals or not name.strip():
            raise UserError(f"“{argument}” is no FIELD=VALUE. Write it as status=told.")
        if name.strip() in fields:
            raise UserError(f"{name.strip()} is given twice.")
        fields[name.strip()] = value
    return fields
