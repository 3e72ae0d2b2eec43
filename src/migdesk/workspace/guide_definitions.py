"""Which checklist is shown with a guide: its own, or the built-in one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from migdesk.base.assets import content_folder
from migdesk.base.errors import DataFault
from migdesk.checklist.compiled import definitions_of
from migdesk.checklist.definitions import Definitions
from migdesk.checklist.loading import has_checklist
from migdesk.checklist.sign_offs.files import FILE as SIGN_OFFS
from migdesk.guide.guide import Guide


def definitions_for(guide: Guide, cache: Path | None, say: Callable[[str], object] = lambda _: None) -> Definitions:
    """Return the guide's own checklist, or the built-in one where it has none or a faulty one, which is said."""
    if has_checklist(guide.folder) and guide.folder != content_folder():
        try:
            return definitions_of(guide.folder, cache)
        except DataFault as fault:
            say(f"The guide's checklist has a fault, so the built-in checklist is shown. {fault}")
    definitions = definitions_of(content_folder(), cache)
    if guide.folder != content_folder() and (guide.folder / SIGN_OFFS).exists():
        from migdesk.checklist.sign_offs.compiled import sign_offs_of

        own = sign_offs_of(guide.folder, cache).sign_offs
        return replace(definitions, sign_offs=tuple(sign_off.rule for sign_off in own))
    return definitions
