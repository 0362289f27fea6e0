"""Which addresses are this machine's own."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address


def is_loopback(address: str) -> bool:
    """Whether an address in numbers leads back to this machine; a name does not count."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None  # as a listener at :: sees IPv4
    return (mapped or found).is_loopback
