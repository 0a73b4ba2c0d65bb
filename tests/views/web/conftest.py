"""A ledger whose words try to break out of the page, and a browser's view of it."""

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from dragoman.views.cli import main
from dragoman.views.web.application import make_application
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
    shelf = Shelf(ledger, indexes=ledger.parent / "indexes")
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
