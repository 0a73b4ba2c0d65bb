"""The source of a claim set right: what hangs from it follows in every answer, and comes back."""

import re

import pytest

from dragoman.errors import UsageError
from dragoman.flow.building import build
from dragoman.flow.lessons import labelled_paragraphs, lessons
from dragoman.flow.opening import open_ledger
from dragoman.ledger.index import Index
from dragoman.records import (
    Actor,
    ActorKind,
    Article,
    Attribution,
    AttributionKind,
    Basis,
    Chains,
    Coder,
    Event,
    EventType,
    Modality,
    Move,
    MoveKind,
    Naming,
    PactKind,
    Record,
    Source,
    Span,
    Stance,
    Zone,
    ZoneKind,
    content_id,
    voices,
)

ROWS = """\
{"text": "Fars News reported that officials said that Iran left the accord, and Ana Gray denied it.", \
"published": "2018-05-09", "url": "https://www.a.example/1", "outlet": "The Daily  Post"}
{"text": "Fars News reported that officials said that Iran left the accord, and Ana Gray denied it!", \
"published": "2018-05-10", "url": "https://b.example/2"}
"""


class ChainReader:
    """Reads the one sentence, of which an agency, officials in it, and somebody named tell parts."""

    coder = Coder("1.0", "chains", None, {})

    def read(self, pages):
        return map(self._one, pages)

    def _one(self, page):
        text, given = str(page.content), page.given
        identity = content_id("article", given.url, text)

        def at(words):
            start = text.index(words)
            return Span(start, start + len(words))

        def claim(name, words, cue, content, actor, via=None, named=True):
            start, end = at(words).start, at(words).end
            return Attribution(
                content_id(identity, name), Source(start, end, actor, named), at(cue), (content,),
                AttributionKind.INDIRECT, Stance.ASSERTS, via and content_id(identity, via), 0.7,
            )  # fmt: skip

        told = at("Iran left the accord")
        inner = Span(at("officials").start, told.end)
        claims = (
            claim("agency", "Fars News", "reported", inner, "fars"),
            claim("officials", "officials", "said", told, None, "agency", named=None),
            claim(
                "gray",
                "Ana Gray",
                "denied",
                at(
                    "it",
                ),
                "gray",
            ),
        )
        whole = Span(0, len(text))
        event = Event(
            content_id(identity, "event"), content_id(identity), EventType.RETREAT, None, (), "150",
            3, ("IRN",), (), at("left"), whole, None, None, None, Modality.ACTUAL, claims[1].id, 0.5,
        )  # fmt: skip
        move = Move(
            content_id(identity, "move"), "jcpoa", "Joint Comprehensive Plan of Action",
            PactKind.ACCORD, None, "IRN", MoveKind.WITHDRAW, None, None, "2018-05-08", None,
            Modality.ACTUAL, whole, claims[1].id, 0.5,
        )  # fmt: skip

        def actor(id_, name, kind, words, **more):
            naming = Naming(at(words).start, at(words).end, Basis.NAME)
            return Actor(id_, name, kind, mentions=(naming,), **more)

        actors = (
            actor("IRN", "Iran", ActorKind.COUNTRY, "Iran", country="IRN"),
            actor("fars", "Fars News Agency", ActorKind.OUTLET, "Fars News"),
            actor("gray", "Ana Gray", ActorKind.PERSON, "Ana Gray", country="FRA", role="envoy"),
        )
        article = Article(
            identity, None, None, None, given.outlet, given.url, given.published, None, "en", text,
            (Zone(ZoneKind.BODY, 0, len(text)),), (),
        )  # fmt: skip
        return Record(page.name, self.coder, article, actors, claims, (event,), (move,))


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sources")
    (folder / "rows.jsonl").write_text(ROWS)
    build(folder / "l.duckdb", [str(folder / "rows.jsonl")], reader=ChainReader())
    return folder / "l.duckdb"


@pytest.fixture
def ledger(built, tmp_path):
    (tmp_path / "l.duckdb").write_bytes(built.read_bytes())
    with open_ledger(tmp_path / "l.duckdb") as opened:
        yield opened


def claim_of(ledger, words="officials", page="1"):
    """The attribution whose source's words are these, on one of the pages."""
    query = f"""SELECT a.article, a.id, a.source_actor, a.source_named, a.depth, a.root, a.corrected
      FROM attributions a JOIN texts t USING (article) WHERE a.url LIKE '%/{page}'
      AND t.text[a.source_start + 1:a.source_end] = '{words}'"""
    [row] = ledger.sql(query).rows
    return dict(
        zip(("article", "id", "actor", "named", "depth", "root", "corrected"), row, strict=True)
    )


def mend(ledger, claim, **values):
    return ledger.give_verdict(
        "attribution", claim["article"], claim["id"], "mend", values=values, author="me"
    )


def hanging(ledger, page="1"):
    """The roots of the event and the move that the officials tell."""
    rows = ledger.sql(
        f"SELECT root FROM events WHERE url LIKE '%/{page}' "
        f"UNION ALL SELECT root FROM moves WHERE url LIKE '%/{page}'"
    ).rows
    return {root for (root,) in rows}


def agreed(ledger, tmp_path):
    """Sees that views, records and an index brought forward tell the same chains."""
    index = Index(ledger.path, tmp_path / "indexes")
    index.refresh()
    with index.snapshot() as known:
        for article in ledger.articles("plain").column("article"):
            record = ledger.record(article)
            assert known.record(article) == record
            chains = Chains(record)
            rows = ledger.sql(
                f"SELECT id, root, depth FROM attributions WHERE article = '{article}' ORDER BY id"
            ).rows
            assert rows == tuple(
                (c.id, chains.root(c.id), chains.depth(c.id))
                for c in sorted(record.attributions, key=lambda c: c.id)
            )
            for table, told in (("events", record.events), ("moves", record.moves)):
                roots = ledger.sql(f"SELECT id, root FROM {table} WHERE article = '{article}'").rows
                assert roots == tuple((each.id, chains.root(each.attribution)) for each in told)
        told, asked = known.moves_told(), ledger.moves_told(grounds=True)
        assert {(t.article, t.root, t.chain) for t in told} == {
            (t.article, t.root, t.chain) for t in asked
        }
        for one in ("RUS", "IRN", "gray", "FRA"):
            assert known.said_by(one) == ledger.said_by(one)
        assert known.speaker_rows() == ledger.speaker_rows()
        assert {row.id for row in known.actor_rows()} == {row.id for row in ledger.actor_rows()}


def test_what_was_read_has_the_agency_for_its_root(ledger, tmp_path):
    claim = claim_of(ledger)
    assert (claim["actor"], claim["depth"], claim["root"]) == (None, 2, "outlet:fars news agency")
    assert hanging(ledger) == {"outlet:fars news agency"}
    agreed(ledger, tmp_path)


def test_a_source_becomes_another_actor_of_the_article_with_all_that_hangs_from_it(
    ledger, tmp_path
):
    claim = claim_of(ledger)
    given = mend(ledger, claim, source_actor="IRN")
    mended = claim_of(ledger)
    assert (mended["actor"], mended["named"], mended["root"]) == ("IRN", True, "IRN")
    assert mended["corrected"]
    assert hanging(ledger) == {"IRN"}
    assert hanging(ledger, "2") == {"outlet:fars news agency"}
    [said] = ledger.said_by("IRN")
    assert (said.speaker, said.content) == ("Iran", "Iran left the accord")
    assert {(row.id, row.claims) for row in ledger.speaker_rows()} >= {("IRN", 1), ("gray", 2)}
    assert "IRN" in {voice.actor for voice in voices(ledger.record(claim["article"]))}
    [told] = [t for t in ledger.moves_told(grounds=True) if t.article == claim["article"]]
    assert told.chain == ("The Daily  Post", "Fars News Agency", "Iran")
    [saying] = [s for s in ledger.sayings() if s.id == claim["id"]]
    assert (saying.source.id, saying.root) == ("IRN", "IRN")
    agreed(ledger, tmp_path)
    ledger.undo_review(given.number, author="another")
    assert claim_of(ledger) == claim
    assert hanging(ledger) == {"outlet:fars news agency"}
    assert ledger.said_by("IRN") == ()
    agreed(ledger, tmp_path)


def test_reports_of_two_pages_are_independent_once_their_sources_are(ledger):
    def roots():
        return {step.roots for step in ledger.standing("jcpoa").steps}

    before = {t.root for t in ledger.moves_told()}
    mend(ledger, claim_of(ledger), source_actor="RUS")
    mend(ledger, claim_of(ledger, page="2"), source_actor="CHN")
    assert (before, {t.root for t in ledger.moves_told()}) == (
        {"outlet:fars news agency"},
        {"RUS", "CHN"},
    )


@pytest.mark.parametrize(
    ("meant", "acts_for", "name", "kind", "country"),
    [
        ("RUS", None, "Russia", "country", "RUS"),
        ("RUS-BUS", None, None, "group", "RUS"),
        ("Federica Mogherini", None, "Federica Mogherini", "person", None),
        ("Jan  Example", "NOR", "Jan Example", "person", "NOR"),
        ("the-envoys", "NOR", "the-envoys", "group", "NOR"),
    ],
)
def test_a_source_may_be_somebody_whom_the_article_does_not_name(
    ledger, tmp_path, meant, acts_for, name, kind, country
):
    claim = claim_of(ledger)
    more = {} if acts_for is None else {"source_country": acts_for}
    given = mend(ledger, claim, source_actor=meant, **more)
    identity = claim_of(ledger)["actor"]
    [row] = ledger.sql(
        f"SELECT name, kind, country, article FROM actors WHERE id = '{identity}'"
    ).rows
    assert row[1:] == (kind, country, claim["article"])
    assert name in (None, row[0])
    assert hanging(ledger) == {identity}
    assert [said.speaker for said in ledger.said_by(identity)] == [row[0]]
    [saying] = [s for s in ledger.sayings() if s.id == claim["id"]]
    assert (saying.source.id, saying.source.name) == (identity, row[0])
    agreed(ledger, tmp_path)
    # Known by now, he can be meant elsewhere too.
    mend(ledger, claim_of(ledger, page="2"), source_actor=identity)
    ledger.undo_review(given.number, author="me")
    assert claim_of(ledger) == claim
    assert ledger.sql(f"SELECT count(*) FROM actors WHERE id = '{identity}'").rows == ((1,),)
    agreed(ledger, tmp_path)


def test_mends_of_a_chain_lie_one_over_the_other(ledger, tmp_path):
    officials, agency = claim_of(ledger), claim_of(ledger, "Fars News")
    first = mend(ledger, agency, source_actor="RUS")
    assert hanging(ledger) == {"RUS"}
    agreed(ledger, tmp_path)
    second = mend(ledger, officials, via=None)
    assert hanging(ledger) == {"outlet:daily post"}
    assert claim_of(ledger)["depth"] == 1
    agreed(ledger, tmp_path)
    ledger.undo_review(first.number, author="me")
    assert hanging(ledger) == {"outlet:daily post"}
    third = mend(ledger, officials, source_actor="CHN")
    mend(ledger, officials, source_actor=None, via=claim_of(ledger, "Ana Gray")["id"])
    assert hanging(ledger) == {"gray"}
    agreed(ledger, tmp_path)
    for number in (second.number, third.number, 5):
        ledger.undo_review(number, author="me")
    assert hanging(ledger) == {"outlet:fars news agency"}
    agreed(ledger, tmp_path)


def test_what_a_rejected_claim_told_goes_back_to_the_outlet(ledger, tmp_path):
    claim = claim_of(ledger, page="2")
    given = ledger.give_verdict("attribution", claim["article"], claim["id"], "reject", author="me")
    assert hanging(ledger, "2") == {"host:b.example"}
    agreed(ledger, tmp_path)
    ledger.undo_review(given.number, author="me")
    assert hanging(ledger, "2") == {"outlet:fars news agency"}


def test_a_mended_source_follows_what_is_judged_of_him_later(ledger, tmp_path):
    claim = claim_of(ledger)
    mend(ledger, claim, source_actor="gray")
    ledger.judge("gray", identity="RUS", reason="mixed up")
    assert claim_of(ledger)["actor"] == "RUS"
    assert hanging(ledger) == {"RUS"}
    agreed(ledger, tmp_path)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"source_actor": "nobody"}, "no actor of the article or ledger"),
        ({"source_actor": "Jan Example"}, "needs a country"),
        ({"source_actor": "Jan Example", "source_country": "Utopia"}, "no state or body"),
        ({"source_actor": "IRN", "source_country": "NOR"}, "known already"),
        ({"source_country": "NOR"}, "Say who the source is"),
        ({"source_actor": None}, "Nothing is otherwise"),
        ({"source_actor": ["IRN"]}, "no actor of the article"),
        ({"source_named": "perhaps"}, "can't be"),
        ({"source_start": 3}, "can mend no"),
    ],
)
def test_a_mend_that_makes_no_sense_leaves_no_trace(ledger, values, words):
    with pytest.raises(UsageError, match=re.escape(words)):
        mend(ledger, claim_of(ledger), **values)
    assert ledger.sql("FROM history.reviews").rows == ()
    assert ledger.sql("FROM history.corrections").rows == ()


def test_whether_a_source_is_named_can_be_mended_alone(ledger):
    gray = claim_of(ledger, "Ana Gray")
    mend(ledger, gray, source_named=False)
    assert claim_of(ledger, "Ana Gray")["named"] is False
    [post] = [row for row in ledger.outlet_rows() if row.outlet == "The Daily  Post"]
    assert (post.named, post.unnamed) == (1, 1)


def test_mended_sources_are_examples_for_training(ledger):
    for words in ("officials", "Fars News"):
        mend(ledger, claim_of(ledger, words), source_actor="IRN")
    gray = claim_of(ledger, "Ana Gray")
    ledger.give_verdict("attribution", gray["article"], gray["id"], "accept", author="me")
    taught = {t.words[t.spans["source"][0].start - t.start :][:4]: t for t in lessons(ledger)}
    assert taught["offi"].read["source_actor"] is None
    assert taught["offi"].right["source_actor"] == "IRN"
    assert taught["offi"].right["source_named"] is True
    # The words "Fars News" name somebody else: they are no example of a source's words.
    assert list(labelled_paragraphs(lessons(ledger))) == []
    ledger.undo_review(2, author="me")
    agency = claim_of(ledger, "Fars News")
    ledger.give_verdict("attribution", agency["article"], agency["id"], "accept", author="me")
    [paragraph] = labelled_paragraphs(lessons(ledger))
    labels = dict(zip(paragraph["tokens"], paragraph["labels"], strict=True))
    assert (labels["Fars"], labels["reported"]) == ("B-source", "B-cue")
