"""Which addresses are this machine's own."""

from __future__ import annotations

from ipaddress import ip_address


def is_loopback(address: str) -> bool:
    """Whether an address in numbers leads back to this machine; a name does not count."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
