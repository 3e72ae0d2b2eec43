"""What a Jekyll site's `_config.yml` says about which files are pages and where they stand (Jekyll 4.3)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase

import msgspec

from migdesk.guide.kramdown import options as kramdown_options
from migdesk.guide.model import Severity

# Jekyll::Configuration::DEFAULT_EXCLUDES
DEFAULT_EXCLUDES = (
    ".sass-cache",
    ".jekyll-cache",
    "gemfiles",
    "Gemfile",
    "Gemfile.lock",
    "node_modules",
    "vendor/bundle/",
    "vendor/cache/",
    "vendor/gems/",
    "vendor/ruby/",
)
# Jekyll::Configuration::STYLE_TO_PERMALINK
POST_TEMPLATES = {
    "none": "/:categories/:title:output_ext",
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
}
STEPS = "steps"
"""The official guide's own collection, which is read by group."""
MARKDOWN_EXTENSIONS = "markdown,mkdown,mkdn,mkd,md"
HARMLESS_PLUGINS = frozenset(
    ("jekyll-feed", "jekyll-sitemap", "jekyll-seo-tag", "jekyll-github-metadata", "jekyll-paginate", "jemoji")
)
"""Plugins that change no words of a page: what they add is for other programs, or is lists of news."""
# Keys that change what Jekyll makes of the pages, and that are not followed here; each with the only value that is.
NOT_FOLLOWED: Mapping[str, object] = {
    "markdown": "kramdown",
    "data_dir": "_data",
    "includes_dir": "_includes",
    "encoding": "utf-8",
    "paginate": None,
    "remote_theme": None,
}


class Collection(msgspec.Struct, frozen=True):
    """A folder of documents with an underscore; `folder` ends with a slash, `template` is that of their addresses.

    `has_pages` tells whether each is a page of its own, or only to be had by the pages.
    """

    label: str
    folder: str
    template: str
    has_pages: bool = True


class DefaultValues(msgspec.Struct, frozen=True):
    """Front matter for all files whose path fits; `kind` is pages, posts or a collection's name, None for any."""

    path: str
    kind: str | None
    values: Mapping[str, object]

    def fits(self, path: str, kind: str) -> bool:
        """Tell whether these are for the file at `path`."""
        if self.kind is not None and self.kind != kind:
            return False
        wanted = self.path.removeprefix("/").removesuffix("/") if self.path.startswith("/") else self.path
        if "*" in wanted:
            return re.match(_glob(wanted) + r"(?:/|$)", path) is not None
        return path.startswith(wanted)


class SiteConfig(msgspec.Struct, frozen=True, kw_only=True):
    """The part of a site's configuration that decides on its pages."""

    include: tuple[str, ...]
    exclude: tuple[str, ...]
    markdown_suffixes: tuple[str, ...]
    permalink: str
    collections: tuple[Collection, ...]
    collections_folder: str
    defaults: tuple[DefaultValues, ...]
    zone: datetime.tzinfo = datetime.UTC
    shows_future: bool = False

    def is_markdown(self, name: str) -> bool:
        """Tell whether a file is Markdown by its suffix, whatever the case."""
        return name.lower().endswith(self.markdown_suffixes)

    def default_values(self, path: str, kind: str) -> dict[str, object]:
        """Return the front matter that a file has where it says nothing else: the most exact path counts most."""
        fitting = [default for default in self.defaults if default.fits(path, kind)]
        values: dict[str, object] = {}
        for default in sorted(fitting, key=lambda default: (len(default.path.strip("/")), default.kind is not None)):
            values.update(default.values)
        return values

    def suffix_of_address(self) -> str:
        """Return what a page's or a document's address ends with, by the site's style of permalinks."""
        if self.permalink == "pretty" or self.permalink.endswith("/"):
            return "/"
        if self.permalink in ("date", "ordinal", "none") or self.permalink.endswith(":output_ext"):
            return ":output_ext"
        return ""


def site_config(config: Mapping[str, object]) -> SiteConfig:
    """Read what matters off a configuration; what is of the wrong type counts as not there."""
    permalink = str(config.get("permalink") or "date")
    suffixes = str(config.get("markdown_ext") or MARKDOWN_EXTENSIONS)
    folder = str(config.get("collections_dir") or "").strip("/")
    without = SiteConfig(
        include=_texts(config.get("include"), (".htaccess",)),
        exclude=(*_texts(config.get("exclude"), ()), *DEFAULT_EXCLUDES),
        markdown_suffixes=tuple(f".{word.strip().lower()}" for word in suffixes.split(",") if word.strip()),
        permalink=permalink,
        collections=(),
        collections_folder=f"{folder}/" if folder else "",
        defaults=tuple(_defaults(config.get("defaults"))),
        zone=_zone(config.get("timezone")) or datetime.UTC,
        shows_future=config.get("future") is True,
    )
    return msgspec.structs.replace(without, collections=tuple(_collections(config.get("collections"), without)))


def _zone(written: object) -> datetime.tzinfo | None:
    """Return the time zone of a site, None for one that is not known here. Without one a page is read by UTC."""
    if written is None:
        return datetime.UTC
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(str(written))
    except (ValueError, OSError, LookupError):
        return None


def _collections(written: object, config: SiteConfig) -> Iterator[Collection]:
    named = written if isinstance(written, dict) else {}
    named = {str(label): None for label in written} if isinstance(written, list) else named
    for label, metadata in named.items():
        metadata = metadata if isinstance(metadata, dict) else {}
        label = re.sub(r"[^a-zA-Z0-9_\-.]", "", str(label))
        has_pages = metadata.get("output") is True
        if label != "posts" and (has_pages or label != STEPS):
            template = metadata.get("permalink") or f"/:collection/:path{config.suffix_of_address()}"
            folder = f"{config.collections_folder}_{label}/"
            yield Collection(label, folder, _template_of_style(str(template)), has_pages)
    posts = named.get("posts")
    own = posts.get("permalink") if isinstance(posts, dict) else None
    template = str(own or config.permalink)
    yield Collection("posts", f"{config.collections_folder}_posts/", POST_TEMPLATES.get(template, template))


def _template_of_style(template: str) -> str:
    """A collection may name a style instead of a template."""
    ending = {"pretty": "/", "date": ":output_ext", "ordinal": ":output_ext", "none": ":output_ext"}.get(template)
    return template if ending is None else f"/:collection/:path{ending}"


def _defaults(written: object) -> Iterator[DefaultValues]:
    for entry in written if isinstance(written, list) else ():
        values = entry.get("values") if isinstance(entry, dict) else None
        if isinstance(values, dict):
            scope = entry.get("scope")
            scope = scope if isinstance(scope, dict) else {}
            kind = str(scope["type"]) if scope.get("type") is not None else None
            kind = {"page": "pages", "post": "posts"}.get(kind or "", kind)
            yield DefaultValues(str(scope.get("path") or ""), kind, {str(key): value for key, value in values.items()})


def not_followed(config: Mapping[str, object]) -> Iterator[tuple[str, str, Severity]]:
    """Yield each key that asks for what is not done here, with what that is, and how much it matters."""
    for key, followed in NOT_FOLLOWED.items():
        value = config.get(key)
        if value is not None and value != followed and str(value).lower() not in (str(followed), "gfm"):
            yield key, f"the site asks for {key}: {str(value)[:60]}, which this program does not follow", "fault"
    if _zone(config.get("timezone")) is None:
        yield (
            "timezone",
            "this time zone is not known here, and times of day are those of UTC",
            "remark",
        )
    for option in kramdown_options.not_followed(kramdown_of(config)):
        yield "kramdown", f"the site sets kramdown's option {option}, which this program does not follow", "fault"
    for key in ("plugins", "gems"):
        plugins = [name for name in _texts(config.get(key), ()) if name not in HARMLESS_PLUGINS]
        if plugins:
            named = ", ".join(plugins)[:200]
            yield key, f"this program has no plugins: pages that need {named} may read otherwise", "remark"


def kramdown_of(config: Mapping[str, object]) -> Mapping[str, object]:
    """Return the options that a site gives to kramdown."""
    written = config.get("kramdown")
    return {str(key): value for key, value in written.items()} if isinstance(written, dict) else {}


def _texts(value: object, otherwise: tuple[str, ...]) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(str(item) for item in value if item is not None) if isinstance(value, list) else otherwise


def fits_any(patterns: tuple[str, ...], path: str, *, is_folder: bool) -> bool:
    """Tell whether a path fits one of the patterns as Jekyll's EntryFilter takes them: as a glob, or as a beginning."""
    for pattern in patterns:
        wanted = pattern.strip().removeprefix("./").removeprefix("/")
        if wanted and (
            fnmatchcase(path, wanted) or path.startswith(wanted) or (is_folder and wanted.removesuffix("/") == path)
        ):
            return True
    return False


def _glob(pattern: str) -> str:
    """Return a Ruby `Dir.glob` pattern as a regular expression."""
    parts = re.split(r"(\*\*/|\*)", pattern)
    return "".join({"**/": "(?:[^/]+/)*", "*": "[^/]*"}.get(part, re.escape(part)) for part in parts)
