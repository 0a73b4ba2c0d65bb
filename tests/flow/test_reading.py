"""Small pages -> their records: one for one, in order, nothing from outside the article."""

import json

import pytest

from dragoman.errors import ModelError, UsageError
from dragoman.flow import Options, Reader
from dragoman.flow import reading as module
from dragoman.pages import Given, Page, PageFormat
from dragoman.records import (
    ActorKind,
    Fault,
    PageFault,
    Record,
    Span,
    Stage,
    ZoneKind,
    from_json,
    to_json,
)

NEWS = """<!doctype html>
<html lang="en"><head><title>Iran accuses Germany of breaking the accord</title>
<meta property="og:site_name" content="The Harbour Courier">
<meta property="article:published_time" content="2018-05-19T09:00:00Z"></head>
<body><header><nav><a href="/">Home</a> <a href="/world">World</a></nav></header>
<article><h1>Iran accuses Germany of breaking the accord</h1>
<p>Iran accused Germany on Friday of breaking the nuclear accord, and the European Union's
foreign policy chief, Federica Mogherini, urged both sides to return to the talks.</p>
<p>"We will not leave the agreement," the Iranian foreign ministry spokesman told reporters in
Tehran. France signed the Paris Agreement in April 2016.</p>
{inside}
</article>
{outside}
</body></html>
"""

LIES = """
<aside class="related"><h2>Related</h2><ul>
<li><a href="/1">China attacked Norway and Brazil imposed sanctions on Japan</a></li>
<li><a href="/2">Mexico withdrew from the JCPOA, Chilean minister says</a></li></ul></aside>
<div class="donate"><p>Support our work: Peru accused Kenya of war, so please donate today and
subscribe to our newsletter.</p></div>
<div class="disclaimer"><p>Disclaimer: the views expressed here are the author's own and do not
reflect those of this site. Ghana withdrew from the Paris Agreement.</p></div>
<section id="comments" class="comments"><h2>2 Comments</h2>
<div class="comment" id="comment-1"><span class="comment-author">saltmarsh</span>
<time datetime="2018-05-20T10:00:00Z">20 May 2018</time>
<div class="comment-body"><p>Canada attacked Poland yesterday. The Swedish minister said that
Sweden withdrew from the JCPOA and imposed sanctions on Spain.</p></div></div>
<div class="comment" id="comment-2"><span class="comment-author">heron9</span>
<time datetime="2018-05-20T11:00:00Z">20 May 2018</time>
<div class="comment-body"><p>India invaded Nepal. "It is over," said the Finnish president, and
Finland signed the JCPOA.</p></div></div></section>
"""

LIARS = {
    "CHN", "NOR", "BRA", "JPN", "MEX", "CHL", "PER", "KEN", "GHA", "CAN", "POL", "SWE", "ESP",
    "IND", "NPL", "FIN",
}  # fmt: skip

GERMAN = """Iran wirft Deutschland Vertragsbruch vor

Der iranische Außenminister hat Deutschland am Freitag vorgeworfen, das Atomabkommen gebrochen zu
haben. Die Bundesregierung wies den Vorwurf zurück und kündigte an, weiter an den Gesprächen in
Wien teilzunehmen. Ein Sprecher des Auswärtigen Amtes sagte, man halte an der Vereinbarung fest.
"""

TEXT = """Turkey rejects offer from Greece
The Harbour Courier
2 June 2019

Turkey rejected on Saturday an offer of talks from Greece, a Turkish foreign ministry spokesman
said. Greece condemned the decision and called on the European Union to respond.
"""


def news(name="news.html", inside="", outside=""):
    return Page(name, NEWS.format(inside=inside, outside=outside), PageFormat.HTML)


def text_page(name="turkey.txt", text=TEXT):
    return Page(name, text, PageFormat.TEXT)


@pytest.fixture(scope="module")
def reader():
    return Reader()


def told(record):
    """All of a record that the article tells, without the page's name."""
    return (record.article, record.actors, record.attributions, record.events, record.moves)


def test_a_page_becomes_a_record(reader):
    [record] = reader.read([news()])
    assert isinstance(record, Record)
    assert record.page == "news.html"
    assert (record.article.outlet, record.article.published) == (
        "The Harbour Courier",
        "2018-05-19",
    )
    rows = {(e.type, e.source, e.target) for e in record.events}
    assert ("ACCUSE", ("IRN",), ("DEU",)) in rows
    assert any(kind == "REQUEST" and source == ("EU",) for kind, source, _ in rows)
    assert ("FRA", "join", "2016-04") in {(m.actor, m.move, m.date) for m in record.moves}
    assert any(record.article.words(a.content[0]).startswith('"We will not') for a in record.attributions)  # fmt: skip


def test_every_id_that_is_cited_is_in_the_record(reader):
    for record in reader.read([news(outside=LIES), text_page()]):
        actors = {actor.id for actor in record.actors}
        carriers = {attribution.id for attribution in record.attributions}
        for event in record.events:
            assert {*event.source, *event.target} <= actors
        for attribution in record.attributions:
            assert attribution.source is None or attribution.source.actor in {None, *actors}
        for actor in record.actors:
            assert actor.affiliation in {None, *actors}
        cited = [row.attribution for row in (*record.events, *record.moves)]
        cited += [attribution.via for attribution in record.attributions]
        assert set(cited) <= {None, *carriers}
        assert len({e.id for e in record.events}) == len(record.events)


def test_records_come_in_the_order_of_their_pages(reader, monkeypatch):
    monkeypatch.setattr(module, "BATCH", 3)
    lost = PageFault("lost.html", Fault(Stage.PAGES, "The file is missing. Look at its name."))
    pages = [
        text_page("1"), lost, news("2"), text_page("3", GERMAN), news("4"), text_page("5", ""),
        text_page("6"), news("7"),
    ]  # fmt: skip
    found = list(reader.read(iter(pages)))
    assert [f.page for f in found] == ["1", "lost.html", "2", "3", "4", "5", "6", "7"]
    assert found[1] is lost
    assert [isinstance(f, PageFault) for f in found] == [
        f.page in ("lost.html", "5") for f in found
    ]


def test_no_more_than_a_batch_of_pages_is_held(reader, monkeypatch):
    monkeypatch.setattr(module, "BATCH", 2)
    opened = []

    def pages():
        for n in range(6):
            opened.append(n)
            yield text_page(str(n))

    records = reader.read(pages())
    assert next(records).page == "0"
    assert opened == [0, 1]


def test_no_pages_give_no_records(reader):
    assert list(reader.read([])) == []


@pytest.mark.parametrize("content", ["", " \n\n ", b"", "<html><body><script>1</script></body></html>"])  # fmt: skip
def test_an_empty_page_gives_a_fault(reader, content):
    [fault] = reader.read([Page("empty", content)])
    assert isinstance(fault, PageFault)
    assert (fault.page, fault.fault.stage) == ("empty", Stage.PAGES)
    assert fault.fault.message


def test_a_page_in_another_language_has_zones_and_no_events(reader):
    [record] = reader.read([text_page("de.txt", GERMAN)])
    assert record.article.language == "de"
    assert any(zone.kind is ZoneKind.BODY for zone in record.article.zones)
    assert (record.actors, record.attributions, record.events, record.moves) == ((), (), (), ())
    assert any("'de'" in f.message or "German" in f.message for f in record.faults)
    assert record.coder.model_digest is None


def test_pages_in_other_languages_need_no_model():
    broken = Reader(Options(model="no_such_model"))
    [record] = broken.read([text_page("de.txt", GERMAN)])
    assert record.article.language == "de"
    with pytest.raises(ModelError, match="'no_such_model' can't be loaded"):
        list(broken.read([text_page()]))


def test_stretches_that_are_not_parsed_are_faults(reader):
    [record] = reader.read([news(inside="<p>See " + "a1%" * 200 + " for more.</p>")])
    [fault] = [f for f in record.faults if f.stage is Stage.LANGUAGE]
    assert record.article.text[fault.start : fault.end] == "a1%" * 200


def test_ids_are_equal_in_two_runs(reader):
    pages = [news(), text_page(), text_page("de.txt", GERMAN)]
    first = [to_json(record) for record in reader.read(pages)]
    assert first == [to_json(record) for record in Reader().read(pages)]


def test_a_record_does_not_depend_on_its_neighbours(reader):
    alone = [told(record) for page in (news(), text_page()) for record in reader.read([page])]
    others = [text_page(str(n), TEXT.replace("Turkey", "Norway") * (n + 1)) for n in range(5)]
    among = list(reader.read([*others, news(), *others, text_page(), *others]))
    assert [told(r) for r in among if r.page in ("news.html", "turkey.txt")] == alone


def test_what_is_not_the_article_tells_nothing(reader):
    [plain] = reader.read([news()])
    [record] = reader.read([news(outside=LIES)])
    article = record.article
    telling = [zone.span for zone in article.zones if zone.kind.tells]
    assert "Canada attacked Poland" in article.text
    assert [c.author for c in article.comments] == ["saltmarsh", "heron9"]

    def tells(span):
        return any(zone.contains(span) for zone in telling)

    for event in record.events:
        assert tells(event.sentence)
        assert not LIARS & {*event.source, *event.target}
    for move in record.moves:
        assert tells(move.evidence)
        assert move.actor not in LIARS
    for attribution in record.attributions:
        assert all(tells(span) for span in attribution.content)
        assert attribution.cue is None or tells(attribution.cue)
        source = attribution.source
        assert source is None or tells(Span(source.start, source.end))

    def rows(r):
        names = {actor.id: actor.name for actor in r.actors}
        return (
            [
                (e.type, [names[a] for a in (*e.source, *e.target)], r.article.words(e.sentence))
                for e in r.events
            ],
            [(m.pact, m.actor, m.move, m.date) for m in r.moves],
            [tuple(r.article.words(s) for s in a.content) for a in r.attributions],
        )

    assert rows(record) == rows(plain)
    assert all(rows(plain))


def test_options_go_before_the_page_and_are_cited():
    given = Given(published="2018-05-20", outlet="The Example Post", url="https://example.org/1")
    [record] = Reader(Options(given=given)).read([news()])
    article = record.article
    assert (article.published, article.outlet, article.url) == (
        "2018-05-20", "The Example Post", "https://example.org/1",
    )  # fmt: skip
    assert record.coder.options == {
        "published": "2018-05-20", "outlet": "The Example Post", "url": "https://example.org/1",
    }  # fmt: skip
    outlets = {actor.name for actor in record.actors if actor.kind is ActorKind.OUTLET}
    assert "Example Post" in {name.removeprefix("The ") for name in outlets}


def test_a_date_that_is_none_is_misuse():
    with pytest.raises(UsageError, match="--published"):
        list(Reader(Options(given=Given(published="soon"))).read([news()]))


def test_paths_are_read_and_missing_ones_are_faults(reader, tmp_path):
    (tmp_path / "a.html").write_text(news().content, encoding="utf-8")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    row = {"text": TEXT, "outlet": "The Example Post", "published": "2019-06-02"}
    (tmp_path / "c.jsonl").write_text(json.dumps(row) + "\n{broken\n", encoding="utf-8")
    names = [str(tmp_path / name) for name in ("a.html", "none.html", "b.txt", "c.jsonl")]
    html, missing, text, good, bad = reader.read_paths(names)
    assert [html.page, missing.page, text.page] == names[:3]
    assert isinstance(missing, PageFault)
    assert isinstance(bad, PageFault)
    assert good.article.outlet == "The Example Post"


def test_a_record_survives_its_json(reader):
    [record] = reader.read([news(outside=LIES)])
    assert from_json(to_json(record)) == record
