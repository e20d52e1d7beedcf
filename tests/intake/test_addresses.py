"""Which addresses may be fetched from."""

from __future__ import annotations

import pytest

from onrecord.errors import FetchRefusedError, ReportUnreadableError
from onrecord.intake.addresses import PUBLIC_ONLY, AddressPolicy, is_public, resolve


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.215.14", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"]
)
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.9.1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "198.18.0.1",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "2002:a00:1::",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "not an address",
        "",
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "::1",
        "0",
        "10.1.2.3",
    ],
)
def test_every_way_of_writing_a_private_address_is_refused(host: str) -> None:
    with pytest.raises(FetchRefusedError, match="not a public address"):
        resolve(host, 80)


def test_a_host_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(2, 1, 6, "", (address, 80)) for address in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: answers)
    with pytest.raises(FetchRefusedError, match=r"10\.0\.0\.1"):
        resolve("mixed.example", 80)


def test_an_allowed_pair_opens_one_port_of_one_address() -> None:
    policy = AddressPolicy(frozenset({("127.0.0.1", 8080)}))
    assert resolve("127.0.0.1", 8080, policy) == ("127.0.0.1",)
    assert not policy.permits("127.0.0.1", 8081)
    assert not policy.permits("127.0.0.2", 8080)
    assert not PUBLIC_ONLY.permits("127.0.0.1", 8080)


def test_a_name_that_does_not_resolve_is_unreadable() -> None:
    with pytest.raises(ReportUnreadableError, match="does not resolve"):
        resolve("no-such-host.invalid", 80)
    with pytest.raises(ReportUnreadableError, match="does not resolve"):
        resolve("a" * 70 + ".example", 80)
