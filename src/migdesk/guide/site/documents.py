"""What Jekyll knows of a document by its front matter and its file's name: its day, its slug, categories and tags."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from pathlib import PurePosixPath

POSTS = "_posts/"
POST_NAME = re.compile(r"(?:.*/)?(\d{2,4})-(\d{1,2})-(\d{1,2})-([^/]*)\.[^.]+")
MOMENT = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?[^+-]{0,20}(?:([+-])(\d{2}):?(\d{2}))?)?.*",
    re.DOTALL,
)


def moment_of(name: str, values: Mapping[str, object], zone: datetime.tzinfo) -> datetime.datetime | None:
    """Return when a document is of, by the site's clock: its front matter's date, else that of its file's name."""
    found = _moment(values.get("date"), zone)
    post = POST_NAME.fullmatch(name)
    if found is None and post:
        found = _moment("-".join((post[1].rjust(4, "0"), post[2], post[3])), zone)
    return found


def _moment(value: object, zone: datetime.tzinfo) -> datetime.datetime | None:
    try:
        if isinstance(value, datetime.datetime):
            return value.astimezone(zone) if value.tzinfo else value.replace(tzinfo=zone)
        if isinstance(value, datetime.date):
            return datetime.datetime(value.year, value.month, value.day, tzinfo=zone)
        found = MOMENT.fullmatch(str(value or "")[:100])
        if found is None:
            return None
        year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
        if not found[7]:
            return datetime.datetime(year, month, day, hour, minute, second, tzinfo=zone)
        ahead = datetime.timedelta(hours=int(found[8]), minutes=int(found[9])) * (-1 if found[7] == "-" else 1)
        written = datetime.datetime(year, month, day, hour, minute, second, tzinfo=datetime.timezone(ahead))
        return written.astimezone(zone)
    except (ValueError, OverflowError):  # no such day, or the year is at an end of what there is
        return None


def slug_of(name: str, values: Mapping[str, object]) -> str:
    """Return what a document is called in its address: its front matter's slug, else its file's name without a date."""
    post = POST_NAME.fullmatch(name)
    return str(values.get("slug") or (post[4] if post else PurePosixPath(name).stem)).rstrip(".")


def title_of(name: str) -> str:
    """Return the title of a document that has none of its own (Jekyll::Utils.titleize_slug)."""
    return " ".join(word.capitalize() for word in slug_of(name, {}).split("-"))


def categories_of(name: str, values: Mapping[str, object]) -> list[str]:
    """Return the categories of a document: the folders that its `_posts` lies in, then those it names."""
    above, found, _inside = name.partition(f"/{POSTS}")
    written = [*_words(values.get("categories")), *_one_or_many(values, "category", "categories")]
    return list(dict.fromkeys([*(above.split("/") if found else ()), *map(str, written)]))


def tags_of(values: Mapping[str, object]) -> list[object]:
    """Return the tags of a document."""
    return _one_or_many(values, "tag", "tags")


def _one_or_many(values: Mapping[str, object], singular: str, plural: str) -> list[object]:
    single = values.get(singular)
    if single:
        return list(single) if isinstance(single, list) else [single]
    return _words(values.get(plural))


def _words(value: object) -> list[object]:
    if isinstance(value, str):
        return list(value.split())
    return [item for item in value if item is not None] if isinstance(value, list) else []
