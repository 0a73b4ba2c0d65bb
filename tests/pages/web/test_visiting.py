"""Pages from the web, fetched from a server that the test starts on this machine."""

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest

from dragoman.pages import Given, Manners, Page, PageFormat, open_pages
from dragoman.pages.web import addresses
from dragoman.pages.web.fetching import Fetcher, FetchError
from dragoman.records import PageFault

Reply = tuple[int, dict[str, str], bytes]
HTML = {"Content-Type": "text/html; charset=utf-8"}


@dataclass
class Site:
    """What a server answers, and what it was asked."""

    url: str = ""
    replies: dict[str, Reply | Callable[[BaseHTTPRequestHandler], None]] = field(
        default_factory=dict
    )
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
            reply = site.replies.get(self.path, (404, {}, b""))
            if callable(reply):
                reply(self)
                return
            status, headers, body = reply
            etag = headers.get("ETag")
            if etag and self.headers.get("If-None-Match") == etag:
                status, body = 304, b""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    site.url = f"http://127.0.0.1:{server.server_port}"
    yield site
    server.shutdown()
    server.server_close()


@pytest.fixture
def manners(tmp_path: Path) -> Manners:
    return Manners(delay=0.0, timeout=2.0, cache=tmp_path / "cache", allow_private=True)


def opened(manners: Manners, *paths: str, **options: object) -> list[Page | PageFault]:
    return list(open_pages(paths, manners=manners, **options))  # type: ignore[arg-type]


def message(results: list[Page | PageFault]) -> str:
    [fault] = results
    assert isinstance(fault, PageFault)
    return fault.fault.message


def test_a_page_is_fetched_with_its_address(site: Site, manners: Manners) -> None:
    site.replies["/a"] = (200, HTML, b"<p>words</p>")
    [page] = opened(manners, f"{site.url}/a")
    assert page == Page(
        f"{site.url}/a", b"<p>words</p>", PageFormat.HTML, Given(url=f"{site.url}/a")
    )
    assert all(headers["user-agent"].startswith("dragoman/") for _, headers in site.asked)


RSS = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<rss version="2.0"><channel><title>News</title><link>%(url)s</link>
<item><title>Talks &amp; tea &x;</title><link>%(url)s/1</link><pubDate>Tue, 08 May 2018 12:00:00 GMT</pubDate></item>
<item><guid>%(url)s/2</guid></item>
<item><title>Gone</title><link>%(url)s/3</link></item>
<item><title>No page</title></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>
<entry><title>Talks</title><link rel="edit" href="/no"/><link href="/1"/>
<updated>2018-05-09T01:00:00Z</updated><published>2018-05-08T12:00:00Z</published></entry></feed>"""
RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>News</title></channel>
<item><title>Talks</title><link>/1</link><dc:date>2018-05-08</dc:date></item></rdf:RDF>"""


def test_a_feed_gives_the_pages_that_it_names(site: Site, manners: Manners) -> None:
    site.replies |= {
        "/feed": (
            200,
            {"Content-Type": "application/rss+xml"},
            RSS.replace(b"%(url)s", site.url.encode()),
        ),
        "/1": (200, HTML, b"<p>one</p>"),
        "/2": (200, HTML, b"<p>two</p>"),
    }
    told: list[str] = []
    one, two, gone, none = opened(
        manners, f"{site.url}/feed", tell=lambda _, words: told.append(words)
    )
    assert isinstance(one, Page) and isinstance(two, Page)
    assert one.name == f"{site.url}/1"
    assert one.given == Given(f"{site.url}/1", "Talks & tea &x;", "Tue, 08 May 2018 12:00:00 GMT")
    assert two.content == b"<p>two</p>"
    assert isinstance(gone, PageFault) and isinstance(none, PageFault)
    assert "status 404" in gone.fault.message
    assert none.page == f"{site.url}/feed#4"
    assert told == ["Read as a feed of 4 pages."]


@pytest.mark.parametrize("feed", [ATOM, RDF, b"\n" + ATOM.replace(b"</feed>", b"")])
def test_atom_and_older_and_broken_feeds(site: Site, manners: Manners, feed: bytes) -> None:
    site.replies |= {
        "/f/x": (200, {"Content-Type": "text/xml"}, feed),
        "/1": (200, HTML, b"<p>one</p>"),
    }
    [page] = opened(manners, f"{site.url}/f/x")
    assert isinstance(page, Page)
    assert page.given.title == "Talks"
    assert (page.given.published or "").startswith("2018-05-08")


def test_a_list_gives_a_page_a_line(site: Site, manners: Manners, tmp_path: Path) -> None:
    site.replies["/1"] = (200, HTML, b"<p>one</p>")
    path = tmp_path / "list.txt"
    path.write_text(f"# mine\n\n{site.url}/1\nno address\nftp://x.example/\n")
    page, none, ftp = opened(manners, f"@{path}")
    assert isinstance(page, Page)
    assert isinstance(none, PageFault)
    assert none.page == f"{path}:4"
    assert isinstance(ftp, PageFault)
    assert "http and https" in ftp.fault.message
    assert "can't be read" in message(opened(manners, f"@{tmp_path}/no"))


def test_robots_txt_is_kept_to(site: Site, manners: Manners) -> None:
    site.replies |= {
        "/robots.txt": (
            200,
            {},
            b"User-agent: *\nDisallow: /private\n\nUser-agent: dragoman\nDisallow: /mine\n",
        ),
        "/mine/1": (200, HTML, b"<p>no</p>"),
        "/private": (200, HTML, b"<p>yes</p>"),
        "/to": (302, {"Location": "/mine/1"}, b""),
    }
    assert "robots.txt" in message(opened(manners, f"{site.url}/mine/1"))
    assert "robots.txt" in message(opened(manners, f"{site.url}/to"))
    assert isinstance(opened(manners, f"{site.url}/private")[0], Page)
    assert "/mine/1" not in site.paths


def test_a_site_whose_robots_txt_fails_is_left_alone(site: Site, manners: Manners) -> None:
    site.replies |= {"/robots.txt": (500, {}, b""), "/a": (200, HTML, b"<p>words</p>")}
    assert "robots.txt" in message(opened(manners, f"{site.url}/a"))
    assert site.paths == []


def test_what_has_not_changed_is_not_sent_again(site: Site, manners: Manners) -> None:
    site.replies["/a"] = (
        200,
        {**HTML, "ETag": '"1"', "Last-Modified": "Tue, 08 May 2018 12:00:00 GMT"},
        b"<p>one</p>",
    )
    first = opened(manners, f"{site.url}/a")
    assert opened(manners, f"{site.url}/a") == first
    assert len(site.paths) == 1  # fresh: nobody was asked
    stale = replace(manners, fresh=0.0)
    assert opened(stale, f"{site.url}/a") == first
    conditions = site.asked[-1][1]
    assert (conditions["if-none-match"], conditions["if-modified-since"][:3]) == ('"1"', "Tue")
    site.replies["/a"] = (200, {**HTML, "ETag": '"2"'}, b"<p>two</p>")
    [page] = opened(stale, f"{site.url}/a")
    assert isinstance(page, Page)
    assert page.content == b"<p>two</p>"


def test_a_feed_is_asked_for_each_time(site: Site, manners: Manners) -> None:
    site.replies |= {"/feed": (200, {"ETag": '"1"'}, ATOM), "/1": (200, HTML, b"<p>one</p>")}
    assert opened(manners, f"{site.url}/feed") == opened(manners, f"{site.url}/feed")
    assert site.paths == ["/feed", "/1", "/feed"]


def test_a_damaged_copy_is_fetched_anew(site: Site, manners: Manners) -> None:
    site.replies["/a"] = (200, HTML, b"<p>one</p>")
    opened(manners, f"{site.url}/a")
    [copy] = [path for path in manners.cache.rglob("*") if path.is_file()]
    copy.write_bytes(copy.read_bytes()[:-3])
    assert isinstance(opened(manners, f"{site.url}/a")[0], Page)
    assert site.paths == ["/a", "/a"]


def test_one_host_is_asked_after_a_pause(site: Site, manners: Manners) -> None:
    site.replies |= {
        "/robots.txt": (200, {}, b"User-agent: *\nCrawl-delay: 7\n"),
        "/1": (200, HTML, b"<p>one</p>"),
        "/2": (503, {"Retry-After": "5"}, b""),
    }
    slept: list[float] = []
    fetcher = Fetcher(replace(manners, delay=3.0), 10**6, clock=lambda: 0.0, sleep=slept.append)
    fetcher.fetch(f"{site.url}/1")
    with pytest.raises(FetchError, match="503"):
        fetcher.fetch(f"{site.url}/2")
    assert slept == [7.0, 7.0, 5.0, 7.0]


def test_redirections_are_followed_to_an_end(site: Site, manners: Manners) -> None:
    site.replies |= {
        "/a": (301, {"Location": "/b?x=é"}, b""),
        "/b?x=%C3%A9": (302, {"Location": f"{site.url}/c"}, b""),
        "/c": (200, HTML, b"<p>words</p>"),
        "/round": (302, {"Location": "/round"}, b""),
        "/nowhere": (302, {}, b""),
    }
    site.replies["/a"] = (301, {"Location": "/b?x=%C3%A9"}, b"")
    [page] = opened(manners, f"{site.url}/a")
    assert isinstance(page, Page)
    assert (page.name, page.given.url) == (f"{site.url}/a", f"{site.url}/c")
    assert "more than 5 times" in message(opened(manners, f"{site.url}/round"))
    assert "nowhere" in message(opened(manners, f"{site.url}/nowhere"))


def test_answers_are_unpacked_and_limited(site: Site, manners: Manners) -> None:
    packed = {**HTML, "Content-Encoding": "gzip"}
    site.replies |= {
        "/a": (200, packed, gzip.compress(b"<p>words</p>")),
        "/bomb": (200, packed, gzip.compress(b"x" * 5_000_000)),
        "/large": (200, HTML, b"x" * 200_000),
        "/short": (200, packed, gzip.compress(b"<p>words</p>")[:-9]),
        "/odd": (200, {**HTML, "Content-Encoding": "br"}, b"x"),
        "/pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF"),
    }
    [page] = opened(manners, f"{site.url}/a")
    assert isinstance(page, Page)
    assert page.content == b"<p>words</p>"
    for path, words in (
        ("bomb", "--largest"), ("large", "--largest"), ("short", "cut short"), ("odd", "'br'"),
        ("pdf", "application/pdf"),
    ):  # fmt: skip
        assert words in message(opened(manners, f"{site.url}/{path}", largest=100_000))


def test_a_server_that_drips_is_left_after_a_time(site: Site, manners: Manners) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        for _ in range(100):
            try:
                handler.wfile.write(b"x")
                handler.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)

    site.replies["/a"] = drip
    began = time.monotonic()
    assert "more than" in message(opened(replace(manners, whole=0.5), f"{site.url}/a"))
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("2600::1", True), ("127.0.0.1", False), ("10.1.2.3", False),
        ("172.16.0.1", False), ("192.168.1.1", False), ("169.254.169.254", False),
        ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False), ("255.255.255.255", False),
        ("198.18.0.1", False), ("::1", False), ("::", False), ("fe80::1", False), ("fc00::1", False),
        ("fec0::1", False), ("ff02::1", False), ("::ffff:127.0.0.1", False),
        ("::ffff:8.8.8.8", True), ("64:ff9b::7f00:1", False), ("64:ff9b::808:808", True),
        ("2002:7f00:1::1", False), ("2001:db8::1", False),
    ],
)  # fmt: skip
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert addresses.is_global(ip_address(address)) is public


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_this_machine_is_not_asked(site: Site, manners: Manners, host: str) -> None:
    port = site.url.rpartition(":")[2]
    strict = replace(manners, allow_private=False)
    assert "can't be fetched" in message(opened(strict, f"http://{host}:{port}/a"))
    assert site.asked == []


def test_a_name_is_looked_up_once_and_its_address_checked(
    site: Site, manners: Manners, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that first gives a public address and then a private one reaches nobody private."""
    port = int(site.url.rpartition(":")[2])
    answers = iter(["192.0.2.1", "127.0.0.1", "10.0.0.1"])
    looked: list[str] = []

    def look_up(host: str, port: int, **_: object) -> list[object]:
        looked.append(next(answers))
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (looked[-1], port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    strict = replace(manners, allow_private=False, timeout=0.2)
    for _ in range(2):
        assert "can't be fetched" in message(opened(strict, f"http://rebinding.example:{port}/a"))
    assert looked == ["192.0.2.1", "127.0.0.1"]
    assert site.asked == []


@pytest.mark.parametrize(
    "target", ["http://169.254.169.254/latest", "http://10.0.0.1/", "file:///etc/passwd"]
)
def test_a_feed_that_redirects_to_a_private_address_is_refused(
    site: Site, manners: Manners, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    own = addresses.is_global
    monkeypatch.setattr(addresses, "is_global", lambda a: str(a) == "127.0.0.1" or own(a))
    site.replies |= {"/feed": (302, {"Location": target}, b""), "/a": (200, HTML, b"<p>one</p>")}
    strict = replace(manners, allow_private=False, timeout=20.0)
    began = time.monotonic()
    fault, page = opened(strict, f"{site.url}/feed", f"{site.url}/a")
    assert isinstance(fault, PageFault)
    assert "--allow-private" in fault.fault.message or "http and https" in fault.fault.message
    assert isinstance(page, Page)
    assert time.monotonic() - began < 10  # nobody was connected to


@pytest.mark.parametrize(
    "url",
    ["https://", "http://user:word@news.example/", "http://a b/", "http://x:99999/", "gopher://x/"],
)
def test_addresses_that_make_no_sense_are_faults(manners: Manners, url: str) -> None:
    assert message(opened(manners, url))


def test_an_answer_that_breaks_off_is_no_page(site: Site, manners: Manners) -> None:
    def half(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"<p>half a page</p>")

    site.replies["/half"] = half
    assert "breaks off 982 bytes before its end" in message(opened(manners, f"{site.url}/half"))
    site.replies["/half"] = (200, HTML, b"<p>the whole page</p>")
    [page] = opened(manners, f"{site.url}/half")
    assert isinstance(page, Page)


def test_gzip_of_several_members_is_unpacked_whole(site: Site, manners: Manners) -> None:
    body = gzip.compress(b"<p>one</p>") + gzip.compress(b"<p>two</p>") + b"\0" * 8
    site.replies["/two"] = (200, HTML | {"Content-Encoding": "gzip"}, body)
    [page] = opened(manners, f"{site.url}/two")
    assert isinstance(page, Page)
    assert page.content == b"<p>one</p><p>two</p>"


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        (b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /page\r\n", False),
        (b"User-agent: *\nDisallow: /page\n" + b"# so it goes\n" * 80_000, False),
        (b"User-agent: *\nDisallow: /other\n" + b"# so it goes\n" * 80_000, True),
        (bytes(range(256)) * 8, True),
    ],
)
def test_odd_robots_txt_is_kept_to(
    site: Site, manners: Manners, rules: bytes, allowed: bool
) -> None:
    site.replies |= {"/robots.txt": (200, {}, rules), "/page": (200, HTML, b"<p>words</p>")}
    [found] = opened(manners, f"{site.url}/page")
    assert isinstance(found, Page) is allowed


def test_odd_feeds_name_each_page_once_in_plain_words(site: Site, manners: Manners) -> None:
    items = (
        "<item><title><![CDATA[Talks <b>stall</b> &amp; end]]></title><link>/one</link></item>"
        "<item><title>Talks, again</title><link>/one</link></item>"
        "<item><title>5 &lt; 6</title><link>/two</link></item>"
    )
    feed = f"<!--{'x' * 9000}--><rss version='2.0'><channel>{items}</channel></rss>"
    site.replies |= {
        "/feed": (200, {"Content-Type": "application/rss+xml"}, feed.encode()),
        "/one": (200, HTML, b"<p>one</p>"),
        "/two": (200, HTML, b"<p>two</p>"),
    }
    found = [page.given.title for page in opened(manners, f"{site.url}/feed")]  # type: ignore[union-attr]
    assert found == ["Talks stall & end", "5 < 6"]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (b"SSH-2.0-OpenSSH\r\n", "speaks no HTTP (SSH-2.0-OpenSSH)."),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n<p>", "breaks off before"),
    ],
)
def test_what_goes_wrong_is_said_in_one_line(
    site: Site, manners: Manners, answer: bytes, why: str
) -> None:
    site.replies["/odd"] = lambda handler: handler.wfile.write(answer) and None  # type: ignore[func-returns-value]
    told = message(opened(manners, f"{site.url}/odd"))
    assert why in told
    assert told.isprintable()
