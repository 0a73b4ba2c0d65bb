"""Forms that change something: who may send one, and what is in it.

- A form is taken on the few paths that are named, and nowhere else.
- It must come from a page of this room: it carries a token that only such a page has, made from a
  secret of this process and a cookie that no script and no other site can use. What the browser
  says of the sender (`Origin`, `Sec-Fetch-Site`) must agree.
- It is small, and holds fields and nothing else.
"""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

LARGEST = 16_384
"""Bytes of a form."""
MOST_FIELDS = 100
FORM = b"application/x-www-form-urlencoded"
VISIT = "dragoman-visit"
"""The cookie that a form's token is bound to."""
TOKEN = "token"
ELSEWHERE = "This form was not sent from a page of this room; nothing was changed."
OLD = (
    "This form is from before the room was opened, or from another browser; nothing was changed. "
    "Open the page again and repeat it."
)

Fields = Mapping[str, list[str]]


@dataclass(frozen=True)
class Posting:
    """The door for forms.

    Args:
        paths: where forms are taken.
        secret: what tokens are made with.
    """

    paths: frozenset[str]
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def takes(self, scope: Scope) -> bool:
        """Whether a request is a form for one of the paths."""
        return scope["method"] == "POST" and scope["path"] in self.paths

    def wrong(self, scope: Scope) -> tuple[int, str] | None:
        """What is wrong with a form by its head: a status and a sentence."""
        heads: dict[bytes, list[bytes]] = {}
        for name, value in scope["headers"]:
            heads.setdefault(name.lower(), []).append(value.strip())
        sizes = heads.get(b"content-length", [])
        if b"transfer-encoding" in heads or len(sizes) != 1 or not sizes[0].isdigit():
            return 411, "A form says how long it is."
        if len(sizes[0]) > 9 or int(sizes[0]) > LARGEST:
            return 413, f"A form has at most {LARGEST:,} bytes."
        kinds = heads.get(b"content-type", [])
        if len(kinds) != 1 or kinds[0].split(b";")[0].strip().lower() != FORM:
            return 415, "A form comes as fields of a form."
        return None if _from_here(heads) else (403, ELSEWHERE)

    def visit(self, request: Request) -> str:
        """The value of a visitor's cookie; a new one where there is none."""
        return request.cookies.get(VISIT) or secrets.token_urlsafe(24)

    def token(self, visit: str) -> str:
        """The token for a visitor's forms."""
        return hmac.new(self.secret, visit.encode(), "sha256").hexdigest()

    def keep(self, response: Response, visit: str) -> None:
        """Gives a visitor the cookie that his forms' tokens are bound to."""
        response.set_cookie(VISIT, visit, httponly=True, samesite="strict", path="/")

    async def fields(self, request: Request) -> Fields:
        """The fields of a form that has the right token.

        Raises:
            HTTPException: it is too long, is no form, or its token is wrong.
        """
        raw = b""
        async for piece in request.stream():
            raw += piece
            if len(raw) > LARGEST:
                raise HTTPException(413, f"A form has at most {LARGEST:,} bytes.")
        try:
            pairs = parse_qsl(
                raw.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS
            )
        except ValueError as error:
            raise HTTPException(400, "The form can't be read.") from error
        found: dict[str, list[str]] = {}
        for name, value in pairs:
            found.setdefault(name, []).append(value)
        visit, token = request.cookies.get(VISIT), found.pop(TOKEN, [])
        if not visit or len(token) != 1 or not self._right(visit, token[0]):
            raise HTTPException(403, OLD)
        return found

    def _right(self, visit: str, token: str) -> bool:
        return hmac.compare_digest(self.token(visit).encode(), token.encode("utf-8", "replace"))


def _from_here(heads: Mapping[bytes, list[bytes]]) -> bool:
    """Whether the browser says that a form comes from this room, or says nothing of that."""
    sites, origins = heads.get(b"sec-fetch-site", []), heads.get(b"origin", [])
    if any(site != b"same-origin" for site in sites) or len(origins) > 1:
        return False
    if not origins:
        return True
    try:
        where = urlsplit(origins[0].decode("ascii"))
    except ValueError:
        return False
    # What a browser keeps to itself it calls "null"; then its word on the site must do.
    if origins[0] == b"null":
        return bool(sites)
    hosts = heads.get(b"host", [])
    return where.scheme in ("http", "https") and [where.netloc.encode()] == hosts
