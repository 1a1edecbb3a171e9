"""Who may come in: whoever has an address that was printed, once, and from then on their browser."""

import hmac
import ipaddress
import secrets
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from briefing.errors import BriefingError

_BYTES: Final = 32
"""The length of a token and of a cookie's secret: 256 bits."""
_OWN_SITES: Final = ("same-origin", "none")
"""What `Sec-Fetch-Site` says of a request by the page itself, and of an address that was typed (Fetch Metadata)."""

HEADERS: Final[Mapping[str, str]] = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Server": "briefing",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What every answer says, besides the content security policy."""


class Gate:
    """The one way into a server at one address."""

    def __init__(self, host: str, port: int) -> None:
        name = f"[{host}]" if ":" in host else host.lower()
        self.netloc = name if port == 80 else f"{name}:{port}"
        """The host and port of the address, as the header `Host` says them: without the port that http has anyway."""
        self.origin = f"http://{self.netloc}"
        """The address without a path, as the header `Origin` says it."""
        self.cookie = f"briefing-{port}"
        """The cookie's name; cookies do not tell ports apart, so the name does."""
        self._token = secrets.token_urlsafe(_BYTES)
        self._admitted: list[str] = []

    @property
    def invitation(self) -> str:
        """The address that lets one browser in."""
        return f"{self.origin}/?{urlencode({'token': self._token})}"

    @property
    def websocket(self) -> str:
        """The address of the connection that the page makes."""
        return f"ws://{self.netloc}/ws"

    @property
    def policy(self) -> str:
        """The content security policy: nothing from elsewhere, and nobody's frame. (CSP Level 3.)"""
        return (
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
            f"img-src data:; connect-src {self.websocket}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )

    def is_from_here(self, hosts: list[str], origins: list[str], site: str | None, *, needs_origin: bool) -> bool:
        """Whether a request was made by this server's own page, or by someone who typed the address.

        `hosts` and `origins` are all headers `Host` and `Origin`, `site` is the header `Sec-Fetch-Site`. Only a
        browser that shows a page says the origin; `needs_origin` asks for it.
        """
        if hosts != [self.netloc] or (site is not None and site not in _OWN_SITES):
            return False
        return origins == [self.origin] or (not origins and not needs_origin)

    def admit(self, token: str) -> str | None:
        """The secret for the cookie of a browser that brings the token, which is then used up; None for another."""
        if not _same(token, self._token):
            return None
        self._token = secrets.token_urlsafe(_BYTES)
        self._admitted.append(secrets.token_urlsafe(_BYTES))
        return self._admitted[-1]

    def knows(self, secret: str | None) -> bool:
        """Whether a cookie's secret is that of a browser that was let in."""
        return secret is not None and any(_same(secret, one) for one in self._admitted)


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches the host. Raises BriefingError for a host that stands for all addresses."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost"
    if address.is_unspecified:
        raise BriefingError(f"{host} stands for every address", "Name the one that the others will type.")
    return address.is_loopback


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(errors="replace"), other.encode())
