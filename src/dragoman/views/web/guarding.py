"""What stands at the door of the reading room: who may ask, for what, and what a browser may do.

- A page may load nothing but this room's own style, script and pictures, and run no script that
  stands in it (`POLICY`).
- On loopback the Host header must be loopback's too: else a page elsewhere could have its name
  answer with 127.0.0.1 and read the ledger (DNS rebinding).
- Where a token is set, it is asked for once (`?token=`) and then kept in a cookie that no script
  and no other site can use.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hmac import compare_digest
from urllib.parse import parse_qsl, quote, unquote_to_bytes, urlencode

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.views.web.posting import Posting

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cache-Control": "private, no-cache",
}
COOKIE = "dragoman-token"
LONGEST = 2000
"""Bytes of a path, and of a query."""
OWN = re.compile(rb"(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?", re.IGNORECASE)
HOST = re.compile(rb"[a-z0-9.-]{1,253}(:\d{1,5})?|\[[0-9a-f:.]{2,45}\](:\d{1,5})?", re.IGNORECASE)
TRICKS = re.compile(rb"//|\\|/\.{1,2}(/|$)|[\x00-\x1f\x7f]")

Refusal = Callable[[int, str], Response]


@dataclass(frozen=True)
class Guard:
    """An application behind the door.

    Attributes:
        app: what answers whoever may come in.
        refuse: makes the page that says why somebody may not, from a status and a sentence.
        loopback: whether only this machine can reach it.
        token: what a visitor must bring; None for nothing.
        posting: which forms are taken; None for none.
    """

    app: ASGIApp
    refuse: Refusal
    loopback: bool = True
    token: str | None = None
    posting: Posting | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            return  # There are no web sockets here, and nothing to start or to end.

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        answer = self._refusal(scope) or self._asked_for_token(scope)
        await (answer or self.app)(scope, receive, send_guarded)

    def _refusal(self, scope: Scope) -> Response | None:
        """What is wrong with the request itself."""
        posting = self.posting if self.posting and self.posting.takes(scope) else None
        if posting is None and scope["method"] not in ("GET", "HEAD"):
            return self.refuse(405, "This room is for reading: only GET and HEAD are answered.")
        hosts = _values(scope, b"host")
        if len(hosts) != 1 or not (OWN if self.loopback else HOST).fullmatch(hosts[0]):
            return self.refuse(400, "The request names a host that this room does not answer for.")
        body = posting.wrong(scope) if posting else _body(scope)
        if body is not None:
            return self.refuse(*body)
        raw: bytes = scope.get("raw_path") or scope["path"].encode()
        path = unquote_to_bytes(raw)
        if TRICKS.search(path) or b"%2f" in raw.lower() or not path.startswith(b"/"):
            return self.refuse(400, "The address is not written as addresses here are.")
        if len(raw) > LONGEST or len(scope["query_string"]) > LONGEST:
            return self.refuse(414, "The address is too long.")
        return None

    def _asked_for_token(self, scope: Scope) -> Response | None:
        """What to answer somebody who has no token, or has just brought it."""
        if self.token is None:
            return None
        if any(self._right(value) for value in _cookies(scope)):
            return None
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        brought = [value for name, value in asked if name == "token"]
        if len(brought) != 1 or not self._right(brought[0]):
            return self.refuse(
                401, "This room asks for a token. Open the address that `dragoman serve` printed."
            )
        rest = urlencode([(name, value) for name, value in asked if name != "token"])
        # The path begins with one slash and no more (`TRICKS`), so it leads nowhere else.
        where = quote(scope["path"]) + (f"?{rest}" if rest else "")
        answer = Response(status_code=303, headers={"Location": where})
        answer.set_cookie(COOKIE, self.token, httponly=True, samesite="strict", path="/")
        return answer

    def _right(self, value: str) -> bool:
        return compare_digest(value.encode(), (self.token or "").encode())


def _body(scope: Scope) -> tuple[int, str] | None:
    """What to answer where a request that is no form has a body."""
    sizes = _values(scope, b"content-length")
    if _values(scope, b"transfer-encoding") or any(size != b"0" for size in sizes):
        return 400, "A request here has no body."
    return None


def _values(scope: Scope, name: bytes) -> list[bytes]:
    headers: Iterable[tuple[bytes, bytes]] = scope["headers"]
    return [value.strip() for key, value in headers if key.lower() == name]


def _cookies(scope: Scope) -> list[str]:
    pairs = (
        part.partition("=")
        for part in b"; ".join(_values(scope, b"cookie")).decode("latin-1").split(";")
    )
    return [value.strip() for name, _, value in pairs if name.strip() == COOKIE]
