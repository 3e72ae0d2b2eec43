"""Which files of a folder Jekyll publishes as pages, and at which address (its EntryFilter, Page, Document, URL)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

import msgspec

from migdesk.guide.files import HTML_SUFFIXES
from migdesk.guide.site.config import Collection, SiteConfig, fits_any
from migdesk.guide.site.documents import POST_NAME, POSTS, categories_of, moment_of, slug_of

SPECIAL = ("_", ".", "#", "~")
PLACEHOLDER = re.compile(r":([a-z_]+)")
NOT_IN_SLUG = re.compile(r"[^\w]+")
NOT_IN_TITLE = re.compile(r"[^\w._~!$&'()+,;=@]+")


class SiteFile(msgspec.Struct, frozen=True):
    """A file that may be a page; `collection` is that which it belongs to, None for a page of its own."""

    name: str
    collection: Collection | None = None

    @property
    def kind(self) -> str:
        """What `defaults` call it."""
        return self.collection.label if self.collection else "pages"


def site_files(names: Iterable[str], config: SiteConfig) -> Iterator[SiteFile]:
    """Yield the files that Jekyll would publish, if they have front matter, of all that are there."""
    for name in names:
        if not (config.is_markdown(name) or name.lower().endswith(HTML_SUFFIXES)):
            continue
        collection = next((collection for collection in config.collections if name.startswith(collection.folder)), None)
        if collection is None:
            collection = _posts_of_folder(name, config)
        if collection is None:
            if _is_published(name, config):
                yield SiteFile(name)
        elif _is_in_collection(name, collection, config):
            yield SiteFile(name, collection)


def published_files(names: Iterable[str], config: SiteConfig) -> Iterator[tuple[str, str | None]]:
    """Yield the files that Jekyll would publish as they stand, each with the name of the collection that it lies in."""
    for name in names:
        collection = next((collection for collection in config.collections if name.startswith(collection.folder)), None)
        if collection is None:
            if _is_published(name, config):
                yield name, None
        elif collection.label != "posts" and _is_in_collection(name, collection, config):
            yield name, collection.label


def _posts_of_folder(name: str, config: SiteConfig) -> Collection | None:
    """Return the posts as a collection in the folder of this file, if it lies in a `_posts` of a folder with pages."""
    above, found, _inside = name.partition(f"/{POSTS}")
    if not found or config.collections_folder or not _is_published(f"{above}/page.md", config):
        return None
    posts = next(collection for collection in config.collections if collection.label == "posts")
    return msgspec.structs.replace(posts, folder=f"{above}/{POSTS}")


def _is_published(name: str, config: SiteConfig) -> bool:
    parts = name.split("/")
    for length in range(1, len(parts) + 1):
        path, entry, is_folder = "/".join(parts[:length]), parts[length - 1], length < len(parts)
        included = fits_any(config.include, entry, is_folder=is_folder)
        excluded = fits_any(_less(config.exclude, config.include), path, is_folder=is_folder)
        if (excluded and not included) or (not included and (entry.startswith(SPECIAL) or entry.endswith("~"))):
            # A single file may be included by its whole path from anywhere.
            return name in {pattern.strip().removeprefix("/") for pattern in config.include}
    return True


def _is_in_collection(name: str, collection: Collection, config: SiteConfig) -> bool:
    if collection.label == "posts" and not POST_NAME.fullmatch(name):
        return False
    inside = name.removeprefix(collection.folder)
    base = inside.rpartition("/")[2]
    included = fits_any(config.include, inside, is_folder=False) or fits_any(config.include, base, is_folder=False)
    excluded = fits_any(_less(config.exclude, config.include), name, is_folder=False)
    return included or not (excluded or inside.startswith(SPECIAL) or base.startswith(SPECIAL) or base.endswith("~"))


def _less(patterns: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(pattern for pattern in patterns if pattern not in others)


def address_of(file: SiteFile, values: Mapping[str, object], config: SiteConfig) -> str:
    """Return where Jekyll puts a page: by its own permalink, else by the style of the site or of its collection.

    Raises ValueError for a template with a placeholder that nothing is known for, naming it.
    """
    written = str(values.get("permalink") or "")
    if file.collection is None:
        path = PurePosixPath(file.name)
        folder, stem = str(path.parent).removeprefix("."), path.stem.rstrip(".")
        extension = ".html" if config.is_markdown(file.name) else path.suffix
        known: dict[str, object] = {"path": folder, "basename": stem, "output_ext": extension}
        template = written or ("/:path/" if stem == "index" else f"/:path/:basename{config.suffix_of_address()}")
    else:
        known = _of_document(file, file.collection, values, config)
        template = written or file.collection.template
    return _tidy(_filled(template, known))


def _of_document(
    file: SiteFile, collection: Collection, values: Mapping[str, object], config: SiteConfig
) -> dict[str, object]:
    inside = PurePosixPath(file.name.removeprefix(collection.folder))
    stem = inside.stem.rstrip(".")
    slug = values.get("slug")
    if collection.label == "posts":
        stem = slug_of(file.name, {})
    known: dict[str, object] = {
        "collection": collection.label,
        "path": str(inside.with_suffix("")),
        "output_ext": ".html" if config.is_markdown(file.name) else inside.suffix,
        "name": _slug(stem),
        "slug": _slug(str(slug or stem)),
        "title": NOT_IN_TITLE.sub("-", str(slug or stem)).strip("-"),
        "categories": "/".join(word.lower() for word in categories_of(file.name, values)),
    }
    return known | _of_date(moment_of(file.name, values, config.zone))


def _of_date(moment: datetime.datetime | None) -> dict[str, object]:
    if moment is None:
        return {}
    forms = {"year": "%Y", "month": "%m", "day": "%d", "short_month": "%b", "long_month": "%B", "short_year": "%y"}
    forms |= {"y_day": "%j", "week": "%V", "w_year": "%G", "w_day": "%u", "short_day": "%a", "long_day": "%A"}
    forms |= {"hour": "%H", "minute": "%M", "second": "%S"}
    known: dict[str, object] = {name: moment.strftime(form) for name, form in forms.items()}
    return {**known, "i_day": str(moment.day), "i_month": str(moment.month)}


def _filled(template: str, known: Mapping[str, object]) -> str:
    def fill(placeholder: re.Match[str]) -> str:
        name = placeholder[1]
        for key in (name, name.removesuffix("_")):
            if key in known:
                return str(known[key]) + name[len(key) :]
        raise ValueError(f"nothing is known for :{name} in the permalink {template}")

    return PLACEHOLDER.sub(fill, template)


def _tidy(address: str) -> str:
    """Return an address as Jekyll's URL cleans it: from the root, without steps up and doubled slashes."""
    return re.sub(r"/{2,}", "/", f"/{address}".replace("..", "/").replace("./", ""))


def _slug(text: str) -> str:
    return NOT_IN_SLUG.sub("-", text.replace("_", "-")).strip("-").lower()
