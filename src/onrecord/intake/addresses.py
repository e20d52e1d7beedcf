"""Which network addresses may be fetched from: public ones, and those explicitly allowed."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass

from onrecord.errors import FetchRefusedError, ReportUnreadableError

_NAT64 = ipaddress.ip_network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class AddressPolicy:
    """Which addresses are let through besides public ones.

    `allowed` holds (IP address, port) pairs, such as ("127.0.0.1", 8080) for a feed on one's own
    machine. An allowed pair opens that port of that address only.
    """

    allowed: frozenset[tuple[str, int]] = frozenset()

    def permits(self, address: str, port: int) -> bool:
        """Whether `address` (as the resolver wrote it) may be connected to on `port`."""
        return (address, port) in self.allowed or is_public(address)


PUBLIC_ONLY = AddressPolicy()


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet.

    Loopback, private, link-local (cloud metadata among them), shared, multicast, reserved and
    unspecified addresses are not, in IPv6 clothing either: mapped, 6to4, Teredo and NAT64
    addresses are judged by the IPv4 address inside. Registries: RFC 6890, RFC 8190.
    """
    try:
        found: Address = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    for inner in _inside(found):
        if not inner.is_global or inner.is_multicast or inner.is_reserved:
            return False
    return True


def resolve(host: str, port: int, policy: AddressPolicy = PUBLIC_ONLY) -> tuple[str, ...]:
    """Resolve a host name to addresses that the policy permits, in the resolver's order.

    Connect to one of these, never to the name again: a second look-up could answer otherwise.
    Every way of writing an address (decimal, octal, hexadecimal, short) goes through the
    resolver and is judged by what it means. One refused address among several refuses the host,
    since no honest name answers with both. Raises FetchRefusedError, and ReportUnreadableError
    for a name that does not resolve.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ReportUnreadableError(
            host, "the host name does not resolve", "Check the address and the connection"
        ) from error
    addresses = tuple(dict.fromkeys(str(one[4][0]) for one in found))
    for address in addresses:
        if not policy.permits(address, port):
            raise FetchRefusedError(
                host,
                f"it resolves to {address}, which is not a public address",
                "Only public addresses are fetched; save the page and give the file",
            )
    return addresses


def _inside(address: Address) -> tuple[Address, ...]:
    if isinstance(address, ipaddress.IPv4Address):
        return (address,)
    if address.ipv4_mapped is not None:
        return (address.ipv4_mapped,)
    if address.sixtofour is not None:
        return (address.sixtofour,)
    if address.teredo is not None:
        return address.teredo
    if address in _NAT64:
        return (ipaddress.IPv4Address(int(address) & 0xFFFFFFFF),)
    return (address,)
