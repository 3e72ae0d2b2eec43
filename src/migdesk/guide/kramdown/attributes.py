"""Inline attribute lists: `{: #id .class key="value" name}` (kramdown/parser/kramdown/extensions.rb)."""

from __future__ import annotations

import re
from collections.abc import Mapping

_ID_NAME = r"\w[\w-]*"
_PAIR = rf"({_ID_NAME})=(?:\"((?:\\\}}|\\\"|[^}}\"])*)\"|'((?:\\\}}|\\'|[^}}'])*)')"
_ID_OR_CLASS = r"#[A-Za-z][\w:-]*|\.[^ \t\r\n\f\v.#]+"
PART = re.compile(rf"(?:\A|(?<=[ \t\r\n\f\v]))(?:{_PAIR}|({_ID_NAME})|((?:{_ID_OR_CLASS})+))(?=[ \t\r\n\f\v]|\Z)")
ID_OR_CLASS = re.compile(r"#([A-Za-z][\w:-]*)|\.([^ \t\r\n\f\v.#]+)")
REFERENCES = "\x00references"
"""The key under which an element keeps the bare names of its lists, such as `toc`."""

Definitions = Mapping[str, Mapping[str, str]]


def attribute_list(text: str, definitions: Definitions | None = None) -> dict[str, str]:
    """Return the attributes of a list; a bare name stands for what `{:name: …}` defines, and is kept too."""
    attributes: dict[str, str] = {}
    for key, double, single, name, marks in PART.findall(text):
        if name:
            attributes[REFERENCES] = f"{attributes.get(REFERENCES, '')} {name}".strip()
            add_attributes(attributes, (definitions or {}).get(name, {}))
        elif marks:
            for identifier, class_name in ID_OR_CLASS.findall(marks):
                add_attributes(attributes, {"id": identifier} if identifier else {"class": class_name})
        else:
            attributes[key] = re.sub(r"\\([}\"'])", r"\1", double or single)
    return attributes


def add_attributes(attributes: dict[str, str], more: Mapping[str, str]) -> None:
    """Set attributes; classes add up."""
    for key, value in more.items():
        adds_up = key in ("class", REFERENCES) and key in attributes
        attributes[key] = f"{attributes[key]} {value}" if adds_up else value
