"""Whose forwarded address counts."""

import pytest

from app.proxies import TrustedProxies


@pytest.mark.parametrize(
    ("peer", "forwarded", "seen"),
    [
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "198.51.100.1, 10.0.0.2", "198.51.100.1"),
        ("10.0.0.1", "192.0.2.66, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "rommel", "10.0.0.1"),
        ("10.0.0.1", "198.51.100.1, rommel", "10.0.0.1"),
        ("10.0.0.1", "2001:db8::1", "2001:db8::1"),
    ],
)
def test_only_a_trusted_proxy_may_tell_who_asks(peer: str, forwarded: str, seen: str) -> None:
    found = {}
    proxies = TrustedProxies(lambda environ, _start: found.update(environ), ["10.0.0.0/8"])
    proxies({"REMOTE_ADDR": peer, "HTTP_X_FORWARDED_FOR": forwarded}, lambda *_: None)
    assert found["REMOTE_ADDR"] == seen
