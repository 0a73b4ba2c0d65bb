"""The publication date: the page's own, on its basis; never a comment's, a link's, a told one."""

import pytest

from dragoman.errors import UsageError
from dragoman.pages import Given
from dragoman.pages.dates import day_in

BODY = (
    "<p>The ministers met in Vienna on Tuesday and agreed on a text that nobody had seen.</p>"
    "<p>Iran signed the accord on 14 July 2015, and the others followed within the week.</p>"
    "<p>The Council will vote next month, a diplomat said, and nobody doubts the result.</p>"
)
COMMENTS = (
    '<div id="comments"><h3>1 comment</h3><div class="comment"><b class="author">Bo</b> '
    '<time datetime="2019-01-02">2 January 2019</time><p>Nonsense, all of it is nonsense.</p>'
    "</div></div>"
)
RELATED = '<div class="related"><time datetime="2019-03-04">4 March 2019</time> Other news</div>'


def page(head: str = "", above: str = "", below: str = "", lang: str = "en") -> str:
    return (
        f'<html lang="{lang}"><head>{head}</head><body><h1>Ministers agree on a text</h1>{above}'
        f"{BODY}{below}{RELATED}{COMMENTS}<footer>© 2020 The Paper</footer></body></html>"
    )


JSON_LD = '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2018-05-08T23:30:00-04:00","dateModified":"2018-05-10"}</script>'
GRAPH = '<script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"P"},{"@type":["Article"],"datePublished":"2018-05-08"}]}</script>'


@pytest.mark.parametrize(
    ("html", "basis"),
    [
        (page(JSON_LD), "metadata"),
        (page(GRAPH), "metadata"),
        (page('<meta property="article:published_time" content="2018-05-08T10:00Z">'), "metadata"),
        (page('<meta name="date" content="8 May 2018">'), "metadata"),
        (page('<link rel="canonical" href="https://p.example/2018/05/08/text.html">'), "metadata"),
        (page(above='<p><time datetime="2018-05-08T09:00Z">Tuesday</time></p>'), "metadata"),
        (page(above='<abbr title="2018-05-08T09:00Z">Tuesday</abbr>'), "metadata"),
        (page(above="<p>By A. Writer, May 8, 2018</p>"), "text"),
        (page(above="<p>Updated 9 May 2018. First published 8 May 2018.</p>"), "text"),
        (page(above="<div>08/05/2018</div>", lang="en-GB"), "text"),
        (page(above="<div>05/08/2018</div>", lang="en-US"), "text"),
        (page(below="<p>First published on 8 May 2018</p>"), "text"),
    ],
)
def test_the_day_that_the_page_gives_for_itself(read_html, html: str, basis: str) -> None:
    article = read_html(html)
    assert (article.published, article.published_basis) == ("2018-05-08", basis)


def test_a_page_without_a_date_has_none_whatever_its_comments_and_links_say(read_html) -> None:
    article = read_html(page())
    assert article.published is None
    assert article.published_basis is None


def test_a_broken_json_ld_is_passed_over(read_html) -> None:
    html = page('<script type="application/ld+json">{"datePublished": "2018-</script>')
    assert read_html(html).published is None


def test_figures_that_can_be_read_in_two_ways_give_no_date(read_html) -> None:
    assert read_html(page(above="<div>08/05/2018</div>")).published is None


def test_the_users_date_goes_first(read_html) -> None:
    article = read_html(page(JSON_LD), Given(published="2018-05-19"))
    assert (article.published, article.published_basis) == ("2018-05-19", "option")


def test_a_users_date_that_is_none_is_misuse(read_html) -> None:
    with pytest.raises(UsageError, match="--published"):
        read_html(page(), Given(published="19 May"))


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("By A. Writer\nMay 18, 2018", "2018-05-18"),
        ("Updated 3 June 2022 17:20", "2022-06-03"),
        ("By A. Writer | 12 March 2019 | 5 min read", "2019-03-12"),
        ("by A. Writer", None),
    ],
)
def test_plain_text_gives_it_in_a_line_of_its_head(read_text, head: str, day: str | None) -> None:
    text = (
        f"The Paper\nHome\nWorld\n\nMinisters agree on a text in Vienna\n\n{head}\n\n"
        "The ministers met in Vienna on Tuesday and agreed on a text that nobody had seen.\n\n"
        "The accord of 14 July 2015 stands, a diplomat said, and will go on standing.\n\n"
        "1 comment\n\nBo\nJanuary 6, 2020\nNonsense, all of it is nonsense.\nReply\n"
    )
    assert read_text(text).published == day


@pytest.mark.parametrize(
    "dateline", ["VIENNA, 8 May 2018 - ", "VIENNA, May 8, 2018 (Wire) -- ", "VIENNA, 8 May 2018 — "]
)
def test_a_dateline_gives_it_last(read_text, dateline: str) -> None:
    text = (
        f"Ministers agree on a text in Vienna\n\n{dateline}The ministers met on Tuesday and agreed "
        "on a text that nobody had seen.\n\nThe Council will vote next month, a diplomat said.\n"
    )
    assert read_text(text).published == "2018-05-08"
    assert day_in(dateline) == "2018-05-08"


def test_a_comments_item_property_is_not_the_articles(read_html) -> None:
    comment = (
        '<ul><li class="comment" id="comment-7"><b class="author">Bo</b> '
        '<time itemprop="datePublished" datetime="2031-01-01">1 Jan</time>'
        "<p>Nonsense, all of it is nonsense.</p></li></ul>"
    )
    assert read_html(page(below=comment)).published is None
