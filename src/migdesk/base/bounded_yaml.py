"""YAML from outside: read only after a look at its events has shown that reading it will come to an end.

A few hundred bytes of YAML can stand for ten thousand million values (names for names for names), lists that hold
themselves, or a number of a million digits; nested deeply enough, the quick reader written in C ends the program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

MOST_DEPTH = 64
MOST_VALUES = 100_000
"""Values in one file, each counted as often as it is named; the largest of ours has some 4,000."""
MOST_DIGITS = 64
MOST_CHARACTERS = 2_000_000

_NUMBER = re.compile(r"[-+.]?[0-9][0-9a-fA-FxXob_:.eE+-]*")
_NUMBER_TAGS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")


class YamlFault(Exception):  # noqa: N818 (a verdict on a text, told by whoever knows its file)
    """What is wrong on which line, counted from 1."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem)
        self.line = line
        self.problem = problem


def load_yaml(text: str) -> Any:
    """Return what a YAML text says. Raises YamlFault for what is no YAML and for what is too much of it."""
    import yaml

    if len(text) > MOST_CHARACTERS:
        raise YamlFault(1, f"the text is longer than {MOST_CHARACTERS:,} characters")
    loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _look_through(text, loader)
        return yaml.load(text, Loader=loader)  # noqa: S506 (a safe loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlFault(mark.line + 1 if mark else 1, error.problem or "not readable") from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise YamlFault(line, "a control character; expected plain text") from error
    except YamlFault:
        raise
    except (
        yaml.YAMLError,
        ValueError,
        TypeError,
        AttributeError,
        LookupError,
        ArithmeticError,
        RecursionError,
    ) as error:
        # A 30 February, or a value that is not what its tag says.
        raise YamlFault(1, str(error) or "not readable") from error


def _look_through(text: str, loader: type) -> None:
    """Raise YamlFault where the text nests too deep, stands for too many values, or holds itself."""
    import yaml

    values_of: dict[str, int] = {}
    open_parts: list[tuple[str | None, int]] = []  # the name of each, and the values counted before it
    total = 0
    events: Iterator[Any] = yaml.parse(text, Loader=loader)
    for event in events:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.CollectionStartEvent):
            if len(open_parts) >= MOST_DEPTH:
                raise YamlFault(line, f"lists are nested more than {MOST_DEPTH} deep")
            open_parts.append((event.anchor, total))
            total += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            name, before = open_parts.pop()
            if name:
                values_of[name] = total - before
        elif isinstance(event, yaml.AliasEvent):
            if any(name == event.anchor for name, _before in open_parts):
                raise YamlFault(line, f"the part named {event.anchor!r} holds itself")
            total += values_of.get(event.anchor or "", 1)
        elif isinstance(event, yaml.ScalarEvent):
            total += 1
            if len(event.value) > MOST_DIGITS and _is_number(event):
                raise YamlFault(line, f"a number of more than {MOST_DIGITS} digits")
        if total > MOST_VALUES:
            raise YamlFault(line, f"more than {MOST_VALUES:,} values")


def _is_number(event: Any) -> bool:
    if event.tag in _NUMBER_TAGS:
        return True
    return bool(event.implicit[0] and _NUMBER.fullmatch(event.value))
