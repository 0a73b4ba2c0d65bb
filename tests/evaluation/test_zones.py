from pathlib import Path

import pytest

from dragoman.errors import UsageError
from dragoman.evaluation.zones import Annotation, Text, read_annotation, score_zones
from dragoman.records import Article, Coder, Comment, Record, Span, Zone, ZoneKind

TEXT = "Accord holds\n\nThe two  states met.\n\nRead also: Elsewhere\n\nNadia: it will not last"


def record(body: str = "The two  states met.") -> Record:
    at, comment = TEXT.index(body), TEXT.index("it will")
    article = Article(
        id="id",
        title="Accord holds",
        standfirst=None,
        byline=None,
        outlet="The Danube Courier",
        url=None,
        published="2018-05-19",
        published_basis=None,
        language="en",
        text=TEXT,
        zones=(Zone(ZoneKind.BODY, at, at + len(body)),),
        comments=(Comment("c", "Nadia", "2018-05-20", None, comment, len(TEXT)),),
    )
    return Record("page.html", Coder("0", "none", None, {}), article)


def gold(**other: object) -> Annotation:
    parts: dict[str, object] = {
        "title": "Accord Holds",
        "outlet": "Danube Courier",
        "published": "2018-05-19",
        "comments": ({"author": "nadia", "posted": "2018-05-20", "snippet": "it will not last"},),
        "inside": ("The two states met.",),
        "outside": ("Read also: Elsewhere",),
    }
    return Annotation(**(parts | other))  # type: ignore[arg-type]


def test_everything_right_gives_one_everywhere() -> None:
    assert set(score_zones([(record(), gold())]).values()) == {1.0}


def test_leak_costs_precision_and_the_share_kept_out() -> None:
    figures = score_zones([(record(body="Read also: Elsewhere"), gold(inside=("Nowhere",)))])
    assert figures["zones F1"] == 0.0
    assert figures["zones: kept out"] == 0.0


def test_half_a_piece_is_not_inside() -> None:
    text = Text("abcd efgh")
    assert not text.mostly("abcdefgh", [Span(0, 4)])
    assert text.mostly("abcdefgh", [Span(0, 6)])
    assert not text.mostly("", [Span(0, 9)])


def test_comment_dates_are_measured_on_right_comments() -> None:
    wrong = {"author": "nadia", "posted": "2018-05-21", "snippet": "it will not last"}
    strange = {"author": "Omar", "posted": "2018-05-21", "snippet": "it will not last"}
    assert score_zones([(record(), gold(comments=(wrong,)))])["comments: dates"] == 0.0
    figures = score_zones([(record(), gold(comments=(strange,)))])
    assert figures["comments F1"] == 0.0
    assert figures["comments: dates"] == 1.0


def test_page_without_record_finds_nothing() -> None:
    figures = score_zones([(None, gold(published=None))])
    assert figures["zones F1"] == figures["published"] == figures["title"] == 0.0


def test_file_that_is_no_annotation(tmp_path: Path) -> None:
    path = tmp_path / "gold.json"
    for content in ("[]", "{", '{"title": "x"}'):
        path.write_text(content)
        with pytest.raises(UsageError, match="is no annotation"):
            read_annotation(path)
