"""Takes the pictures of the reading room that the README shows, of the samples.

    python docs/screenshots.py [CHROMIUM]

Needs playwright and a Chromium: the one named, else the one on the path.
"""

import re
import shutil
import sys
import tempfile
import threading
from pathlib import Path
from urllib.request import urlopen

import uvicorn
from playwright.sync_api import Page, sync_playwright

from dragoman.flow.building import build
from dragoman.views.web.application import make_application
from dragoman.views.web.serving import listening
from dragoman.views.web.shelf import Shelf

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
LARGEST = 150_000
"""Bytes of a picture."""
ARTICLE = "Gulf naval coalition"
CLAIM = "text=that foreign forces leave the region"


def article(page: Page, room: str) -> None:
    """An article by voice, with the path of a claim."""
    with urlopen(f"{room}/articles") as answer:
        found = re.search(rf'href="(/articles/\w+)">{ARTICLE}', answer.read().decode())
    page.goto(room + found[1])
    claim = page.locator(CLAIM).first
    claim.evaluate("run => scrollTo(0, run.getBoundingClientRect().top + scrollY - 370)")
    claim.hover()
    page.wait_for_selector("#card:visible")


def pact(page: Page, room: str) -> None:
    """A pact at a date, on the map."""
    page.goto(f"{room}/pacts/jcpoa?on=2018-07-01")
    page.evaluate("scrollTo(0, document.querySelector('.dates').offsetTop - 12)")
    page.wait_for_load_state("networkidle")


def actor(page: Page, room: str) -> None:
    """What an actor did over time, and with whom."""
    page.goto(f"{room}/actors/IRN")


PICTURES = {
    "article": (article, "light", 590),
    "pact": (pact, "light", 690),
    "actor": (actor, "dark", 730),
}
"""What is taken: how it is made, in which colours, and how many pixels of it are seen."""


def take(room: str, chromium: str) -> None:
    """Takes all pictures.

    Raises:
        SystemExit: one of them is too large.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, (show, scheme, height) in PICTURES.items():
            context = browser.new_context(
                viewport={"width": 1100, "height": height},
                color_scheme=scheme,
                reduced_motion="reduce",
            )
            page = context.new_page()
            page.set_default_timeout(120_000)
            show(page, room)
            page.screenshot(path=IMAGES / f"{name}.png")
            context.close()
            if (size := (IMAGES / f"{name}.png").stat().st_size) > LARGEST:
                raise SystemExit(f"{name}.png has {size:,} bytes, more than {LARGEST:,}.")
        browser.close()


def main(chromium: str | None = None) -> None:
    """Reads the samples into a ledger, opens the room, and takes the pictures."""
    chromium = chromium or shutil.which("chromium")
    if chromium is None:
        raise SystemExit("No Chromium was found. Name one: python docs/screenshots.py PATH")
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "samples.duckdb"
        build(ledger, [str(ROOT / "samples")])
        shelf = Shelf(ledger)
        listener = listening("127.0.0.1", 0)
        config = uvicorn.Config(
            make_application(shelf), log_level="error", lifespan="off", ws="none"
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            take(f"http://127.0.0.1:{listener.getsockname()[1]}", chromium)
        finally:
            server.should_exit = True
            thread.join()
            shelf.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
