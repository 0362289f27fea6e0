"""What the program finds in its environment: the way to the gateway, and nothing that leads past it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..demo import API_KEY, QUO_KEY

NODE_PRELOAD = Path(__file__).with_name("node_proxy.cjs")

_LEADS_PAST_IT = (
    *("MATON_CONNECTION", "MATON_GATEWAY_URL", "MATON_CONTROL_URL", "QUO_MOCK_WORKSPACE"),
    *("ALL_PROXY", "all_proxy"),
)
"""What names a connection or workspace of another account, another gateway, or another proxy."""


def environment(
    present: Mapping[str, str], proxied: Mapping[str, str], url: str, *, trusts_nobody_else: bool
) -> dict[str, str]:
    """The program's environment.

    Args:
        present: our own.
        proxied: what the proxy says to set.
        url: where the gateway is, for programs that want to steer it.
        trusts_nobody_else: whether no other host is allowed. Then nothing that the system trusts is trusted
            either: a program that takes no notice of a proxy cannot speak to the real hosts.
    """
    kept = {name: value for name, value in present.items() if name not in _LEADS_PAST_IT}
    kept |= {**proxied, "MATON_API_KEY": API_KEY, "QUO_API_KEY": QUO_KEY, "QUO_MOCK_URL": url}
    if trusts_nobody_else:
        # A folder without certificates: OpenSSL looks into one beside the file, by default the system's.
        kept["SSL_CERT_DIR"] = str(Path(proxied["SSL_CERT_FILE"]).parent)
    kept["NODE_OPTIONS"] = _node_options(present.get("NODE_OPTIONS", ""), alone=trusts_nobody_else)
    return kept


def _node_options(present: str, *, alone: bool) -> str:
    path = str(NODE_PRELOAD).replace("\\", "\\\\").replace('"', '\\"')
    options = [present] if present else []
    if alone and "--use-bundled-ca" not in present:  # Node takes one of the two
        options.append("--use-openssl-ca")  # the only way to keep it from its own list
    return " ".join([*options, f'--require "{path}"'])
