"""The filters of Jekyll 4 that Liquid itself does not have, or has otherwise (Jekyll::Filters)."""

from __future__ import annotations

import datetime
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import quote, quote_plus

from liquid.builtin.expressions import BooleanExpression, FilteredExpression, tokenize
from liquid.builtin.filters.misc import _to_date
from liquid.context import RenderContext
from liquid.exceptions import FilterArgumentError
from liquid.filter import with_context
from liquid.stream import TokenStream
from liquid.token import TOKEN_EXPRESSION, Token

from migdesk.guide.liquid.faults import text_of_value

FLOAT_LIKE = re.compile(r"\s*-?(?:\d+\.?\d*|\.\d+)\s*")
INTEGER_LIKE = re.compile(r"\s*-?\d{1,64}\s*")
SLUG_MODES: Mapping[str, str] = {
    "raw": r"\s+",
    "default": r"[^\w]|_",
    "pretty": r"[^\w._~!$&'()+,;=@]|(?!)",
    "ascii": r"[^A-Za-z0-9]",
    "latin": r"[^\w]|_",
}
CJK = "\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"


def slugify(value: object, mode: object = "default") -> str:
    """Return a text as a part of an address (Jekyll::Utils.slugify)."""
    text, name = text_of_value(value), text_of_value(mode) or "default"
    if name not in SLUG_MODES:
        return text.lower()
    if name == "latin":
        text = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return re.sub(rf"(?:{SLUG_MODES[name]})+", "-", text).strip("-").lower()


def xml_escape(value: object) -> str:
    """Return a text that may stand in XML and in an attribute."""
    text = text_of_value(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")


def normalize_whitespace(value: object) -> str:
    """Return a text with single blanks only."""
    return re.sub(r"\s+", " ", text_of_value(value)).strip()


def number_of_words(value: object, mode: object = "") -> int:
    """Count the words of a text; with `cjk` or `auto` each Chinese, Japanese and Korean sign is one."""
    text = text_of_value(value)
    signs = len(re.findall(f"[{CJK}]", text)) if mode in ("cjk", "auto") else 0
    return signs + len(re.findall(rf"[^{CJK}\s]+", text)) if signs or mode == "cjk" else len(text.split())


def array_to_sentence_string(value: object, connector: object = "and") -> str:
    """Return a list as words: one, two and three."""
    words = [text_of_value(item) for item in _items(value)]
    if len(words) <= 2:
        return f" {connector} ".join(words)
    return f"{', '.join(words[:-1])}, {connector} {words[-1]}"


def jsonify(value: object) -> str:
    """Return a value as JSON."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"), default=str)


def to_integer(value: object) -> int:
    """Return a value as a whole number, 0 where it is none."""
    if isinstance(value, bool):
        return int(value)
    found = re.match(r"\s*[-+]?\d{1,64}", str(value))
    return int(found[0]) if found else 0


def where(value: object, key: object, target: object = None) -> object:
    """Return the items whose value under `key` is, or holds, `target`."""
    if not key or isinstance(target, (list, dict)) or not isinstance(value, (list, tuple, dict)):
        return value
    return [item for item in _items(value) if _is_target(_property(item, key), target)]


def find(value: object, key: object, target: object = None) -> object:
    """Return the first item of `where`."""
    found = where(value, key, target)
    return next(iter(found), None) if isinstance(found, list) and found is not value else None


@with_context
def where_exp(value: object, name: object, expression: object, *, context: RenderContext) -> object:
    """Return the items, each called `name`, for which a condition holds."""
    if not isinstance(value, (list, tuple, dict)):
        return value
    return list(_fitting(_items(value), str(name), str(expression), context))


@with_context
def find_exp(value: object, name: object, expression: object, *, context: RenderContext) -> object:
    """Return the first item of `where_exp`."""
    return next(iter(_fitting(_items(value), str(name), str(expression), context)), None)


def group_by(value: object, key: object) -> object:
    """Return groups of the items with the same value under `key`, in the order of their first."""
    if not isinstance(value, (list, tuple)):
        return value
    return _grouped((text_of_value(_property(item, key)), item) for item in value)


@with_context
def group_by_exp(value: object, name: object, expression: object, *, context: RenderContext) -> object:
    """Return groups of the items, each called `name`, for which an expression gives the same."""
    if not isinstance(value, (list, tuple)):
        return value
    parsed = FilteredExpression.parse(context.env, _stream(str(expression)))
    return _grouped((text_of_value(_evaluated(parsed, str(name), item, context)), item) for item in value)


def sort(value: object, key: object = None, nils: object = "first") -> object:
    """Return the items in order, those without a value under `key` first or last."""
    items = _items(value)
    if key is None:
        return sorted(items, key=_order)
    if nils not in ("first", "last"):
        raise FilterArgumentError(f"'{nils}' is no order for what is missing: it must be 'first' or 'last'", token=None)
    with_value = [item for item in items if _property(item, key) is not None]
    without = [item for item in items if _property(item, key) is None]
    in_order = sorted(with_value, key=lambda item: _order(_property(item, key)))
    return without + in_order if nils == "first" else in_order + without


def date_to_string(value: object, kind: object = None, style: object = None) -> object:
    """Return a date such as 07 Nov 2008; with `ordinal` 7th Nov 2008, and with `US` Nov 7th, 2008."""
    return _date_in_words(value, "%b", kind, style)


def date_to_long_string(value: object, kind: object = None, style: object = None) -> object:
    """Return a date such as 07 November 2008, with the same variations."""
    return _date_in_words(value, "%B", kind, style)


def date_to_xmlschema(value: object) -> object:
    """Return a date such as 2008-11-07T13:07:54+00:00."""
    time = _time(value)
    return value if time is None else time.isoformat(timespec="seconds")


def date_to_rfc822(value: object) -> object:
    """Return a date such as Mon, 07 Nov 2008 13:07:54 +0000."""
    time = _time(value)
    return value if time is None else time.strftime("%a, %d %b %Y %H:%M:%S %z")


def _pushed(value: object, item: object) -> object:
    return [*value, item] if isinstance(value, (list, tuple)) else value


def _put_first(value: object, item: object) -> object:
    return [item, *value] if isinstance(value, (list, tuple)) else value


def _without_last(value: object, number: object = 1) -> object:
    return list(value[: max(0, len(value) - to_integer(number))]) if isinstance(value, (list, tuple)) else value


def _without_first(value: object, number: object = 1) -> object:
    return list(value[to_integer(number) :]) if isinstance(value, (list, tuple)) else value


FILTERS: Mapping[str, Callable[..., object]] = {
    "slugify": slugify,
    "xml_escape": xml_escape,
    "cgi_escape": lambda value: quote_plus(text_of_value(value)),
    "uri_escape": lambda value: quote(text_of_value(value), safe="/:?#[]@!$&'()*+,;=~"),
    "normalize_whitespace": normalize_whitespace,
    "number_of_words": number_of_words,
    "array_to_sentence_string": array_to_sentence_string,
    "jsonify": jsonify,
    "to_integer": to_integer,
    "where": where,
    "find": find,
    "where_exp": where_exp,
    "find_exp": find_exp,
    "group_by": group_by,
    "group_by_exp": group_by_exp,
    "sort": sort,
    "push": _pushed,
    "unshift": _put_first,
    "pop": _without_last,
    "shift": _without_first,
    "date_to_string": date_to_string,
    "date_to_long_string": date_to_long_string,
    "date_to_xmlschema": date_to_xmlschema,
    "date_to_rfc822": date_to_rfc822,
    "strip_index": lambda value: re.sub(r"(?<=/)index\.html?$", "", text_of_value(value)),
}


def _items(value: object) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return list(value) if isinstance(value, (list, tuple, range)) else []


def _property(item: object, key: object) -> object:
    found: object = item
    for name in str(key).split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    return found


def _is_target(found: object, target: object) -> bool:
    if target is None or type(target).__name__ == "Undefined":
        return found is None
    wanted = text_of_value(target)
    if isinstance(found, str):
        return found == wanted
    return any(_as_ruby(part) == _as_ruby(target) for part in (found if isinstance(found, list) else [found]))


def _as_ruby(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else text_of_value(value)


def _order(value: object) -> tuple[int, float, str]:
    """Sort numbers among themselves, also those written as text, and before any text."""
    text = _as_ruby(value)
    if FLOAT_LIKE.fullmatch(text) and len(text) < 300:
        return (0, float(text), "")
    return (1, 0.0, text)


def _grouped(pairs: Iterable[tuple[str, object]]) -> list[dict[str, object]]:
    groups: dict[str, list[object]] = {}
    for name, item in pairs:
        groups.setdefault(name, []).append(item)
    return [{"name": name, "items": items, "size": len(items)} for name, items in groups.items()]


def _fitting(items: list[Any], name: str, expression: str, context: RenderContext) -> Iterable[object]:
    parsed = BooleanExpression.parse(context.env, _stream(expression))
    return (item for item in items if _evaluated(parsed, name, item, context))


def _stream(expression: str) -> TokenStream:
    return TokenStream(tokenize(expression, Token(TOKEN_EXPRESSION, expression, 0, expression)))


def _evaluated(expression: Any, name: str, item: object, context: RenderContext) -> object:
    with context.extend({name: item}):
        return expression.evaluate(context)


def _plain(value: object, depth: int = 0) -> object:
    if depth > 60:
        return None
    if isinstance(value, Mapping):
        return {text_of_value(key): _plain(item, depth + 1) for key, item in value.items()}
    if isinstance(value, (list, tuple, range)):
        return [_plain(item, depth + 1) for item in value]
    return None if type(value).__name__ == "Undefined" else value


def _time(value: object) -> datetime.datetime | None:
    """Return a moment; one without a zone is UTC, as a page should not read otherwise on another computer."""
    if not text_of_value(value):
        return None
    found = datetime.datetime.now(datetime.UTC) if value in ("now", "today") else _to_date(value)
    if found is None:
        raise FilterArgumentError(f"{text_of_value(value)[:40]!r} is no date", token=None)
    return found if found.tzinfo else found.replace(tzinfo=datetime.UTC)


def _date_in_words(value: object, month: str, kind: object, style: object) -> object:
    time = _time(value)
    if time is None:
        return value
    if kind != "ordinal":
        return time.strftime(f"%d {month} %Y")
    ending = "th" if 11 <= time.day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(time.day % 10, "th")
    return time.strftime(f"{month} {time.day}{ending}, %Y" if style == "US" else f"{time.day}{ending} {month} %Y")
