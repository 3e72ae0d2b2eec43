"""The fonts in a PDF as Qt embeds them: which character each glyph is, set right for those who read the text."""

from __future__ import annotations

import re

from migdesk.report.writers.pdf.objects import Objects, reference

_RANGE = re.compile(rb"<([0-9A-F]{4})> <[0-9A-F]{4}> \[([^]]*)\]")
_FONT = re.compile(rb"/(F\d+) (\d+) 0 R")
_CID_SET = re.compile(rb"/CIDSet \d+ 0 R\n")
_SPACE = b"<0020>"
_TAB = b"<0009>"
"""Tab and space are often the same glyph, and Qt names it by the lower of the two."""


def mend_fonts(objects: Objects) -> None:
    """Name spaces as what they are, and leave out the lists of glyphs, which nobody needs and many readers mistrust."""
    for number, body in list(objects.all.items()):
        if b"/CMapType" in body[:400] and b"begincmap" in body:
            objects.all[number] = _RANGE.sub(lambda found: found[0].replace(_TAB, _SPACE), body)
        elif body.startswith(b"<< /Type /FontDescriptor"):
            objects.all[number] = _CID_SET.sub(b"", body)


def spaces_of(objects: Objects, resources: int) -> dict[bytes, bytes]:
    """Return the glyph of the space in each font that a page names, where it has one; after `mend_fonts`."""
    found = {}
    for name, number in _FONT.findall(objects.all[resources]):
        glyph = _space_in(objects.all[reference(objects.all[int(number)], b"ToUnicode")])
        if glyph:
            found[name] = glyph
    return found


def _space_in(characters: bytes) -> bytes:
    for first, codes in _RANGE.findall(characters):
        every = codes.split()
        if _SPACE in every:
            return b"<%04X>" % (int(first, 16) + every.index(_SPACE))
    return b""
