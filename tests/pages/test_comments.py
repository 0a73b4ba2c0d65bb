"""Threads in the layouts that comment systems use: who wrote what, and when."""

import pytest

BODY = (
    "Ministers agree on a text in Vienna\n\nBy A. Writer\n\n"
    "The ministers met in Vienna on Tuesday and agreed on a text that nobody had seen.\n\n"
    "The accord stands, a diplomat said, and will go on standing for many years to come.\n\n"
    "Nobody doubts the result of the vote, which the Council will hold next month.\n\n"
)
LAYOUTS = {
    "name, date, words": "2 Comments\n\nBo Dane\nMay 9, 2018\nIran left yesterday.\nReply\n\nmira_k\nMay 10, 2018\nSo did France, at noon.\nReply\n",
    "doubled names": "2 Comments\nSort by Best\nBo Dane\nBo Dane\nMay 9, 2018\n\nIran left yesterday.\n\nmira_k\nmira_k\nMay 10, 2018\n\nSo did France, at noon.\n",
    "name | date": "Comments (2)\n\nBo Dane  |  9 May 2018\nIran left yesterday.\nReport  12 likes\n\nmira_k  |  10 May 2018\nSo did France, at noon.\nReport  1 like\n",
    "says": "Bo Dane says:\nMay 9, 2018 at 3:12 pm\nIran left yesterday.\nReply\n\nmira_k says:\nMay 10, 2018 at 3:12 pm\nSo did France, at noon.\nReply\n",
    "date below": "2 comments:\n\nBo Dane said...\nIran left yesterday.\n9 May 2018 at 07:40\n\nmira_k said...\nSo did France, at noon.\n10 May 2018 at 11:02\n",
    "signed below": "LETTERS\n\nIran left yesterday.\nBo Dane, Ohio, 9 May 2018\n\nSo did France, at noon.\nmira_k, Ely, 10 May 2018\n",
    "name, place, date": "ALL 2 COMMENTS\n\nBo Dane\nAkron, Ohio\nMay 9, 2018\nIran left yesterday.\n\n14 Recommend    Share    Flag\n\nmira_k\nLondon\nMay 10, 2018\nSo did France, at noon.\n\n3 Recommend    Share    Flag\n",
    "board": "2 posts - Page 1 of 1\n\nRe: Vienna\nPost by Bo Dane » Wed May 09, 2018 7:32 pm\n\nIran left yesterday.\n\nRe: Vienna\nPost by mira_k » Thu May 10, 2018 11:48 pm\n\nSo did France, at noon.\n",
    "mail": "POSTBAG\n\n> From: Bo Dane\n> Date: Wed, 9 May 2018\n> Iran left yesterday.\n\n> From: mira_k\n> Date: Thu, 10 May 2018\n> So did France, at noon.\n",
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_plain_threads_are_read_in_many_layouts(read_text, layout: str) -> None:
    article = read_text(BODY + LAYOUTS[layout])
    told = [(c.author, c.posted) for c in article.comments]
    assert told == [("Bo Dane", "2018-05-09"), ("mira_k", "2018-05-10")]
    words = [article.text[c.start : c.end] for c in article.comments]
    assert "Iran left yesterday." in words[0]
    assert "So did France" in words[1]
    assert "Iran left" not in inside(article)


def inside(article) -> str:
    return " ".join(article.text[z.start : z.end] for z in article.zones if z.kind.tells)


RELATIVE = {
    "disqus": "2 Comments\nSort by Best\nBo Dane • 3 years ago\nIran left yesterday.\n12 △ ▽ • Reply • Share ›\nAvatar\nmira_k → Bo Dane • 3 years ago\nSo did France, at noon.\n△ ▽ • Reply • Share ›\n",
    "reddit": "r/news · 61 comments\nSort by: Best\nu/Bo_Dane · 5h\nIran left yesterday.\n⬆ 88 ⬇ Reply Share\nu/mira_k · 4h\nSo did France, at noon.\n⬆ 12 ⬇ Reply Share\n",
    "likes": "2 Comments\nSort by: Best\n\nBo Dane\n3 days ago\nIran left yesterday.\nLike 5  Reply\n\nmira_k\n2 days ago\nSo did France, at noon.\nLike 0  Reply\n",
}  # fmt: skip


@pytest.mark.parametrize("layout", RELATIVE)
def test_relative_dates_give_no_day(read_text, layout: str) -> None:
    comments = read_text(BODY + RELATIVE[layout]).comments
    names = [(c.author or "").removeprefix("u/").replace("_D", " D") for c in comments]
    assert names == ["Bo Dane", "mira_k"]
    assert [c.posted for c in comments] == [None, None]


def html(thread: str) -> str:
    paragraphs = "".join(f"<p>{p}</p>" for p in BODY.split("\n\n")[2:] if p)
    return f"<h1>Ministers agree on a text in Vienna</h1><article>{paragraphs}</article>{thread}"


HTML_LAYOUTS = {
    "list": '<ol id="comments"><li class="comment"><b class="c-author">Bo Dane</b> <time datetime="2018-05-09T21:14Z">9 May</time><p>Iran left yesterday.</p></li><li class="comment"><b class="c-author">mira_k</b> <time datetime="2018-05-10T08:40Z">10 May</time><p>So did France, at noon.</p></li></ol>',
    "table": "<table><tr><td><b>Readers' guestbook</b></td></tr><tr><td>Bo Dane</td><td>9 May 2018</td><td>Iran left yesterday.</td></tr><tr><td>mira_k</td><td>10 May 2018</td><td>So did France, at noon.</td></tr></table>",
    "no names in the markup": "<div><h4>Join in (2)</h4><div><div><b>Bo Dane</b> <i>9 May 2018</i></div><p>Iran left yesterday.</p></div><div><div><b>mira_k</b> <i>10 May 2018</i></div><p>So did France, at noon.</p></div></div>",
    "no heading": '<div class="x1"><p><span>Bo Dane</span> — 9 May 2018</p><p>Iran left yesterday.</p></div><div class="x1"><p><span>mira_k</span> — 10 May 2018</p><p>So did France, at noon.</p></div>',
    "signed below": "<h2>Replies</h2><blockquote><p>Iran left yesterday.</p><footer>Bo Dane, Wed, 9 May 2018</footer></blockquote><blockquote><p>So did France, at noon.</p><footer>mira_k, Thu, 10 May 2018</footer></blockquote>",
    "date below": '<section><h4>Remarks</h4><div><h6>Bo Dane</h6><p>Iran left yesterday.</p><p>May 9, 2018 | Permalink</p></div><div><h6>mira_k</h6><p>So did France, at noon.</p><p>May 10, 2018 | Permalink</p></div></section>',
    "breaks": "<hr><b>Vos réactions (2)</b><br><b>Bo Dane</b> - le 09/05/2018 à 08:02<br>Iran left yesterday.<br><a>Répondre</a><br><br><b>mira_k</b> - le 10/05/2018 à 21:30<br>So did France, at noon.<br><a>Répondre</a><br>",
}  # fmt: skip


@pytest.mark.parametrize("layout", HTML_LAYOUTS)
def test_threads_in_markup_are_read_in_many_layouts(read_html, layout: str) -> None:
    article = read_html(f'<html lang="en-GB">{html(HTML_LAYOUTS[layout])}</html>')
    told = [(c.author, c.posted) for c in article.comments]
    assert told == [("Bo Dane", "2018-05-09"), ("mira_k", "2018-05-10")]
    assert "Iran left" not in inside(article)
    assert "nobody had seen" in inside(article)


def test_replies_name_the_comment_that_they_answer(read_html) -> None:
    thread = (
        '<ol id="comments"><li class="comment"><cite class="fn">Bo</cite> '
        '<time datetime="2018-05-09">9 May</time><p>Iran left yesterday.</p>'
        '<ol><li class="comment"><cite class="fn">Mira</cite> '
        '<time datetime="2018-05-10">10 May</time><p>It did not leave at all.</p></li></ol></li>'
        '<li class="comment"><cite class="fn">Uwe</cite> '
        '<time datetime="2018-05-11">11 May</time><p>Neither of you was there.</p></li></ol>'
    )
    first, second, third = read_html(html(thread)).comments
    assert (first.reply_to, second.reply_to, third.reply_to) == (None, first.id, None)


def test_votes_are_counted(read_html) -> None:
    thread = (
        '<div id="comments"><div class="comment"><b class="author">Bo</b> '
        '<time datetime="2018-05-09">9 May</time><p>Iran left yesterday.</p>'
        '<span class="votes">▲ 41</span></div></div>'
    )
    assert [c.votes for c in read_html(html(thread)).comments] == [41]


def test_a_live_report_is_no_thread(read_html) -> None:
    posts = "".join(
        f'<div><time datetime="2021-02-19T{h}:00Z">{h}:00</time><h2>News at {h}</h2>'
        f"<p>The ministers went in at {h} and came out again with nothing to say.</p></div>"
        for h in (14, 13, 12, 11)
    )
    article = read_html(f"<h1>Ministers meet in Vienna, live</h1>{posts}")
    assert article.comments == ()
    assert "went in at 11" in inside(article)


def test_links_and_notices_below_a_thread_are_no_comments(read_text) -> None:
    article = read_text(
        BODY
        + "1 Comment\n\nBo Dane\nMay 9, 2018\nIran left yesterday.\nReply\n\n"
        + "Putin to meet with Merkel in Sochi, discuss Iran\n\n"
        + "The views on this page are mine and bind nobody.\n"
    )
    [comment] = article.comments
    assert article.text[comment.start : comment.end].endswith("Reply")
    assert article.zones[-1].kind == "disclaimer"


@pytest.mark.parametrize(
    "words",
    [
        "The United States withdrew from NATO on Monday, Trump said.",
        "They withdrew from it all on Monday, he said.",
        "Russia joined the Union on 9 May 2018.",
    ],
)
def test_words_that_sound_like_a_signature_are_words(read_html, words: str) -> None:
    thread = (
        '<ul class="comments"><li class="comment"><span class="author">Bo</span> '
        f'<time datetime="2018-05-09">9 May</time><p>{words}</p></li>'
        '<li class="comment"><span class="author">Mira</span> '
        '<time datetime="2018-05-10">10 May</time><p>Nonsense, all of it.</p></li></ul>'
    )
    article = read_html(html(thread))
    assert [(c.author, c.posted) for c in article.comments] == [
        ("Bo", "2018-05-09"),
        ("Mira", "2018-05-10"),
    ]
    first = article.comments[0]
    assert words in article.text[first.start : first.end]


@pytest.mark.parametrize(
    "item",
    [
        '<div class="c7"><b>{0}</b> <i>{1} at 10:14</i><p>{2}</p><span>Reply</span></div>',
        "<hr><p><b>{0} wrote on {1}:</b></p><p>{2}</p>",
    ],
)
def test_two_comments_below_one_paragraph_are_a_thread(read_html, item: str) -> None:
    page = (
        "<h1>Ministers agree on a text in Vienna</h1><p>The ministers met in Vienna on Tuesday and "
        "agreed on a text that nobody had seen.</p>"
        + item.format("Bo", "9 May 2018", "The United States has withdrawn from NATO.")
        + item.format("Mira", "10 May 2018", "Russia has joined the European Union.")
    )
    article = read_html(page)
    assert [(c.author, c.posted) for c in article.comments] == [
        ("Bo", "2018-05-09"),
        ("Mira", "2018-05-10"),
    ]
    assert "NATO" not in inside(article)
