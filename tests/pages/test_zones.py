"""Zones: what is the article's, what is not, in pages of several shapes."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.pages import Page, PageFormat, open_pages, read_page
from dragoman.records import Article, ZoneKind

GOLDEN = sorted((Path(__file__).parents[1] / "golden").glob("*.json"))
SAMPLES = Path(__file__).parents[2] / "samples"
FIRST = "The ministers met in Vienna on Tuesday and agreed on a text that nobody had seen."
SECOND = "The accord stands, a diplomat said, and will go on standing for many years to come."
THIRD = "Nobody doubts the result of the vote, which the Council will hold next month."


def inside(article: Article) -> str:
    return " ".join(article.text[z.start : z.end] for z in article.zones if z.kind.tells)


def kind_at(article: Article, words: str) -> ZoneKind:
    at = article.text.index(words)
    return next(zone.kind for zone in article.zones if zone.start <= at < zone.end)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_the_sample_pages_are_read_as_their_gold_says(path: Path) -> None:
    gold = json.loads(path.read_text("utf-8"))
    [sample] = [file for file in SAMPLES.iterdir() if file.stem == path.stem]
    [page] = open_pages([str(sample)])
    assert isinstance(page, Page)
    article = read_page(page).article
    assert article is not None
    told, untold = "".join(inside(article).split()), "".join(article.text.split())
    assert [s for s in gold["inside_body"] if "".join(s.split()) not in told] == []
    assert [s for s in gold["outside_body"] if "".join(s.split()) in told] == []
    assert all("".join(s.split()) in untold for s in gold["outside_body"])
    assert article.published == gold["published"]
    assert [(c.author, c.posted) for c in article.comments] == [
        (c["author"], c["posted"]) for c in gold["comments"]
    ]


@pytest.mark.parametrize(
    ("furniture", "words", "kind"),
    [
        ('<div class="cookie-bar"><p>We use cookies to remember you on this site.</p></div>', "We use", "furniture"),
        ('<aside class="newsletter"><p>Our weekly letter is free for subscribers. Sign up here.</p></aside>', "Our weekly", "appeal"),
        ("<p>Please consider a small monthly donation to keep this page going.</p>", "Please", "appeal"),
        ("<p>You have two free articles left this month.</p>", "You have", "appeal"),
        ("<p><em>The views expressed in this column are those of the author alone.</em></p>", "The views", "disclaimer"),
        ("<p>Corrected on 24 June: the vending machine is on the second floor.</p>", "Corrected", "disclaimer"),
        ('<p>READ MORE: <a href="/x">Denmark votes to join a policy of defence</a></p>', "Denmark", "related"),
        ('<div class="related"><h3>Related</h3><ul><li>Israel shells a post on the Golan.</li></ul></div>', "Israel", "related"),
        ("<div><h4>More on this story</h4><ul><li>Israel shells a post on the Golan.</li></ul></div>", "Israel", "related"),
        ("<figure><figcaption>The lake at dawn. Picture: Y. Castellane</figcaption></figure>", "The lake", "furniture"),
        ("<div><h4>Your vote</h4><p>Should trawlers get any money at all?</p></div>", "Should", "furniture"),
        ("<div><h2>About us</h2><p>The Ministry employs some 2,700 people in Helsinki.</p></div>", "The Ministry", "disclaimer"),
        ('<div style="display:none"><p>Buy gold now and be happy for ever.</p></div>', None, None),
        ("<script>var news = 'Iran left.';</script>", None, None),
    ],
)  # fmt: skip
def test_what_is_not_the_articles_is_kept_out_in_mid_article(
    read_html, furniture: str, words: str | None, kind: str | None
) -> None:
    article = read_html(
        f"<body><h1>Ministers agree on a text</h1><p>{FIRST}</p><p>{SECOND}</p>{furniture}"
        f"<p>{THIRD}</p></body>"
    )
    assert [p for p in (FIRST, SECOND, THIRD) if p not in inside(article)] == []
    if words:
        assert kind_at(article, words) == kind
    else:
        assert "gold now" not in article.text
        assert "Iran left" not in article.text


@pytest.mark.parametrize(
    "markup",
    [
        "<div class='story'>{0}<br><br>{1}<br><br>{2}</div>",
        "<div><span class='a1'>{0}</span></div><div><span class='a1'>{1}</span></div><div>{2}</div>",
        "<table><tr><td>Menu<br>Home</td><td><p>{0}</p><p>{1}</p><p>{2}</p></td></tr></table>",
        "<div class='part one'><p>{0}</p></div><div class='ad'>Buy it</div><div><p>{1}</p><p>{2}</p></div>",
        "<c-story><c-p>{0}</c-p><c-p>{1}</c-p><c-p>{2}</c-p></c-story>",
        "<div class='comment-body'><p>{0}</p><p>{1}</p><p>{2}</p></div>",
        "<ul><li>{0}</li><li>{1}</li></ul><p>{2}</p>",
    ],
)
def test_an_article_is_found_in_markup_of_many_shapes(read_html, markup: str) -> None:
    article = read_html(
        f"<body><h1>Ministers agree on a text</h1>{markup.format(FIRST, SECOND, THIRD)}"
        "<footer>© 2020 The Paper</footer></body>"
    )
    assert [p for p in (FIRST, SECOND, THIRD) if p not in inside(article)] == []
    assert kind_at(article, "© 2020") == "furniture"


TEXT = f"""Skip to content
The Paper
Markets  Politics  World  Sign in

Ministers agree on a text in Vienna

A long night, and little to show for it in the morning

By A. Writer

{FIRST}

{SECOND}

READ MORE: Denmark votes to join a policy of defence

{THIRD}

Help us grow. Support The Paper on Patreon!

The views expressed here do not necessarily represent those of The Paper.

Read next
Erdogan threatens a new operation in Syria
Oil tops $119 as OPEC raises its output
"""


def test_plain_text_is_told_apart_by_its_words_and_lines(read_text) -> None:
    article = read_text(TEXT)
    assert article.title == "Ministers agree on a text in Vienna"
    assert article.standfirst == "A long night, and little to show for it in the morning"
    assert article.byline == "By A. Writer"
    assert article.outlet == "The Paper"
    assert kind_at(article, "Denmark") == "related"
    assert kind_at(article, "Help us grow") == "appeal"
    assert kind_at(article, "The views") == "disclaimer"
    assert kind_at(article, "Oil tops") == "related"
    assert kind_at(article, "Markets") == "furniture"
    assert [p for p in (FIRST, SECOND, THIRD) if p not in inside(article)] == []


def test_a_short_first_sentence_that_ends_in_a_date_is_no_byline(read_text) -> None:
    first = "The United States withdrew from the Iran nuclear deal on 8 May 2018."
    article = read_text(f"Trump leaves\n\n{first}\n\n{SECOND}\n\n{THIRD}\n")
    assert kind_at(article, first) == "body"
    assert article.published is None


def test_broken_lines_are_one_paragraph_and_keep_their_offsets(read_text) -> None:
    lines = [
        "The ministers of the three countries met in Vienna on Tuesday evening",
        "and agreed on a text that nobody outside the room had seen before it",
        "was read out by the clerk. The accord stands, a diplomat said, and it",
        "will go on standing for many years, or so the others hope in silence.",
    ]
    text = "Ministers agree on a text in Vienna\n\n" + "\n".join(lines * 3) + "\n"
    article = read_text(text)
    assert article.text == text
    assert kind_at(article, "was read out") == "body"


def test_a_page_without_an_article_says_so() -> None:
    page = Page("menu.html", "<ul><li>Home</li><li>World</li></ul>", PageFormat.HTML)
    reading = read_page(page)
    assert reading.article is not None
    assert [z.kind for z in reading.article.zones] == [ZoneKind.FURNITURE]
    assert "No article was found" in reading.faults[0].message


def test_ten_thousand_nested_elements_lose_no_text() -> None:
    html = "<div>" * 10_000 + f"<p>{FIRST}</p>" + "</div>" * 10_000 + f"<p>{SECOND}</p>"
    reading = read_page(Page("deep.html", html, PageFormat.HTML))
    assert reading.article is not None
    assert FIRST in inside(reading.article)
    assert SECOND in inside(reading.article)
    assert "nested" in reading.faults[0].message


def test_another_language_gets_zones_and_a_fault() -> None:
    german = "Die Minister trafen sich am Dienstag in Wien und einigten sich auf einen Text, den noch niemand gesehen hatte."
    html = f"<h1>Minister einigen sich</h1><p>{german}</p><p>{german}</p>"
    reading = read_page(Page("wien.html", html, PageFormat.HTML))
    assert reading.article is not None
    assert reading.article.language == "de"
    assert kind_at(reading.article, "Die Minister trafen") == "body"
    assert reading.faults[-1].stage == "language"


def test_ids_are_hashes_of_what_was_read(read_text) -> None:
    assert read_text(TEXT).id == read_text(TEXT).id
    assert read_text(TEXT).id != read_text(TEXT + "More.").id


FRAGMENTS = [
    "<p>", "</div>", '<div class="comments">', " May 8, 2018 ", "says:", "<b>", "\n\n", "“", "’",
    "<blockquote>", "© 2018 X", "Reports:", "Comments (3)", "\u202e", "\ud800", "é", "From X:",
    "<table><tr><td>", "<h1>", "Reply", "3 days ago", FIRST, "# ", "> ", "| ", "---\n", "👍", "<br>",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=20), max_size=40),
    st.sampled_from([None, *PageFormat]),
)
def test_zones_cover_all_text_without_overlap_whatever_the_page(
    parts: list[str], form: PageFormat | None
) -> None:
    article = read_page(Page("page", "".join(parts), form)).article
    if article is None:
        return
    article.text.encode("utf-8")
    at = 0
    for zone in article.zones:
        assert at <= zone.start < zone.end <= len(article.text)
        assert not article.text[at : zone.start].strip()
        assert 0 <= zone.confidence <= 1
        at = zone.end
    assert not article.text[at:].strip()
    for comment in article.comments:
        assert 0 <= comment.start < comment.end <= len(article.text)


def test_chinese_has_paragraphs_though_it_has_no_blanks(read_text) -> None:
    words = "伊朗外交部发言人星期二在维也纳表示，各方已就文本达成一致，但尚未公布细节。"
    article = read_text(f"部长们达成一致\n\n{words}\n\n{words}\n")
    assert article.language in ("zh", "wuu")
    assert kind_at(article, words) == "body"


def test_a_row_of_one_short_sentence_is_an_article(read_text) -> None:
    assert kind_at(read_text("Trump quit the Iran deal."), "Trump") == "body"


def test_markdowns_signs_do_not_reach_the_text() -> None:
    text = f"# Ministers agree\n\n{FIRST}\n\n**France** left [the accord](https://a.example/x) *at once*, it said.\n"
    article = read_page(Page("page.md", text, PageFormat.MARKDOWN)).article
    assert article is not None
    assert article.title == "Ministers agree"
    assert "France left the accord at once, it said." in article.text


def test_what_a_report_says_of_joining_names_no_outlet(read_text) -> None:
    article = read_text(
        "Delegates met in Kuala Lumpur on Thursday and talked of robbers at sea for three hours.\n\n"
        "Malaysia said that it would join the Sulu Joint Watch in October, and knew all about the "
        "Joint Watch by then. The Sulu Joint Watch has no flag of its own.\n"
    )
    assert article.outlet is None
