"""Whose forwarded address counts: only that of proxies named in TRUSTED_PROXIES."""

import ipaddress
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class TrustedProxies:
    """Replaces REMOTE_ADDR by the nearest address in X-Forwarded-For that is not a trusted proxy."""

    def __init__(self, wsgi_app: "WSGIApplication", proxies: Iterable[str]) -> None:
        self.wsgi_app = wsgi_app
        self.networks = [ipaddress.ip_network(proxy) for proxy in proxies]

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Any:
        if self.networks and self.trusts(environ.get("REMOTE_ADDR", "")):
            forwarded = environ.get("HTTP_X_FORWARDED_FOR", "").split(",")
            for address in reversed([part.strip() for part in forwarded]):
                if not is_address(address):
                    break
                environ["REMOTE_ADDR"] = address
                if not self.trusts(address):
                    break
        return self.wsgi_app(environ, start_response)

    def trusts(self, address: str) -> bool:
        """This address is one of our proxies."""
        return is_address(address) and any(
            ipaddress.ip_address(address) in network for network in self.networks
        )


def is_address(text: str) -> bool:
    """An IPv4 or IPv6 address."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
