"""kramdown's typography: dashes, dots and quotes of plain text, applied before the spans are read.

It works on the source so that the characters around a quote are the author's own, as kramdown sees them: a quote before
`**` opens, one after a link closes. Code, HTML tags, addresses and escaped characters are left alone; comments go.
"""

from __future__ import annotations

import re

from migdesk.guide.kramdown.html import RAW_SPAN

SYMBOLS = {"---": "—", "--": "–", "...": "…", "<<": "«", ">>": "»", "<< ": "«\u00a0", " >>": "\u00a0»"}

# What a pass over the text meets, in the order in which kramdown would try it.
TOKEN = re.compile(
    r"""
    (?P<comment><!--.*?-->)
  | (?P<keep>
        \\.                                             # an escaped character
      | (?P<tick>`+)(?!`)(?:.*?[^`])(?P=tick)(?!`)      # a code span
      | RAW_SPAN                                        # HTML with nothing inside that is read
      | </?[A-Za-z][^<>]*>                              # an HTML tag or an autolink
      | <[^<>\s]+[@:][^<>\s]+>
      | !\[(?:[^\[\]\\\n]|\\.)*\](?=[(\[])               # a picture's words
      | \]\(\s*(?:<[^<>\n]*>|(?:[^()\s]|\([^()\s]*\))*)   # a link's address
        (?:\s+(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'))?\s*\)?   # and its title
      | \]\[[^\]\n]*\]
      | \{:[^}\n]*\}
    )
  | (?P<mark>\*+|_+|!?\[)
  | (?P<symbol>---|--|\.\.\.|<<\ |\ >>|<<|>>)
  | (?P<quote>["'])
    """.replace("RAW_SPAN", RAW_SPAN),
    re.VERBOSE | re.DOTALL,
)

_PUNCTUATION = r"[!\"#$%'()*+,\-./:;<=>?@\[\\\]^_`{|}~]"
OPENING_BEFORE_MARK = re.compile(r"[\"'](?=[_*]{1,2}\S)")
CLOSING_BEFORE_PUNCTUATION = re.compile(rf"[\"'](?={_PUNCTUATION}(?!\.\.)\B)")
TWO_OPENING = re.compile(r"(?:\"'|'\")(?=\w)")
DECADE = re.compile(r"'(?=\d\ds)")
OPENING = {"'": "‘", '"': "“"}
CLOSING = {"'": "’", '"': "”"}
CLOSES_AFTER = re.compile(r"[^ \\\t\r\n\[{(\-]")
CLOSING_BEFORE = re.compile(r"[\"'](?=\s|s\b|$)", re.MULTILINE)


def typographic(text: str) -> str:
    """Return `text` with typographic dashes, ellipses and quotes, and without HTML comments."""
    if not any(mark in text for mark in ("'", '"', "--", "...", "<<", ">>", "<!--")):
        return text
    parts: list[str] = []
    position = 0
    while match := TOKEN.search(text, position):
        parts.append(text[position : match.start()])
        if match["symbol"]:
            parts.append(SYMBOLS[match["symbol"]])
            position = match.end()
        elif match["quote"]:
            # The character before counts only if no other mark has used it up.
            before = text[match.start() - 1] if match.start() > position else ""
            quotes, position = quote_at(text, match.start(), before)
            parts.append(quotes)
        else:
            parts.append("" if match["comment"] else match[0])
            position = match.end()
    parts.append(text[position:])
    return "".join(parts)


def quote_at(text: str, position: int, before: str) -> tuple[str, int]:
    """Return the typographic quote(s) for the one at `position` and where the text goes on.

    `before` is the character in front, "" at the start. The rules and their order are kramdown's (smart_quotes.rb,
    after SmartyPants).
    """
    quote = text[position]
    if not before and OPENING_BEFORE_MARK.match(text, position):
        return OPENING[quote], position + 1
    if not before and CLOSING_BEFORE_PUNCTUATION.match(text, position):
        return CLOSING[quote], position + 1
    if (not before or before.isspace()) and TWO_OPENING.match(text, position):
        return OPENING[quote] + OPENING[text[position + 1]], position + 2
    if (not before or before.isspace()) and DECADE.match(text, position):
        return "’", position + 1
    if before.isspace() and re.match(r"\w", text[position + 1 : position + 2]):
        return OPENING[quote], position + 1
    if before and CLOSES_AFTER.match(before):
        return CLOSING[quote], position + 1
    if not before and CLOSING_BEFORE.match(text, position):
        return CLOSING[quote], position + 1
    return OPENING[quote], position + 1
