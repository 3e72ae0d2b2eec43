"""YAML files read into typed values, where every fault names its file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from migdesk.base.assets import content_folder
from migdesk.base.bounded_yaml import MOST_CHARACTERS, YamlFault, load_yaml
from migdesk.base.errors import DataFault
from migdesk.base.regular_file import NotReadable, read_regular

DATA_FOLDER = Path("_data") / "migdesk"
"""Where a guide keeps its checklist."""

Value = TypeVar("Value")
_STEP = re.compile(r"\[(\d+|\.\.\.)\]|\.([\w-]+)")
_UNKNOWN_FIELD = re.compile(r"unknown field `([^`]+)`")


class LocatedFile:
    """One YAML file: its value, and the line of any place in it."""

    def __init__(self, path: Path, name: str) -> None:
        """Read `path`, called `name` in messages. Raises DataFault where it is no YAML or cannot be read."""
        self.name = name
        # What a guide brings may link to nothing outside its folder; the program's own may be installed as links.
        home = path.parents[name.count("/")]
        try:
            content = read_regular(path, MOST_CHARACTERS, None if home == content_folder() else home)
            self._text = content.decode("utf-8")
            self.value: Any = load_yaml(self._text)
        except NotReadable as error:
            raise DataFault(name, 1, f"the file {error}") from error
        except UnicodeDecodeError as error:
            raise DataFault(name, 1, "the file is not UTF-8 text") from error
        except YamlFault as fault:
            raise DataFault(name, fault.line, f"not readable as YAML: {fault.problem}") from fault

    def read(self, kind: type[Value], part: Sequence[str | int] = ()) -> Value:
        """Return the file's value (or the part at a path) as `kind`. Raises DataFault: line, fault, expectation."""
        value = self.value
        for step in part:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                raise self.fault(part, f"expected {step!r} here") from None
        try:
            return msgspec.convert(value, kind)
        except msgspec.ValidationError as error:
            message, _, path = str(error).partition(" - at `$")
            steps = [*part, *_path_steps(path.rstrip("`")), *_UNKNOWN_FIELD.findall(message)]
            raise self.fault(steps, _plain(message)) from error

    def fault(self, path: Sequence[str | int], message: str) -> DataFault:
        """Return a DataFault at the line of the value at `path`."""
        return DataFault(self.name, self._line_of(path), message)

    def texts(self) -> Iterator[tuple[str, int, str]]:
        """Yield every single value as text, with the key that it stands under and its line."""
        import yaml

        waiting: list[tuple[str, Any]] = [("", self._root)]
        seen: set[int] = set()  # a file may name one part in many places, even inside itself
        while waiting:
            key, node = waiting.pop()
            if id(node) in seen or node is None:
                continue
            seen.add(id(node))
            if isinstance(node, yaml.ScalarNode):
                yield key, node.start_mark.line + 1, node.value
            elif isinstance(node, yaml.SequenceNode):
                waiting += [(key, part) for part in node.value]
            else:
                waiting += [(str(name.value), part) for name, part in node.value]

    @cached_property
    def _root(self) -> Any:
        """The file's nodes with their lines; the first fault in a file pays for this second reading."""
        import yaml

        return yaml.compose(self._text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))

    def _line_of(self, path: Sequence[str | int]) -> int:
        """Follow `path` through the file's nodes as far as it goes."""
        import yaml

        node = self._root
        if node is None:
            return 1
        line = node.start_mark.line
        for step in path:
            if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
            elif isinstance(node, yaml.MappingNode):
                found = [value for key, value in node.value if key.value == step]
                if not found:
                    break
                node = found[0]
            else:
                break
            line = node.start_mark.line
        return int(line) + 1


def _path_steps(path: str) -> list[str | int]:
    """Turn msgspec's `[3].due.offset_days` into its steps."""
    return [int(number) if number.isdigit() else name for number, name in _STEP.findall(path)]


def _plain(message: str) -> str:
    """Say msgspec's message in lower case, as the middle of a sentence."""
    return message[:1].lower() + message[1:]
