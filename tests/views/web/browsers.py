"""A room on the samples behind a real socket, and Chromium to look into it."""

import re
import shutil
import threading
from contextlib import contextmanager
from importlib.util import find_spec
from urllib.request import urlopen

import pytest
import uvicorn

from dragoman.views.web.application import make_application
from dragoman.views.web.serving import listening
from dragoman.views.web.shelf import Shelf

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
MISSING = "needs Chromium, playwright and axe-playwright-python"
needs_browser = pytest.mark.skipif(
    CHROMIUM is None or not find_spec("playwright") or not find_spec("axe_playwright_python"),
    reason=MISSING,
)


@contextmanager
def opened(ledger):
    """The address of a room on a ledger, for as long as the block lasts."""
    shelf = Shelf(ledger)
    listener = listening("127.0.0.1", 0)
    server = uvicorn.Server(
        uvicorn.Config(make_application(shelf), log_level="error", lifespan="off", ws="none")
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()
        shelf.close()


def text_of(address):
    """A page as it comes."""
    with urlopen(address) as answer:
        return answer.read().decode()


def articles_in(room):
    """The articles' addresses by their titles."""
    found = re.findall(r'href="(/articles/\w+)">([^<]*)<', text_of(f"{room}/articles"))
    return {title: place for place, title in found}
