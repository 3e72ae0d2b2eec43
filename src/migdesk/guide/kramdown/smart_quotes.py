"""Typographic quotes as kramdown sets them (kramdown/parser/kramdown/smart_quotes.rb, after SmartyPants)."""

from __future__ import annotations

import re

OPENING = {"'": "‘", '"': "“"}
CLOSING = {"'": "’", '"': "”"}
START = re.compile(r"[^\\]?[\"']")
# To Ruby, letters and blanks of these expressions are ASCII; only its \b is not.
_WORD, _BLANK = "[A-Za-z0-9_]", r"[ \t\r\n\f\v]"
_PUNCTUATION = r"[!\"#$%'()*+,\-./:;<=>?@\[\\\]^`{|}~]"
_MARK = r"([\"'])"

# Tried in this order. The first group is text that stays, if there is one, the last the quote.
OPENING_BEFORE_MARK = re.compile(rf"(){_MARK}(?=[_*]{{1,2}}[^ \t\r\n\f\v])")
CLOSING_BEFORE_PUNCTUATION = re.compile(rf"(){_MARK}(?=(?:{_PUNCTUATION}(?!\.\.)(?!\w)|_(?!\.\.)(?=\w)))")
TWO_OPENING = re.compile(rf"({_BLANK}?)(\"'|'\")(?={_WORD})")
DECADE = re.compile(rf"({_BLANK}?)(')(?=[0-9][0-9]s)")
OPENING_AFTER_BLANK = re.compile(rf"({_BLANK}){_MARK}(?={_WORD})")
CLOSING_AFTER = re.compile(rf"([^ \\\t\r\n\[{{(\-]){_MARK}")
CLOSING_BEFORE = re.compile(rf"(){_MARK}(?={_BLANK}|s\b|$)", re.MULTILINE)
OPENING_ELSE = re.compile(rf"(.?){_MARK}", re.DOTALL)

RULES = (
    (OPENING_BEFORE_MARK, OPENING),
    (CLOSING_BEFORE_PUNCTUATION, CLOSING),
    (TWO_OPENING, OPENING),
    (DECADE, CLOSING),
    (OPENING_AFTER_BLANK, OPENING),
    (CLOSING_AFTER, CLOSING),
    (CLOSING_BEFORE, CLOSING),
    (OPENING_ELSE, OPENING),
)


def quotes_at(source: str, position: int) -> tuple[str, str, int]:
    """Return what stays before a quote, the typographic quotes and where the text goes on.

    At `position` is a quote, or any character and then a quote.
    """
    for pattern, forms in RULES:
        match = pattern.match(source, position)
        if match:
            return match[1], "".join(forms[quote] for quote in match[2]), match.end()
    raise ValueError("no quote is there")
