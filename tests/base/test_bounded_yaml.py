"""YAML from outside comes to an end, whatever it says."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from migdesk.base.bounded_yaml import MOST_DEPTH, MOST_VALUES, YamlFault, load_yaml


def bomb(first: str, named: str, levels: int = 12) -> str:
    lines = [f"p0: &p0 {first}"]
    lines += [f"p{n}: &p{n} " + named.format(*[f"*p{n - 1}"] * 9) for n in range(1, levels)]
    return "\n".join(lines)


MANY = f"more than {MOST_VALUES:,} values"
TOO_MUCH = {
    "names for names": (bomb("[y]", "[{}, {}, {}, {}, {}, {}, {}, {}, {}]"), MANY),
    "merged names": (
        bomb("{a: b}", "{{<<: [{}, {}, {}, {}, {}, {}, {}, {}, {}]}}"),
        f"more than {MOST_VALUES:,} values",
    ),
    "a list that holds itself": ("a: &x\n  - b\n  - *x\n", "the part named 'x' holds itself"),
    "a mapping that merges itself": ("a: &x {b: 1, <<: *x}", "the part named 'x' holds itself"),
    "deep lists": ("k: " + "[" * 150_000, f"lists are nested more than {MOST_DEPTH} deep"),
    "deep mappings": ("{a: " * 150_000, f"lists are nested more than {MOST_DEPTH} deep"),
    "a long number": ("n: " + "7" * 5_000, "a number of more than 64 digits"),
    "a long hexadecimal number": ("n: 0x" + "a" * 7_000, "a number of more than 64 digits"),
    "a long sexagesimal number": ("n: " + ":".join(["8"] * 4_000), "a number of more than 64 digits"),
    "a long number by its tag": (f'n: !!int "{"3" * 5_000}"', "a number of more than 64 digits"),
    "too long a text": ("# " + "x" * 2_000_001, "the text is longer than 2,000,000 characters"),
}


@pytest.mark.parametrize(("text", "problem"), TOO_MUCH.values(), ids=TOO_MUCH)
def test_what_would_never_end_is_refused_at_its_line(text: str, problem: str) -> None:
    with pytest.raises(YamlFault) as fault:
        load_yaml(text)
    assert fault.value.problem == problem


@pytest.mark.parametrize(
    "text",
    [
        "a: !!timestamp soon",
        "a: 2026-02-30",
        "a: !!omap {b: 1}",
        "a: !!int x",
        "a: !!python/name:os.system x",
        "*a",
        "{[1]: 2}",
    ],
)
def test_a_value_that_is_not_what_its_tag_says_is_a_fault(text: str) -> None:
    with pytest.raises(YamlFault):
        load_yaml(text)


@pytest.mark.parametrize(
    "text", ["", "a: [1, 2.5, 0x1f, 12:30]", "a: &x [1]\nb: *x", "# only words", "long: " + "word " * 99]
)
def test_ordinary_text_says_what_it_says_to_any_reader(text: str) -> None:
    assert load_yaml(text) == yaml.safe_load(text)


@given(st.text(alphabet="ab:&*[]{}-!<>|\"'#, \n019.", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        load_yaml(text)
    except YamlFault as fault:
        assert fault.line >= 1
        assert fault.problem
