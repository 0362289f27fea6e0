"""A throw-away authority: it lives in memory, and whoever is given its certificate trusts these hosts."""

from __future__ import annotations

import ssl
from functools import cache
from pathlib import Path


class Authority:
    """Issues a certificate for each host, when it is first asked for."""

    def __init__(self) -> None:
        import trustme  # 160 ms, most of it for cryptography: only whoever intercepts pays for it

        self._authority = trustme.CA(organization_name="quo-mock (throw-away)")
        self.context = cache(self._context)
        """The TLS context that answers for a host, always the same one; see `_context`."""

    def write(self, file: Path, *, beside_the_system: bool) -> None:
        """Write what a program has to trust, in PEM.

        Args:
            beside_the_system: whether it also holds those that the system trusts, for programs that may reach
                other hosts: what SSL_CERT_FILE names is all that they trust.
        """
        trusted = self._authority.cert_pem.bytes()
        if beside_the_system:
            trusted += _system()
        file.write_bytes(trusted)

    def _context(self, host: str) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.set_alpn_protocols(["http/1.1"])  # the gateway behind speaks nothing else
        self._authority.issue_cert(host).configure_cert(context)
        return context


def _system() -> bytes:
    file = ssl.get_default_verify_paths().cafile
    return Path(file).read_bytes() if file and Path(file).is_file() else b""
