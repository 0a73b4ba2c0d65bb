"""Opening the reading room: the socket, the token, the server."""

import re
import secrets
import socket
from collections.abc import Sequence
from contextlib import closing
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import quote

import uvicorn
from rich.text import Text

from dragoman.codebook.catalogue import catalogue_with
from dragoman.codebook.overlays import overlays_with
from dragoman.errors import UsageError
from dragoman.flow.reviewing import checked_author
from dragoman.views.searching import prepare
from dragoman.views.terminal import open_terminal
from dragoman.views.web.application import make_application
from dragoman.views.web.registers import warm
from dragoman.views.web.shelf import Shelf
from dragoman.views.web.tidying import leave_in_peace, tidied
from dragoman.views.wording import plain

SHORTEST = 16
"""Characters of a token, at least."""
TOKEN = re.compile(rf"[A-Za-z0-9_-]{{{SHORTEST},200}}")
AT_ONCE = 64
"""Requests that are taken at once; more are told to come again."""
LONGEST = 16_384
"""Bytes of a request's head."""


def serve(
    ledger: Path, host: str = "127.0.0.1", port: int = 8000, token: str | None = None,
    *, pacts: Path | None = None, vocabulary: Sequence[Path] = (), review: bool = False,
    reviewer: str | None = None,
) -> None:  # fmt: skip
    """Opens the reading room of a ledger until it is stopped.

    Args:
        ledger: the ledger's file.
        host: the address to listen on.
        port: the port there; 0 takes a free one.
        token: what a visitor must bring. On another host than loopback one is made where none is
            given.
        pacts: a table of pacts that is laid over the catalogue.
        vocabulary: tables or folders of them, of which that of pacts is laid over it too.
        review: whether visitors may review, which writes to the ledger.
        reviewer: in whose name they do; None where everybody says his own.

    Raises:
        UsageError: the token is too short or has other characters than a token may have, the
            reviewer's name is no name, or something is wrong with a table.
        LedgerError: the ledger can't be opened.
        OSError: the address can't be listened on.
    """
    token = chosen_token(host, token)
    reviewer = None if reviewer is None else checked_author(reviewer)
    catalogue = overlays_with(vocabulary, catalogue_with(pacts)).catalogue
    with closing(Shelf(ledger, catalogue, then=warm)) as shelf, listening(host, port) as listener:
        prepare(shelf.prepare)
        warm(shelf)
        leave_in_peace()
        application = make_application(
            shelf, loopback=on_loopback(host), token=token, review=review, reviewer=reviewer
        )
        name = f"[{host}]" if ":" in host else host
        address = f"http://{name}:{listener.getsockname()[1]}/"
        told = f"?token={quote(token)}" if token else ""
        terminal = open_terminal()
        what = "reviewing" if review else "reading"
        terminal.show(Text(f"{plain(ledger.name)} is open for {what} at {address}{told}"))
        terminal.show(Text("Ctrl-C closes it.", "bright_black"))
        server = uvicorn.Server(
            uvicorn.Config(
                application,
                access_log=False,  # It would have the token in it.
                log_level="error",
                server_header=False,
                proxy_headers=False,
                lifespan="off",
                ws="none",
                http="h11",
                limit_concurrency=AT_ONCE,
                h11_max_incomplete_event_size=LONGEST,
                timeout_graceful_shutdown=3,
            )
        )
        with tidied(server):
            server.run(sockets=[listener])


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens.

    Raises:
        OSError: there is no such address here, or somebody else listens on it.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family)


def on_loopback(host: str) -> bool:
    """Whether an address is reached from this machine alone."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def chosen_token(host: str, token: str | None) -> str | None:
    """The token that is given, or one that is made where an address is open to others.

    Raises:
        UsageError: it is too short, or has other characters than letters, digits, - and _.
    """
    if token is None:
        return None if on_loopback(host) else secrets.token_urlsafe(24)
    if not TOKEN.fullmatch(token):
        raise UsageError(
            f"A token has at least {SHORTEST} letters, digits, - or _. Leave --token out: where "
            f"one is needed, it is made."
        )
    return token
