"""Asking a server for one address, once: no redirection is followed here."""

import http.client
import threading
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from dragoman.pages.web.addresses import Connection
from dragoman.pages.web.manners import Manners

PORTS = {"http": 80, "https": 443}
LONGEST = 4096
"""Signs of the longest address."""
CHUNK = 65_536
SAFE = "/%:@!$&'()*+,;=~-._?[]"
"""Signs of an address that stay as they are; all others are written by their code."""


class UnaskableError(ValueError):
    """An address is none that a page can be fetched from."""


class TooLargeError(ValueError):
    """An answer is larger than a page may be."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: names of headers are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def agent() -> str:
    """How the project names itself to servers (RFC 9110, 10.1.5)."""
    return f"dragoman/{version('dragoman')} (reads news pages for research)"


def parsed(url: str) -> SplitResult:
    """An address in its parts, as it may be asked for.

    Raises:
        UnaskableError: it is none of http or https, names no host, or carries a password.
    """
    if len(url) > LONGEST or not url.isprintable():
        raise UnaskableError("The address is too long or has signs that can't be printed.")
    try:
        parts = urlsplit(url.strip())
        port, host = parts.port, (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError as error:
        raise UnaskableError(f"The address makes no sense: {error}.") from error
    if parts.scheme not in PORTS:
        raise UnaskableError("Only http and https addresses are fetched.")
    if not host:
        raise UnaskableError("The address names no host.")
    if parts.username is not None or parts.password is not None:
        raise UnaskableError("The address carries a name or password, which would be sent along.")
    place = f"[{host}]" if ":" in host else host
    if port is not None and port != PORTS[parts.scheme]:
        place += f":{port}"
    path = quote(parts.path or "/", safe=SAFE)
    return SplitResult(parts.scheme, place, path, quote(parts.query, safe=SAFE), "")


def ask(url: SplitResult, headers: Mapping[str, str], manners: Manners, largest: int) -> Answer:
    """Asks for an address, and gives what the server answers, unpacked.

    Raises:
        TooLargeError: the answer has more than `largest` bytes.
        OSError: the host can't be reached, may not be, breaks off, or takes too long.
        http.client.HTTPException: it speaks no HTTP.
    """
    secure = url.scheme == "https"
    connection = Connection(
        url.hostname or "",
        url.port or PORTS[url.scheme],
        manners.timeout,
        allow_private=manners.allow_private,
        secure=secure,
    )
    target = urlunsplit(("", "", url.path, url.query, ""))
    own = {"User-Agent": agent(), "Accept-Encoding": "gzip", "Connection": "close"}
    try:
        with _limited(connection, manners.whole):
            connection.request("GET", target, headers={**own, **headers})
            response = connection.getresponse()
            told = {name.lower(): value for name, value in response.getheaders()}
            size = told.get("content-length", "")
            if size.isdigit() and int(size) > largest:
                raise TooLargeError(f"it has {int(size):,} bytes")
            packed = told.get("content-encoding", "identity").strip().lower()
            return Answer(response.status, told, _body(response, packed, largest))
    finally:
        connection.close()


@contextmanager
def _limited(connection: Connection, seconds: float) -> Iterator[None]:
    """Breaks a connection off after a time, however busy the server keeps it.

    Raises:
        TimeoutError: the time was over.
    """
    over = threading.Event()

    def end() -> None:
        over.set()
        connection.break_off()

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, http.client.HTTPException) as error:
        if over.is_set():
            raise TimeoutError(None, f"the answer took more than {seconds:.0f} s") from error
        raise
    finally:
        timer.cancel()
    if over.is_set():
        raise TimeoutError(None, f"the answer took more than {seconds:.0f} s")


def _body(response: http.client.HTTPResponse, packed: str, largest: int) -> bytes:
    if packed in ("gzip", "x-gzip"):
        unpack: zlib._Decompress | None = zlib.decompressobj(31)
    elif packed in ("", "identity"):
        unpack = None
    else:
        raise OSError(None, f"the server packed its answer as {packed[:40]!r}, unasked")
    parts: list[bytes] = []
    size = 0
    while part := response.read(CHUNK):
        if unpack is not None:
            try:
                part, unpack = _unpacked(part, unpack, largest + 1 - size)
            except zlib.error as error:
                raise OSError(None, f"its gzip stream is broken ({error})") from error
        size += len(part)
        parts.append(part)
        if size > largest:
            raise TooLargeError("it is larger than that")
    # Read by parts, an answer that breaks off ends like one that is whole.
    if response.length:
        raise OSError(None, f"the answer breaks off {response.length:,} bytes before its end")
    if unpack is not None and parts and not unpack.eof:
        raise OSError(None, "its gzip stream is cut short")
    return b"".join(parts)


def _unpacked(
    part: bytes, unpack: "zlib._Decompress", most: int
) -> tuple[bytes, "zlib._Decompress"]:
    """A part unpacked, and what unpacks the next: gzip may have several members (RFC 1952, 2.2)."""
    found = [unpack.decompress(part, most)]
    while unpack.eof and (rest := unpack.unused_data.lstrip(b"\0")):
        left = most - sum(map(len, found))
        if left <= 0:
            break
        unpack = zlib.decompressobj(31)
        found.append(unpack.decompress(rest, left))
    return b"".join(found), unpack
