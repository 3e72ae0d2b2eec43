"""What of a page's HTML is let through: structure, ids, our own classes, and links. Nothing that runs or loads.

The guide's folder may come from anywhere, so its HTML is taken as hostile. Images are shown only from the guide's own
folder; a link may lead out, but only by web, mail or telephone, and the screen asks before it follows.
"""

from __future__ import annotations

import re

from migdesk.guide.kramdown.html import TASK_BOX
from migdesk.guide.names import names

TAGS = names(
    "a abbr b blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i "
    "img ins kbd li mark ol p pre q s samp section small span strong sub summary sup table tbody td tfoot th thead "
    "tr u ul var"
)
# The text inside goes with the tag.
REMOVED_WITH_TEXT = names(
    "script style template iframe object embed noscript svg math form textarea select option button title"
)
CLASSES = names(
    "action-link align-center align-left align-right button carecard carecard-body carecard-heading inset "
    "not-shown promo promos secondary since since-body since-heading step step-body step-subtitle steps"
)
CLASSED_TAGS = ("div", "p", "ol", "ul", "li", "td", "th", "span", "details", "summary", "h3")
ATTRIBUTES = {
    "*": {"id", "lang", "dir"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "img": {"src", "alt", "width", "height"},
    "div": {"role", "aria-label"},
    "details": {"open"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
LOCAL_PATH = re.compile(r"(?![a-zA-Z][\w+.-]*:|[/\\]{2})[^\\]*")
NAMED = re.compile(r"""(<a\b[^<>]*?)\sname\s*=\s*("[^"<>]*"|'[^'<>]*'|[^\s"'<>]+)([^<>]*>)""", re.IGNORECASE)
ID = re.compile(r"\sid\s*=", re.IGNORECASE)
CHECKBOX = re.compile(r"""<input\b[^<>]*?\stype\s*=\s*["']?checkbox\b[^<>]*>""", re.IGNORECASE)
CHECKED = re.compile(r"\schecked\b", re.IGNORECASE)
REMOTE_PICTURE = re.compile(r"""<img\b[^<>]*?\ssrc\s*=\s*["']?((?:https?:)?//[^\s"'<>]+)""", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x20]+")
ALLOWED_ROLES = frozenset({"note"})


def sanitise(html: str) -> str:
    """Return `html` with only what this module lets through; comments go, what is left open is closed."""
    import nh3

    return nh3.clean(
        _as_ids(_boxes_as_signs(html)),
        tags=set(TAGS),
        clean_content_tags=set(REMOVED_WITH_TEXT),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=_attribute,
        allowed_classes={tag: set(CLASSES) for tag in CLASSED_TAGS},
        url_schemes=set(SCHEMES),
        strip_comments=True,
        link_rel=None,
    )


def remote_pictures(html: str) -> tuple[str, ...]:
    """Return the addresses of pictures that are on the web, which `sanitise` takes off."""
    return tuple(dict.fromkeys(found[1] for found in REMOTE_PICTURE.finditer(html)))


def _as_ids(html: str) -> str:
    """Write `<a name="x">` as `<a id="x">`: to a link they are the same, and one spelling is enough for the rest."""
    return NAMED.sub(lambda tag: tag[0] if ID.search(tag[0]) else f"{tag[1]} id={tag[2]}{tag[3]}", html)


def _boxes_as_signs(html: str) -> str:
    """Write a box to tick as the sign that a list of tasks has, so that done and to do are told apart."""
    return CHECKBOX.sub(_as_sign, html)


def _as_sign(tag: re.Match[str]) -> str:
    sign = "☑" if CHECKED.search(tag[0]) else "☐"
    return f"{sign} " if TASK_BOX in tag[0] else sign  # in a list of tasks, the blank behind it has gone


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Return the attribute's value as it may stand, None if it may not."""
    if name in ("src", "href"):
        plain = CONTROL.sub("", value)
        if plain.startswith(("\\", "//", "/\\")):
            return None  # a file share, or an address without its scheme
        if name == "src":
            return value if LOCAL_PATH.fullmatch(plain) and ".." not in plain.split("/") else None
    if name == "role":
        return value if value in ALLOWED_ROLES else None
    return value
