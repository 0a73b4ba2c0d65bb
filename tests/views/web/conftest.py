"""A ledger whose words try to break out of the page, and a browser's view of it."""

import shutil
from contextlib import ExitStack, closing
from pathlib import Path
from threading import Thread

import pytest
import uvicorn
from click.testing import CliRunner
from starlette.testclient import TestClient

from dragoman.views.cli import main
from dragoman.views.web.application import make_application
from dragoman.views.web.serving import listening
from dragoman.views.web.shelf import Shelf

EVIL = "<script>alert(1)</script>"
PAGE = f"""<html><head><title>Iran deal {EVIL.replace("<", "&lt;")}</title>
<meta name="author" content="{EVIL.replace("<", "&lt;")}">
<meta property="og:site_name" content="Post {EVIL.replace("<", "&lt;")}">
<meta property="article:published_time" content="2018-05-19">
<link rel="canonical" href="javascript:alert(document.cookie)"></head>
<body><article><h1>Iran deal &lt;script&gt;alert(1)&lt;/script&gt;</h1>
<p class="byline">By &lt;script&gt;alert(1)&lt;/script&gt;</p>
<p>The United States withdrew from the Iran nuclear deal on 8 May 2018, the ministry
&lt;script&gt;alert(1)&lt;/script&gt; said. Iran accused the United States of breaking the accord.</p>
<p>Germany said it would stay in the accord. Russia said that Iran would comply with it \u202eagain.</p>
</article>
<div id="comments" class="comments"><h3>Comments</h3><div class="comment"><span class="author">&lt;script&gt;</span>
<p>&lt;script&gt;alert(2)&lt;/script&gt; and &lt;img src=x onerror=alert(3)&gt;</p></div></div></body></html>"""


@pytest.fixture(scope="session")
def ledger(tmp_path_factory):
    folder = tmp_path_factory.mktemp("room")
    (folder / "page.html").write_text(PAGE)
    words = ["build", folder / "l.duckdb", folder / "page.html", "--quiet"]
    words += ["--url", "javascript:alert(document.cookie)//<script>", "--published", "2018-05-19"]
    words += ["--outlet", f"Post {EVIL}"]
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code == 0, result.output
    return folder / "l.duckdb"


@pytest.fixture(scope="session")
def shelf(ledger):
    shelf = Shelf(ledger, indexes=ledger.parent / "indexes", patience=120)
    yield shelf
    shelf.close()


@pytest.fixture
def browse(shelf):
    """Makes a browser that looks into the room; takes what `make_application` takes."""

    def made(host="http://localhost:8000", **options):
        room = make_application(shelf, **options)
        return TestClient(room, base_url=host, follow_redirects=False)

    return made


@pytest.fixture
def article(shelf):
    with shelf.opened() as opened:
        return opened.article_rows()[0].article


SAMPLES = Path(__file__).resolve().parents[3] / "samples"


@pytest.fixture(scope="session")
def samples_ledger(tmp_path_factory):
    """A ledger of the samples, read once for all tests; whoever writes to it takes a copy."""
    path = tmp_path_factory.mktemp("samples") / "samples.duckdb"
    result = CliRunner().invoke(main, ["build", str(path), str(SAMPLES), "--quiet"])
    assert result.exit_code == 0, result.output
    return path


@pytest.fixture
def opened_room():
    """Opens a room for browsers on a free port of this machine; gives its address.

    Takes a ledger, and what `make_application` takes.
    """
    with ExitStack() as stack:

        def opened(path, **options):
            shelf = stack.enter_context(
                closing(Shelf(path, indexes=path.parent / "indexes", patience=120))
            )
            listener = stack.enter_context(listening("127.0.0.1", 0))
            config = uvicorn.Config(
                make_application(shelf, **options), log_level="error", lifespan="off", ws="none"
            )
            server = uvicorn.Server(config)
            thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
            thread.start()
            stack.callback(thread.join, 20)
            stack.callback(setattr, server, "should_exit", True)
            return f"http://127.0.0.1:{listener.getsockname()[1]}"

        yield opened


@pytest.fixture
def room_url(opened_room, samples_ledger, tmp_path):
    """The address of a room over a copy of the samples' ledger, open for reviewing."""
    path = tmp_path / "samples.duckdb"
    path.write_bytes(samples_ledger.read_bytes())
    return opened_room(path, review=True)


@pytest.fixture(scope="session")
def browser():
    """A Chromium, as Debian has it; tests that want one are skipped where there is none."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("there is no chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def tab(browser):
    """An empty page of a fresh browser, without cookies."""
    context = browser.new_context(viewport={"width": 1100, "height": 900})
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()
