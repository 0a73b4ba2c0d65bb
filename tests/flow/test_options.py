"""What a record cites of the options, and the options made anew from that."""

from dragoman.codebook.catalogue import overlaid, own_catalogue
from dragoman.flow.options import Options
from dragoman.pages import Columns, Given


def test_a_reading_is_done_again_with_the_options_that_it_cites():
    mine = overlaid(own_catalogue(), "id\taliases\nparis-agreement\tthe Bourget text\n", "mine.tsv")
    given = Given(url="https://news.example/1", published="2018-05-09", outlet="Harbour Post")
    options = Options(
        given=given,
        catalogue=mine,
        columns=Columns.parse("text=body,published=day"),
        least_confidence=0.4,
    )
    told = options.told()
    assert set(told) == {"published", "outlet", "url", "pacts", "columns", "least_confidence"}
    assert Options.from_told(told, mine) == options


def test_options_that_are_not_set_are_not_cited():
    assert Options().told() == {}
    assert Options.from_told({}) == Options()
