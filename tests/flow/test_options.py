"""What a record cites of the options, and the options made anew from that."""

from dragoman.codebook.catalogue import overlaid, own_catalogue
from dragoman.codebook.overlays import Vocabulary
from dragoman.flow.options import Options
from dragoman.pages import Columns, Given


def test_a_reading_is_done_again_with_the_options_that_it_cites():
    mine = overlaid(own_catalogue(), "id\taliases\nparis-agreement\tthe Bourget text\n", "mine.tsv")
    given = Given(url="https://news.example/1", published="2018-05-09", outlet="Harbour Post")
    words = Vocabulary(digest="0011223344556677")
    options = Options(
        given=given,
        catalogue=mine,
        vocabulary=words,
        columns=Columns.parse("text=body,published=day"),
        least_confidence=0.4,
    )
    told = options.told()
    assert set(told) == {
        "published",
        "outlet",
        "url",
        "pacts",
        "vocabulary",
        "columns",
        "least_confidence",
    }
    assert Options.from_told(told, mine, words) == options


def test_options_that_are_not_set_are_not_cited():
    assert Options().told() == {}
    assert Options.from_told({}) == Options()
