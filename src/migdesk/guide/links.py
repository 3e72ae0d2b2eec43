"""Where a link on a page leads, forgiving what a reader would not notice: base path, trailing slash, `.html`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable

from migdesk.guide.model import Target

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
OUTSIDE = ("http:", "https:", "mailto:", "tel:")


class LinkMap:
    """The addresses of a guide's pages; `url` and `baseurl` are the site's own, from its configuration."""

    def __init__(self, permalinks: Iterable[str], baseurl: str = "", url: str = "") -> None:
        self._permalinks = set(permalinks)
        self._by_plain_path = {plain_path(permalink): permalink for permalink in self._permalinks}
        self._baseurl = baseurl.rstrip("/")
        self._site = url.rstrip("/")

    def resolve(self, href: str, from_permalink: str) -> Target:
        """Return where `href`, written on the page `from_permalink`, leads."""
        address = href.strip()
        inside = self._path_on_site(address)
        if inside is None:
            kind = "outside" if address.lower().startswith(OUTSIDE) or address.startswith("//") else "missing"
            return Target(kind, address=address)  # type: ignore[arg-type]
        path, _hash, anchor = inside.partition("#")
        return self._target(_absolute(path.partition("?")[0], from_permalink), _unquoted(anchor), address)

    def permalink(self, path: str) -> str | None:
        """Return the permalink of the page that `path` means, None if there is none."""
        if path in self._permalinks:
            return path
        return self._by_plain_path.get(plain_path(path))

    def is_on_this_site(self, href: str, from_permalink: str) -> bool:
        """Tell whether a link needs no base path of another copy of the site to be taken off, as `resolve` does."""
        inside = self._path_on_site(href.strip())
        if inside is None or SCHEME.match(href.strip()):
            return True
        return self.permalink(_absolute(inside.partition("#")[0].partition("?")[0], from_permalink)) is not None

    def is_exact(self, href: str, from_permalink: str) -> bool:
        """Tell whether the web site has a file at the link's very address (`/a/` needs a redirect to `/a`)."""
        target = self.resolve(href, from_permalink)
        path = (self._path_on_site(href.strip()) or "").partition("#")[0].partition("?")[0]
        if target.kind != "page" or not path:
            return True
        absolute = path if path.startswith("/") else posixpath.join(posixpath.dirname(from_permalink), path)
        if target.permalink.endswith("/"):
            return absolute.endswith(("/", "/index.html")) or absolute in ("", ".")
        return not absolute.endswith("/")

    def _path_on_site(self, address: str) -> str | None:
        """Return the address without the site's own prefix; None for one that leads elsewhere."""
        path = address
        if self._site and (address == self._site or address.startswith((self._site + "/", self._site + "#"))):
            path = address[len(self._site) :] or "/"
        if SCHEME.match(path) or path.startswith(("//", "\\")):
            return None
        # Jekyll 4 puts the base path in front of one that is there already.
        while self._baseurl and (path == self._baseurl or path.startswith((self._baseurl + "/", self._baseurl + "#"))):
            path = path[len(self._baseurl) :] or "/"
        return path

    def _target(self, path: str, anchor: str, address: str) -> Target:
        permalink = self.permalink(path)
        if permalink is None and path.count("/") > 1:
            # The base path of another copy of the site (live, staging), written out by hand.
            permalink = self.permalink("/" + path.lstrip("/").partition("/")[2])
        if permalink is None:
            return Target("missing", permalink=path, anchor=anchor, address=address)
        return Target("page", permalink=permalink, anchor=anchor, address=address)


def _absolute(path: str, from_permalink: str) -> str:
    """Return the path from the site's root that `path`, written on the page `from_permalink`, stands for."""
    if not path:
        return from_permalink
    absolute = path if path.startswith("/") else posixpath.join(posixpath.dirname(from_permalink), path)
    trailing = "/" if path.endswith("/") and absolute != "/" else ""
    return posixpath.normpath(_unquoted(absolute)).replace("//", "/") + trailing


def _unquoted(text: str) -> str:
    if "%" not in text:
        return text
    from urllib.parse import unquote

    return unquote(text)


def plain_path(address: str) -> str:
    """Return a path without the ways of writing that do not matter: `/guide/`, `/guide.html` and `/guide` are one."""
    path = address.partition("#")[0].partition("?")[0]
    path = path.removesuffix("/").removesuffix(".html").removesuffix("/index")
    return path.rstrip("/") or "/"
