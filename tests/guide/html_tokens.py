"""HTML as a list of what matters to a reader, so that two ways of writing the same page are equal."""

from __future__ import annotations

from html.parser import HTMLParser

KEPT = ("id", "class", "href", "src", "alt", "title")
VOID = ("br", "hr", "img")


class Tokens(HTMLParser):
    """HTML without what does not matter: blanks between tags, and how an alignment is written."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tokens: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if "text-align" in (values.get("style") or ""):
            values["class"] = "align-" + (values["style"] or "").removeprefix("text-align: ")
        self.tokens.append((tag, tuple(sorted((key, value) for key, value in values.items() if key in KEPT))))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.tokens.append("/" + tag)

    def handle_data(self, data: str) -> None:
        if self.tokens and isinstance(self.tokens[-1], list):
            self.tokens[-1].append(data)
        else:
            self.tokens.append([data])


def tokens(html: str) -> list[object]:
    """Return tags as (name, attributes) or "/name", and runs of text with single blanks; empty runs are left out."""
    reader = Tokens()
    reader.feed(html)
    reader.close()
    joined = [" ".join("".join(token).split()) if isinstance(token, list) else token for token in reader.tokens]
    return [token for token in joined if token]
