"""Signs what Windows runs and installs: programs, libraries of our own making, the setup program, the MSI.

    python packaging/code_signature.py FILE…          with the certificate that MIGDESK_SIGNING_CERTIFICATE names (.p12)
    python packaging/code_signature.py --trial FILE…  with one made for this call alone, on copies, to prove the step

Uses osslsigncode, so that it works on any system. Without a certificate nothing is signed, and that is said. Every file
is verified after it was signed: a signature that does not fit stops the build. The password is read from the file that
MIGDESK_SIGNING_PASSWORD_FILE names, and a time stamp's server, if any, from MIGDESK_SIGNING_TIMESTAMP.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

import msgspec
import project

CERTIFICATE, PASSWORD_FILE, TIMESTAMP = (
    f"MIGDESK_SIGNING_{name}" for name in ("CERTIFICATE", "PASSWORD_FILE", "TIMESTAMP")
)
TRIAL_SUBJECT = "/CN=migdesk trial, trusted by nobody"


class Signer(msgspec.Struct, frozen=True):
    """A certificate with its key (PKCS #12), the file with its password, and the server of time stamps, if any.

    `trusted` is a file of certificates (PEM) to verify against; empty for what this computer trusts.
    """

    certificate: Path
    password_file: Path | None = None
    timestamp: str = ""
    trusted: Path | None = None


def signer_of(environment: dict[str, str]) -> Signer | None:
    """Return whose signature the environment asks for; None where it names no certificate."""
    if not environment.get(CERTIFICATE):
        return None
    password = environment.get(PASSWORD_FILE)
    return Signer(Path(environment[CERTIFICATE]), Path(password) if password else None, environment.get(TIMESTAMP, ""))


def sign(files: Iterable[Path], signer: Signer) -> None:
    """Sign each file in its place and verify it. Stops where a signature cannot be made or does not fit."""
    for file in files:
        signed = file.with_name(f"{file.name}.signed")
        signed.unlink(missing_ok=True)
        command = ["osslsigncode", "sign", "-pkcs12", signer.certificate, "-h", "sha256", "-n", "migdesk"]
        command += ["-readpass", signer.password_file] if signer.password_file else []
        command += ["-ts", signer.timestamp] if signer.timestamp else []
        _run(*command, "-in", file, "-out", signed)
        verify(signed, signer.trusted)
        signed.replace(file)


def verify(file: Path, trusted: Path | None = None) -> str:
    """Return the subject of the file's signature. Stops where there is none, or the file was changed after it."""
    chain = ["-CAfile", trusted] if trusted else []
    told = _run("osslsigncode", "verify", *chain, "-in", file)
    subject = re.search(r"Subject: (.+)", told)
    if not subject:
        raise SystemExit(f"{file.name} bears no signature.\n{told}")
    return subject[1].strip()


def trial_signer(folder: Path) -> Signer:
    """Make a certificate of our own for signing code, which nobody trusts, in `folder`."""
    key, certificate, packed = (folder / name for name in ("key.pem", "certificate.pem", "trial.p12"))
    _run(
        "openssl", "req", "-x509", "-newkey", "rsa:3072", "-nodes", "-days", "2", "-subj", TRIAL_SUBJECT,
        "-addext", "extendedKeyUsage=codeSigning", "-addext", "keyUsage=digitalSignature",
        "-keyout", key, "-out", certificate,
    )  # fmt: skip
    _run("openssl", "pkcs12", "-export", "-inkey", key, "-in", certificate, "-passout", "pass:", "-out", packed)
    return Signer(packed, trusted=certificate)


def trial(files: Iterable[Path]) -> None:
    """Sign and verify copies of the files, and see that a changed one is refused; prints what was proved."""
    with tempfile.TemporaryDirectory(dir=project.ROOT) as folder:
        signer = trial_signer(Path(folder))
        for file in files:
            copy = Path(folder) / file.name
            shutil.copyfile(file, copy)
            sign([copy], signer)
            subject = verify(copy, signer.trusted)
            _refused_when_changed(copy, signer)
            print(f"{file.name}: signed by “{subject}”, verified; refused once a byte of it was changed")


def _refused_when_changed(file: Path, signer: Signer) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 3] ^= 1
    file.write_bytes(content)
    try:
        verify(file, signer.trusted)
    except SystemExit:
        return
    raise SystemExit(f"{file.name} was changed after it was signed, and its signature still passes.")


def _run(*command: object) -> str:
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command[0]} {command[1]} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--trial", action="store_true", help="prove the step on copies")
    options = parser.parse_args()
    if options.trial:
        trial(options.files)
        return 0
    signer = signer_of(dict(os.environ))
    if signer is None:
        print(f"Nothing was signed: {CERTIFICATE} names no certificate.")
        return 0
    sign(options.files, signer)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
