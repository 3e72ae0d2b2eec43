"""The walk under wine, as far as it can be looked at without wine."""

from __future__ import annotations

from pathlib import Path

import on_wine
import project
import pytest
import wine


def test_each_test_that_is_left_out_is_there_and_says_why() -> None:
    for test, why in on_wine.NOT_ON_WINE.items():
        file, _, name = test.partition("::")
        assert f"def {name}(" in (project.ROOT / file).read_text(encoding="utf-8")
        assert why


def test_the_quick_walk_is_the_beginning_of_the_whole_one() -> None:
    names = [step.name for step in on_wine.steps()]
    assert len(set(names)) == len(names)
    quick = [step.name for step in on_wine.steps() if step.quick]
    assert quick == names[: len(quick)]
    assert {"setup", "msi", "signing"} <= set(names[len(quick) :])


def test_what_a_bundle_is_built_with_is_there() -> None:
    assert all((project.PACKAGING / name).is_file() for name in on_wine.BUILT_WITH)
    assert on_wine.sources() == on_wine.sources()


def test_a_step_that_cannot_be_walked_is_no_failure_and_a_fault_is() -> None:
    def lacking() -> str:
        raise on_wine.NotHere("it takes root")

    def wrong() -> str:
        raise SystemExit("the record is gone")

    assert on_wine.walk(on_wine.Step("a", lacking)) == ("     0 s  a: not walked: it takes root", True)
    assert on_wine.walk(on_wine.Step("b", wrong)) == ("     0 s  b: FAILED: the record is gone", False)


def test_how_wine_calls_a_file() -> None:
    assert wine.windows_path(Path("/a folder/file.txt")) == r"Z:\a folder\file.txt"


@pytest.mark.parametrize(
    ("digest", "signer"), [("AB12", "O=Somebody Else"), ("FFFF", "O=Python Software Foundation"), ("", "")]
)
def test_an_interpreter_that_somebody_else_signed_is_not_run(
    digest: str, signer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = f"Current message digest : AB12\nCalculated message digest : {digest}\nSubject: {signer}\n"
    program = tmp_path / "osslsigncode"
    program.write_text(f"#!/bin/sh\ncat <<'END'\n{told}END\n", encoding="ascii")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(SystemExit, match="not as the Python Software Foundation signed it"):
        wine.check_signature(tmp_path / "python311.dll")
