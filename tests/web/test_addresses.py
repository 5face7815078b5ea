"""Which addresses are public, in every form that an address can be given."""

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.web.addresses import is_address, is_public, literal

PRIVATE_4 = """0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1
172.31.255.255 192.0.0.8 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.19.255.255 198.51.100.7
203.0.113.9 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255""".split()

PRIVATE_6 = """:: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:0:127.0.0.1 64:ff9b::7f00:1
64:ff9b::a9fe:a9fe 64:ff9b:1::1 100::1 2001::1 2001:db8::1 2001:10::1 2002:7f00:1:: 2002:a9fe:a9fe::1
2002:c0a8:101::1 3fff::1 5f00::1 fc00::1 fd12:3456::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1 1::1
4000::1""".split()

PUBLIC = """93.184.216.34 1.1.1.1 8.8.8.8 172.15.0.1 172.32.0.1 100.63.255.255 100.128.0.1 192.0.1.1 223.255.255.255
2606:4700::1111 2a00:1450::1 2001:4860::8888 ::ffff:8.8.8.8 64:ff9b::808:808 2002:808:808::1""".split()


@pytest.mark.parametrize("address", PRIVATE_4 + PRIVATE_6)
def test_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address):
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_an_embedded_address_is_judged_by_itself(address: IPv4Address):
    number = int(address)
    nat64 = IPv6Address(int(IPv6Address("64:ff9b::")) | number)
    six_to_four = IPv6Address(0x2002 << 112 | number << 80)
    assert is_public(f"::ffff:{address}") == is_public(str(nat64)) == is_public(str(six_to_four))
    assert is_public(f"::ffff:{address}") == is_public(str(address))


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("0x7f.1", "127.0.0.1"),
        ("0x7f000001", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("10.1", "10.0.0.1"),
        ("0", "0.0.0.0"),
        ("127.0.0.1", "127.0.0.1"),
        ("[::1]", "::1"),
        ("[::FFFF:127.0.0.1]", "::ffff:7f00:1"),
        ("fe80::1%eth0", "fe80::1"),
    ],
)
def test_addresses_in_disguise(host, address):
    assert IPv6Address(literal(host)) == IPv6Address(address) if ":" in address else literal(host) == address
    assert is_address(host)
    assert not is_public(literal(host))


@pytest.mark.parametrize(
    "host", ["", "a.example", "1.2.3.4.5", "256.1.1.1", "127.0.0.1.", "1.1 x", "é", "\0"]
)
def test_names(host):
    assert literal(host) is None


@given(st.text())
def test_any_host_is_read_without_a_crash(host):
    assert is_address(host) == (literal(host) is not None)
