"""Reads a page strictly: what a browser would quietly repair is a fault here."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"meta", "link", "br", "img", "hr", "input", "rect", "path", "circle", "use"}
HEADINGS = {f"h{level}": level for level in range(1, 7)}


class Page(HTMLParser):
    """The page's faults, ids, links, headings and text, as read in one go."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self._open: list[str] = []
        self._tables: list[dict[str, int]] = []
        self.feed(html)
        self.close()
        if self._open:
            self.faults.append(f"left open: {self._open}")
        self.faults += [f"the id {one} is used twice" for one in set(self.ids) if self.ids.count(one) > 1]
        self.faults += [f"{link} leads nowhere" for link in self.links if link[0] == "#" and link[1:] not in self.ids]
        for (before, _), (after, text) in zip(self.headings, self.headings[1:], strict=False):
            if after > before + 1:
                self.faults.append(f"heading {text!r} jumps from h{before} to h{after}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        values = {name: value or "" for name, value in attrs}
        if len(names) != len(values):
            self.faults.append(f"<{tag}> has an attribute twice")
        self.tags.append((tag, values))
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values[name] for name in ("href", "src") if name in values]
        if tag == "table":
            self._tables.append({"caption": 0, "th": 0, "thead": 0})
        elif self._tables and tag in self._tables[-1]:
            self._tables[-1][tag] += 1
        if tag == "th" and values.get("scope") not in {"col", "row", "rowgroup", "colgroup"}:
            self.faults.append("a <th> without scope")
        if tag in HEADINGS:
            self.headings.append((HEADINGS[tag], ""))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self._open[-1:]}")
            return
        self._open.pop()
        if tag == "table":
            self.faults += [f"a table without {name}" for name, count in self._tables.pop().items() if not count]

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] != "style":
            self.text += data
        if self.headings and any(tag in HEADINGS for tag in self._open):
            level, text = self.headings[-1]
            self.headings[-1] = (level, text + data)
