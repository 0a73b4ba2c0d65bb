"""Republished passages: whose they are, where they begin, and where the page's own voice returns."""

import pytest

from dragoman.pages.quoting import introduced
from dragoman.records import Article

OWN = [
    "So here we go again, and who would have thought it of them.",
    "Let me say it once more: this further cements a bold push that I do not like.",
]
WIRE = [
    "VIENNA - The ministers met on Tuesday and agreed on a text, the foreign ministry said.",
    "“We carried up five buckets of coffee,” an official told reporters on Wednesday.",
    "The Council will vote on Monday, according to a spokesman for the foreign ministry.",
]


def quoted(article: Article) -> list[tuple[str | None, str]]:
    return [
        (zone.outlet, article.text[zone.start : zone.end])
        for zone in article.zones
        if zone.kind == "quoted"
    ]


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("France 24 reports:", "France 24"),
        ("From Harbour Wire:", "Harbour Wire"),
        ("As the Caspian Ledger reported on Tuesday:", "the Caspian Ledger"),
        ("Here is the Kestrel Dispatch’s account:", "the Kestrel Dispatch"),
        ("The story from the Morning Herald:", "the Morning Herald"),
        ("Via Lantern Press:", "Lantern Press"),
        ("What did Tehran do before it spoke? From the Zagros Monitor:", "the Zagros Monitor"),
        ("President Rouhani writes:", None),
        ("The Foreign Ministry published the following:", None),
        ("There are three reasons:", None),
        ("He put it like this", None),
    ],
)
def test_an_introduction_names_an_outlet_and_no_person_or_body(
    line: str, outlet: str | None
) -> None:
    found = introduced(line)
    assert (found or "").removesuffix("’s") == (outlet or "")


@pytest.mark.parametrize("introduction", ["Harbour Wire reports:", "From Harbour Wire:"])
def test_the_passage_ends_where_the_pages_own_voice_returns(read_text, introduction: str) -> None:
    paragraphs = [OWN[0], introduction, *WIRE, *OWN]
    article = read_text("Ministers agree on a text\n\n" + "\n\n".join(paragraphs) + "\n")
    [(outlet, words)] = quoted(article)
    assert outlet == "Harbour Wire"
    assert words == "\n\n".join(WIRE)


def test_a_passage_that_nothing_ends_runs_to_the_end_with_less_confidence(read_text) -> None:
    text = "\n\n".join(["Ministers agree on a text", OWN[0], "Harbour Wire reports:", *WIRE])
    article = read_text(text)
    assert quoted(article) == [("Harbour Wire", "\n\n".join(WIRE))]
    [zone] = [zone for zone in article.zones if zone.kind == "quoted"]
    assert 0.5 < zone.confidence < 1


def test_a_block_quotation_ends_where_its_element_does(read_html) -> None:
    article = read_html(
        f"<h1>Ministers agree on a text</h1><p>{OWN[0]}</p><p>From Harbour Wire:</p><blockquote>"
        + "".join(f"<p>{p}</p>" for p in WIRE)
        + f"</blockquote><p>{WIRE[2]}</p><p>{OWN[1]}</p>"
    )
    assert quoted(article) == [("Harbour Wire", "\n\n".join(WIRE))]


@pytest.mark.parametrize(
    "credit",
    ["<p>— Harbour Wire</p>", "<footer>Source: Harbour Wire</footer>", "<cite>Harbour Wire</cite>"],
)
def test_a_block_quotation_may_be_credited_at_its_foot(read_html, credit: str) -> None:
    article = read_html(
        f"<h1>Ministers agree on a text</h1><p>{OWN[0]}</p><blockquote><p>{WIRE[0]}</p>"
        f"<p>{WIRE[1]}</p>{credit}</blockquote><p>{OWN[1]}</p>"
    )
    assert [outlet for outlet, _ in quoted(article)] == ["Harbour Wire"]


def test_a_block_quotation_of_a_person_is_the_articles_own(read_html) -> None:
    article = read_html(
        f"<h1>Ministers agree on a text</h1><p>{WIRE[0]}</p><p>The minister said:</p>"
        f"<blockquote><p>{OWN[1]}</p></blockquote><p>{WIRE[2]}</p>"
    )
    assert quoted(article) == []


def test_an_outlet_does_not_republish_itself(read_html) -> None:
    article = read_html(
        '<head><meta property="og:site_name" content="Harbour Wire"></head>'
        f"<h1>Ministers agree on a text</h1><p>Harbour Wire reports:</p><p>{WIRE[0]}</p>"
        f"<p>{WIRE[1]}</p>"
    )
    assert quoted(article) == []


def test_two_passages_are_two(read_text) -> None:
    parts = [
        OWN[0],
        "Harbour Wire reports:",
        WIRE[0],
        WIRE[1],
        OWN[1],
        "From Lantern Press:",
        WIRE[2],
    ]
    article = read_text("Ministers agree on a text\n\n" + "\n\n".join(parts) + "\n")
    assert [outlet for outlet, _ in quoted(article)] == ["Harbour Wire", "Lantern Press"]
