"""The room in Chromium: every page on the samples, with and without its script."""

from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.views.cli import main

from .browsers import CHROMIUM, articles_in, needs_browser, opened

pytestmark = [needs_browser, pytest.mark.slow]
SAMPLES = Path(__file__).parents[3] / "samples"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
FEW = {"resultTypes": ["violations"]}
"""What axe is asked for: without the rest it needs less time."""
PLACES = (
    "/",
    "/articles",
    "/pacts",
    "/pacts/jcpoa",
    "/pacts/jcpoa?on=2018-07-01&known=2019-01-01",
    "/actors",
    "/actors?name=iran",
    "/actors/IRN",
    "/actors/IRN/with/USA",
    "/sources",
    "/sources/Danube%20Courier",
)


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """The address of a room on the samples."""
    path = tmp_path_factory.mktemp("samples") / "samples.duckdb"
    result = CliRunner().invoke(main, ["build", str(path), str(SAMPLES), "--quiet"])
    assert result.exit_code == 0, result.output
    with opened(path) as address:
        yield address


@pytest.fixture(scope="module")
def article(room):
    """An article with several voices, notes and zones."""
    titles = articles_in(room)
    return room + next(titles[title] for title in titles if title.startswith("Gulf naval"))


@pytest.fixture(scope="module")
def chromium():
    """A browser."""
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def axe():
    """Looks for what somebody could not read: gives what is serious."""
    found = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()

    def serious(page):
        return [
            (told["id"], [node["html"][:200] for node in told["nodes"]])
            for told in found.run(page, options=FEW).response["violations"]
            if told["impact"] in ("serious", "critical")
        ]

    return serious


@pytest.fixture
def look(chromium):
    """Opens a page of the browser's; whatever it complains of fails the test."""

    @contextmanager
    def looking(**options):
        context = chromium.new_context(**{"viewport": WIDE, **options})
        context.set_default_timeout(60_000)
        page = context.new_page()
        said = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        yield page
        context.close()
        assert said == []

    return looking


def until(page, told, seconds=60):
    """Waits until something holds; the page's own policy lets Playwright's waiting not run."""
    for _ in range(seconds * 10):
        if page.evaluate(told):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"It never came to hold: {told}")


@pytest.mark.parametrize(
    ("viewport", "scheme"), [(WIDE, "light"), (NARROW, "dark")], ids=["wide-light", "narrow-dark"]
)
def test_every_page_can_be_read_by_all(look, axe, room, article, viewport, scheme):
    """Axe finds nothing serious, nothing lies beyond the edge, nothing is blocked."""
    with look(viewport=viewport, color_scheme=scheme) as page:
        for place in (*PLACES, article.removeprefix(room), article.removeprefix(room) + "?own=1"):
            page.goto(room + place)
            assert axe(page) == [], place
            beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert beyond <= 0, place


def test_the_card_can_be_read_by_all(look, axe, article):
    """Axe looks at what a script adds as well."""
    with look() as page:
        page.goto(article)
        page.hover("text=that foreign forces leave the region")
        page.wait_for_selector("#card:visible")
        assert axe(page) == []


def test_pages_say_the_same_without_a_script(look, room, article):
    with look(java_script_enabled=False) as page:
        page.goto(article)
        page.click("text=that foreign forces leave the region")
        claim = page.locator(":target")
        assert "Hassan Rouhani" in claim.inner_text()
        page.click(".legend >> text=itself")
        assert page.url.endswith("?own=1")
        assert "[…]" in page.inner_text(".text")
        page.goto(f"{room}/pacts/jcpoa")
        page.fill("input[name=on]", "2017-12-01")
        page.click("text=Show")
        assert "on=2017-12-01" in page.url
        assert "withdrawn" not in page.get_attribute(".world", "aria-label")
        page.click("#told >> text=next move")
        assert "on=2018-" in page.url
        assert "withdrawn: United States" in page.get_attribute(".world", "aria-label")


def test_pointing_at_a_claim_shows_its_path(look, article):
    with look() as page:
        page.goto(article)
        page.hover("text=that foreign forces leave the region")
        card = page.wait_for_selector("#card:visible")
        steps = [step.inner_text() for step in card.query_selector_all(".step")]
        assert steps == ["Radio Kelmouth", "Lantern Press", "Hassan Rouhani, president"]
        page.keyboard.press("Escape")
        assert card.is_hidden()


def test_keys_alone_show_a_path_and_follow_it(look, article):
    with look() as page:
        page.goto(article)
        page.keyboard.press("Tab")
        run = page.locator("a[data-claim]").first
        for _ in range(60):
            if run.evaluate("run => run === document.activeElement"):
                break
            page.keyboard.press("Tab")
        assert page.locator("#card").is_visible()
        assert run.get_attribute("aria-describedby") == "card"
        page.keyboard.press("Enter")
        page.wait_for_url("**#a-*")
        assert page.locator("#card").is_hidden()


def test_a_tap_shows_a_path_and_the_next_follows_it(look, article):
    with look(viewport=NARROW, has_touch=True) as page:
        page.goto(article)
        run = page.locator("a[data-claim]").first
        run.tap()
        box = page.locator("#card").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= NARROW["width"]
        run.tap()
        page.wait_for_url("**#a-*")


def test_a_voice_is_chosen_in_place(look, article):
    with look() as page:
        page.goto(article)
        page.evaluate("window.here = true")
        page.click(".legend >> text=Lantern Press")
        page.wait_for_selector(".filtered")
        until(page, "location.search.startsWith('?voice=')")
        assert page.evaluate("window.here && document.activeElement.textContent.trim()") == (
            "Lantern Press"
        )
        assert page.inner_text("[role=status]") == "Shown: Lantern Press"
        page.go_back()
        until(page, "!document.querySelector('.filtered')")
        assert page.evaluate("window.here")


def test_arrow_keys_go_from_move_to_move(look, room):
    with look() as page:
        page.goto(f"{room}/pacts/jcpoa?on=2018-02-01")
        page.evaluate("window.here = true")
        assert "withdrawn: United States" in page.get_attribute(".world", "aria-label")
        page.focus("#slide")
        for _ in range(2):
            page.keyboard.press("ArrowLeft")
        until(
            page,
            "!document.querySelector('.world').getAttribute('aria-label').includes('withdrawn')",
        )
        day = page.input_value("input[name=on]")
        assert day < "2018"
        until(page, f"location.search === '?on={day}'")
        assert page.get_attribute("#slide", "aria-valuetext") == day
        assert page.evaluate("window.here && document.activeElement.id") == "slide"


def test_a_hostile_page_stays_inert(look, ledger, chromium):
    """Words that would be a script do nothing in any place, with scripts allowed."""
    with opened(ledger) as address, look() as page:
        page.on("dialog", lambda dialog: pytest.fail(f"a script spoke: {dialog.message}"))
        [article] = articles_in(address).values()
        for place in ("/", "/articles", article, f"{article}?own=1", "/pacts/jcpoa", "/sources",
                      "/actors", "/actors/IRN", "/actors?name=<script>alert(1)</script>"):  # fmt: skip
            page.goto(address + place)
            assert page.evaluate(
                "[...document.scripts].every(s => s.src === location.origin + '/room.js')"
            ), place
            assert page.evaluate(
                "[...document.querySelectorAll('*')].every(e => [...e.attributes]"
                ".every(a => !a.name.startsWith('on') && !/^\\s*javascript:/i.test(a.value)))"
            ), place
        page.goto(address + article)
        for run in page.locator("[data-claim]").all():
            run.hover()
        page.wait_for_selector("#card:visible")
        assert page.evaluate("document.querySelectorAll('#card script, #card img').length") == 0


def test_what_a_page_must_not_do_is_blocked(chromium, room):
    """The door lets no script of the page's own words run, nor anything be fetched elsewhere."""
    page = chromium.new_page()
    page.goto(room)
    ran = page.evaluate(
        """async () => {
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            document.body.append(script);
            const reached = await fetch("https://elsewhere.example/").then(() => true, () => false);
            return [Boolean(window.ran), reached];
        }"""
    )
    assert ran == [False, False]
    page.close()
