"""Which addresses may be connected to, and connecting to no other.

A name is looked up once, each address that it gives is checked, and the connection goes to an
address that was: a name that is answered differently the next time changes nothing.
"""

import http.client
import socket
import ssl
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

MAPPED = IPv6Network("64:ff9b::/96")
"""Addresses that a NAT64 gateway translates to the IPv4 address in their end (RFC 6052)."""

MOST = 4
"""Addresses of one name that are tried."""

Address = IPv4Address | IPv6Address


class RefusedError(OSError):
    """A name leads to no address that may be connected to."""


def is_global(address: Address) -> bool:
    """Whether an address is one of the public internet, and so is any that it stands for."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_global(address.ipv4_mapped)
        if address in MAPPED:
            return is_global(IPv4Address(int(address) & 0xFFFFFFFF))
        inner = [address.sixtofour, *(address.teredo or ())]
        if address.is_site_local or not all(is_global(each) for each in inner if each is not None):
            return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified
    )


def connect(host: str, port: int, timeout: float, *, allow_private: bool) -> socket.socket:
    """A connection to a host, at an address that was checked.

    Raises:
        RefusedError: it has only addresses that are not global.
        OSError: it has none, or can't be reached.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    last: OSError = RefusedError(
        None,
        f"{host} is on this machine or its network, and pages are fetched from the public "
        f"internet alone (--allow-private allows it)",
    )
    for family, kind, protocol, _, where in found[:MOST]:
        address = ip_address(str(where[0]).partition("%")[0])
        if not (allow_private or is_global(address)):
            continue
        made = socket.socket(family, kind, protocol)
        try:
            made.settimeout(timeout)
            made.connect(where)
        except OSError as error:
            made.close()
            last = error
        else:
            return made
    raise last


class Connection(http.client.HTTPConnection):
    """An HTTP connection to an address that was checked."""

    def __init__(
        self, host: str, port: int, timeout: float, *, allow_private: bool, secure: bool
    ) -> None:
        super().__init__(host, port, timeout=timeout)
        self._wait = timeout
        self._allow_private = allow_private
        self._secure = secure
        self._made: socket.socket | None = None
        self._over = False
        if secure:
            self.default_port = http.client.HTTPS_PORT  # for the Host header

    def connect(self) -> None:
        """Connects, and agrees on encryption with the host by its name."""
        made = connect(self.host, self.port, self._wait, allow_private=self._allow_private)
        self.sock = self._made = made
        if self._secure:
            context = ssl.create_default_context()
            secured = context.wrap_socket(
                made, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.sock = self._made = secured
            if not self._over:
                secured.do_handshake()
        if self._over:
            raise TimeoutError

    def break_off(self) -> None:
        """Ends the connection at once, from another thread, whatever it is about."""
        self._over = True
        # The connection itself forgets its socket once an answer's head has come.
        if self._made is not None:
            with suppress(OSError):
                self._made.shutdown(socket.SHUT_RDWR)
