"""The certificate that the gateway shows, looked at before the port is opened."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from pathlib import Path

from .ports import CannotServe


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate with its chain, and the key that belongs to it, in PEM files."""

    file: Path
    key: Path


def certificate(file: str | None, key: str | None) -> Certificate | None:
    """The certificate of `--tls-certificate` and `--tls-key`; None where neither is given.

    Raises:
        CannotServe: one of them is missing, is not what it should be, or does not belong to the other.
    """
    if file is None and key is None:
        return None
    if file is None or key is None:
        raise CannotServe("--tls-certificate and --tls-key are given together or not at all")
    given = Certificate(Path(file), Path(key))
    if "-----BEGIN CERTIFICATE-----" not in _text(given.file, "--tls-certificate"):
        raise CannotServe(f"--tls-certificate: {file} holds no certificate in PEM")
    secret = _text(given.key, "--tls-key")
    if "PRIVATE KEY-----" not in secret:
        raise CannotServe(f"--tls-key: {key} holds no private key in PEM")
    if "ENCRYPTED" in secret:
        raise CannotServe(f"--tls-key: {key} is protected by a passphrase, which nobody could type in")
    _refuse_strangers(given)
    return given


def _refuse_strangers(given: Certificate) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        context.load_cert_chain(given.file, given.key)
    except ssl.SSLError as error:
        if error.reason == "KEY_VALUES_MISMATCH":
            sentence = f"--tls-key: {given.key} is not the key of the certificate in {given.file}"
        else:
            sentence = f"{given.file} and {given.key} cannot be read as a certificate and its key"
        raise CannotServe(sentence) from None


def _text(path: Path, option: str) -> str:
    try:
        return path.read_text(encoding="latin-1")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise CannotServe(f"{option}: {path} cannot be read: {reason}") from None
