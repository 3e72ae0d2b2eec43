"""Signing: asked for by the environment alone, and proved with a certificate that nobody trusts."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import code_signature
import pytest

osslsigncode = pytest.mark.skipif(not shutil.which("osslsigncode"), reason="osslsigncode is not on this computer")


def test_without_a_certificate_nothing_is_signed() -> None:
    assert code_signature.signer_of({}) is None
    program = Path(code_signature.__file__)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MIGDESK_SIGNING")}
    told = subprocess.run(
        [sys.executable, program, "migdesk.exe"], capture_output=True, text=True, check=True, env=environment
    )
    assert told.stdout == "Nothing was signed: MIGDESK_SIGNING_CERTIFICATE names no certificate.\n"


def test_the_environment_names_the_certificate() -> None:
    found = code_signature.signer_of(
        {code_signature.CERTIFICATE: "a.p12", code_signature.PASSWORD_FILE: "p", code_signature.TIMESTAMP: "http://t"}
    )
    assert found == code_signature.Signer(Path("a.p12"), Path("p"), "http://t")


@osslsigncode
def test_a_signature_is_verified_and_a_changed_file_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from pip._vendor import distlib  # it brings small programs for Windows

    shutil.copyfile(Path(distlib.__file__).parent / "w64.exe", tmp_path / "small.exe")
    before = (tmp_path / "small.exe").read_bytes()
    code_signature.trial([tmp_path / "small.exe"])
    assert "verified; refused once a byte of it was changed" in capsys.readouterr().out
    assert (tmp_path / "small.exe").read_bytes() == before
    with pytest.raises(SystemExit):
        code_signature.verify(tmp_path / "small.exe")
