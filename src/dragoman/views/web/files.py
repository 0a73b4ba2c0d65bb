"""The files that pages ask for: style, script and the outlines of the world."""

from collections.abc import Callable
from functools import cache
from hashlib import blake2b

from starlette.requests import Request
from starlette.responses import Response

from dragoman.views.web.maps import world
from dragoman.views.web.rendering import HERE

Answer = Callable[[Request], Response]


def style(request: Request) -> Response:
    """The one style sheet."""
    return _given(request, (HERE / "style.css").read_bytes(), "text/css")


def script(request: Request) -> Response:
    """The one script, without which every page says the same."""
    return _given(request, (HERE / "static" / "room.js").read_bytes(), "text/javascript")


def outlines(request: Request) -> Response:
    """The world that maps are drawn upon."""
    return _given(request, _world(), "image/svg+xml")


FILES: tuple[tuple[str, Answer, str], ...] = (
    ("/style.css", style, "text/css"),
    ("/room.js", script, "text/javascript"),
    ("/world.svg", outlines, "image/svg+xml"),
)
"""Addresses, what answers there, and what that is."""


@cache
def _world() -> bytes:
    return world().encode()


def _given(request: Request, content: bytes, kind: str) -> Response:
    """A file; where the browser has it already, the word that it is unchanged."""
    tag = f'"{blake2b(content, digest_size=12).hexdigest()}"'
    headers = {"ETag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=kind, headers=headers)
