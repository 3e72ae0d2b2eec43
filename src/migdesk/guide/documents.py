"""The documents of a site's collections as Liquid sees them: `site.posts`, `site.categories`, a page's neighbours."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from functools import cmp_to_key
from itertools import pairwise

import msgspec

from migdesk.guide.front_matter import text_of
from migdesk.guide.site.documents import categories_of, slug_of, tags_of
from migdesk.guide.sources import SourcePage

Content = Callable[[SourcePage], str]


class Document(dict[str, object]):
    """What Liquid sees of a document; what takes long is made when a page asks for it.

    `next` and `previous` are not among its items, or writing one document as JSON would write all.
    """

    previous: Document | None = None
    next: Document | None = None

    def __init__(self, values: Mapping[str, object], source: SourcePage, separator: str, content: Content) -> None:
        super().__init__(values)
        self.source = source
        self._separator = str(values.get("excerpt_separator") or separator).replace("\\n", "\n")
        self._content = content

    def __missing__(self, key: str) -> object:
        if key in ("next", "previous"):
            return self.next if key == "next" else self.previous
        if key not in ("content", "excerpt"):
            raise KeyError(key)
        self[key] = ""  # a document that asks for itself gets nothing
        source = self.source
        if key == "excerpt":
            beginning = source.body.lstrip("\n").partition(self._separator)[0] if self._separator else ""
            source = msgspec.structs.replace(source, body=beginning)
        self[key] = self._content(source)
        return self[key]


class Documents:
    """All documents of a site. `of_collection` is by name, posts from the latest on."""

    def __init__(
        self,
        sources: Iterable[SourcePage],
        values_of: Callable[[SourcePage], Mapping[str, object]],
        content: Content,
        separator: object,
        now: datetime.datetime,
    ) -> None:
        separator = "\n\n" if separator is None else str(separator)
        self._by_file: dict[str, Document] = {}
        self.of_collection: dict[str, list[Document]] = {"posts": []}
        for page in sorted(sources, key=cmp_to_key(_order)):
            if page.collection:
                document = Document(_values(page, values_of(page), now), page, separator, content)
                self._by_file[page.info.file] = document
                self.of_collection.setdefault(page.collection, []).append(document)
        for documents in self.of_collection.values():
            for before, after in pairwise(documents):
                before.next, after.previous = after, before
        self.of_collection["posts"].reverse()

    def of_file(self, file: str) -> Document | None:
        """Return the document of a file, None for a page of its own."""
        return self._by_file.get(file)

    def posts_by(self, key: str) -> dict[str, list[Document]]:
        """Return the posts by each of their `categories` or `tags`."""
        found: dict[str, list[Document]] = {}
        for post in reversed(self.of_collection["posts"]):
            names = post[key]
            for name in names if isinstance(names, list) else ():
                found.setdefault(text_of(name), []).insert(0, post)
        return found


def _order(page: SourcePage, other: SourcePage) -> int:
    """Compare as Jekyll does: by day where both have one, else by path."""
    if page.moment and other.moment and page.moment != other.moment:
        return -1 if page.moment < other.moment else 1
    return 1 if page.info.file > other.info.file else -1


def _values(page: SourcePage, values: Mapping[str, object], now: datetime.datetime) -> dict[str, object]:
    file, url = page.info.file, page.info.permalink
    return {
        "slug": slug_of(file, page.values),
        **values,
        "id": url.removesuffix(".html").removesuffix("/"),
        "relative_path": file,
        "collection": page.collection,
        "date": page.moment or now,
        "categories": categories_of(file, page.values),
        "tags": tags_of(page.values),
    }
