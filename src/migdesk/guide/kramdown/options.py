"""Options of kramdown, as `kramdown:` in `_config.yml` and `{::options …}` on a page set them (kramdown/options.rb)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

RANGE = re.compile(r"(\d)\s*(?:\.\.|-)\s*(\d)")
# Options that change what a page says and are not followed here; each with the only value that is.
NOT_FOLLOWED: Mapping[str, str] = {
    "auto_id_prefix": "",
    "footnote_nr": "1",
    "gfm_quirks": "paragraph_end",
    "header_offset": "0",
    "html_to_native": "false",
    "parse_span_html": "true",
    "smart_quotes": "lsquo,rsquo,ldquo,rdquo",
    "transliterated_header_ids": "false",
    "typographic_symbols": "",
}


class KramdownOptions(msgspec.Struct, frozen=True):
    """The options that are followed. `toc_levels` are the levels of headings, 1 to 6, in a list of contents."""

    toc_levels: frozenset[int] = frozenset(range(1, 7))
    auto_ids: bool = True
    hard_wrap: bool = False
    parse_block_html: bool = False

    def changed_by(self, written: Mapping[str, object]) -> KramdownOptions:
        """Return these with what is written in their place; what cannot be read counts as not there."""
        levels = _levels(written.get("toc_levels"))
        return KramdownOptions(
            toc_levels=self.toc_levels if levels is None else levels,
            auto_ids=_truth(written.get("auto_ids"), self.auto_ids),
            hard_wrap=_truth(written.get("hard_wrap"), self.hard_wrap),
            parse_block_html=_truth(written.get("parse_block_html"), self.parse_block_html),
        )


def not_followed(written: Mapping[str, object]) -> Iterator[str]:
    """Yield each option that asks for what is not done here."""
    for key, followed in NOT_FOLLOWED.items():
        if key in written and _text(written[key]) not in (followed, ""):
            yield key


def _levels(value: object) -> frozenset[int] | None:
    if isinstance(value, list):
        return frozenset(level for level in value if isinstance(level, int))
    found = RANGE.fullmatch(str(value).strip())
    if found:
        return frozenset(range(int(found[1]), int(found[2]) + 1))
    levels = re.findall(r"\d+", str(value)[:100]) if value is not None else ()
    return frozenset(int(level) for level in levels) or None


def _truth(value: object, otherwise: bool) -> bool:
    return {"true": True, "false": False}.get(_text(value), otherwise)


def _text(value: object) -> str:
    if isinstance(value, list):
        return ",".join(str(item) for item in value)
    return str(value).lower() if value is not None else ""
