"""The gateway speaks TLS by itself, and says what is wrong with a certificate before it opens the port."""

from __future__ import annotations

import os
import ssl
from pathlib import Path

import httpx
import pytest
import trustme
from click.testing import CliRunner

from contract_tests.gateway.serving import serve
from mock_gateway.cli import main
from mock_gateway.ports import CannotServe
from mock_gateway.tls import certificate

from .conftest import Papers

KEY = {"Authorization": "Bearer maton_mock_key", "User-Agent": "tests/1.0"}


def test_it_speaks_tls_and_nothing_else_and_says_https(papers: Papers, tmp_path: Path) -> None:
    files = ("--tls-certificate", str(papers.certificate), "--tls-key", str(papers.key))
    served = serve(tmp_path, "--seed", "empty", "--host", "0.0.0.0", *files)  # noqa: S104 - is warned of
    try:
        assert served.url == f"https://0.0.0.0:{served.port}"
        with httpx.Client(base_url=f"https://127.0.0.1:{served.port}", verify=papers.trust) as trusting:
            assert trusting.get("/quo/v1/phone-numbers", headers=KEY).json()["data"]
            made = trusting.post("/connections", headers=KEY, json={"app": "quo"}).json()["connection_id"]
            told = trusting.get(f"/connections/{made}", headers=KEY).json()["connection"]
            assert told["url"].startswith(f"https://127.0.0.1:{served.port}/connect/")
        with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
            httpx.get(f"https://127.0.0.1:{served.port}", verify=ssl.create_default_context())
        with pytest.raises(httpx.TransportError):
            httpx.get(f"http://127.0.0.1:{served.port}")
        warned = served.complained.read_text()
        assert "Other machines can reach it" in warned
        assert "TLS" not in warned
    finally:
        served.kill()


def test_without_it_other_machines_are_warned_of(tmp_path: Path) -> None:
    served = serve(tmp_path, "--seed", "empty", "--host", "0.0.0.0")  # noqa: S104 - is warned of
    served.kill()
    assert (
        "It does not speak TLS: what is sent to it can be read on the way." in served.complained.read_text()
    )


@pytest.mark.parametrize(
    ("file", "key", "sentence"),
    [
        ("certificate.pem", None, "--tls-certificate and --tls-key are given together or not at all"),
        (None, "key.pem", "--tls-certificate and --tls-key are given together or not at all"),
        ("none.pem", "key.pem", "--tls-certificate: none.pem cannot be read: no such file or directory"),
        ("certificate.pem", ".", "--tls-key: . cannot be read: is a directory"),
        ("key.pem", "key.pem", "--tls-certificate: key.pem holds no certificate in PEM"),
        ("certificate.pem", "certificate.pem", "--tls-key: certificate.pem holds no private key in PEM"),
        ("certificate.pem", "other.pem", "--tls-key: other.pem is not the key of the certificate in"),
        ("certificate.pem", "locked.pem", "--tls-key: locked.pem is protected by a passphrase, which nobody"),
        ("broken.pem", "key.pem", "broken.pem and key.pem cannot be read as a certificate and its key"),
        ("empty.pem", "key.pem", "--tls-certificate: empty.pem holds no certificate in PEM"),
    ],
)
def test_what_is_wrong_is_one_sentence(
    papers: Papers,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    file: str | None,
    key: str | None,
    sentence: str,
) -> None:
    for name in ("certificate.pem", "key.pem"):
        (tmp_path / name).write_bytes((papers.folder / name).read_bytes())
    trustme.CA().issue_cert("x").private_key_pem.write_to_path(str(tmp_path / "other.pem"))
    (tmp_path / "locked.pem").write_text("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END…")
    (tmp_path / "broken.pem").write_text("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
    (tmp_path / "empty.pem").write_bytes(b"\xff\x00")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CannotServe) as refused:
        certificate(file, key)
    assert str(refused.value).startswith(sentence)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--tls-key", "key.pem"], "--tls-certificate and --tls-key are given together or not at all"),
        (
            ["--admin-token-file", "none"],
            "--admin-token-file: none cannot be read: no such file or directory",
        ),
        (
            ["--admin-token-file", os.devnull],
            f"--admin-token-file: {os.devnull} must hold one line, which is",
        ),
        (["--public-url", "quo.team.example", "--admin-token", "x"], "--public-url takes scheme, host and"),
        (["--public-url", "https://a.example/quo", "--admin-token", "x"], "--public-url takes scheme, host"),
        (["--public-url", "https://u:p@a.example", "--admin-token", "x"], "--public-url takes scheme, host"),
        (["--public-url", "https://quo.team.example"], "--public-url needs an admin token"),
    ],
)
def test_a_wrong_option_is_one_sentence_and_exit_code_2(options: list[str], sentence: str) -> None:
    done = CliRunner().invoke(main, ["serve", "--port", "0", "--seed", "empty", *options])
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"quo-mock: {sentence}")
    assert done.stderr.count("\n") == 1
