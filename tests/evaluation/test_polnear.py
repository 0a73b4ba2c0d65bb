"""Stand-off files and what was read -> the figures of whole articles."""

from pathlib import Path

import pytest

from dragoman.errors import UsageError
from dragoman.evaluation.polnear import (
    AnnotatedArticle,
    Claim,
    paired,
    read_claims,
    read_corpus,
    score,
)
from dragoman.records import Span

ANN = """T1\tSource 0 3\tAna
T2\tCue 4 8\tsaid
T3\tContent 9 20;21 30\tthat it ... was over
and ran on
T4\tAttribution 4 8\tsaid
E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1
T5\tDiscuss 31 35\ttalk
E2\tAttribution-no-source:T6 Cue:T2
#1\tAnnotatorNotes T5\tsure?
T7\tContent 40 50\tanother
T8\tContent 52 55\tone
E3\tAttribution:T4 Content:T8 Cue:T2 Content2:T7
"""


def claim(*content: tuple[int, int], source: tuple[int, int] | None = None) -> Claim:
    return Claim(tuple(Span(*c) for c in content), (Span(*source),) if source else ())


def test_a_stand_off_file() -> None:
    first, second = read_claims(ANN)
    assert first.content == (Span(9, 20), Span(21, 30))
    assert (first.source, first.cue) == ((Span(0, 3),), (Span(4, 8),))
    assert (second.content, second.source) == ((Span(40, 50), Span(52, 55)), ())


def test_a_corpus_is_read_with_its_texts(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "post_day.txt").write_bytes(b"Ana said.\r\nNow.")
    (tmp_path / "attributions" / "post_day_4e07.ann").write_text(ANN, "utf-8")
    [article] = read_corpus(tmp_path)
    assert (article.name, article.annotator) == ("post_day", "4e07")
    assert article.text == "Ana said.\r\nNow."
    assert len(article.claims) == 2


def test_what_is_no_corpus_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no"):
        list(read_corpus(tmp_path))
    (tmp_path / "attributions").mkdir()
    (tmp_path / "attributions" / "post_4e07.ann").write_text("E1\tCue:T9\n", "utf-8")
    with pytest.raises(UsageError, match="no annotation"):
        list(read_corpus(tmp_path))


def test_pairs_are_one_to_one_and_the_best_go_first() -> None:
    gold = [claim((0, 10)), claim((0, 8))]
    found = [claim((0, 10)), claim((0, 9))]
    assert paired(gold, found, 0.3) == [(gold[0], found[0]), (gold[1], found[1])]
    assert paired(gold, found[:1], 0.3) == [(gold[0], found[0])]


def test_figures() -> None:
    gold = (claim((0, 10), source=(20, 25)), claim((30, 40)))
    found = [claim((0, 10), source=(22, 24)), claim((30, 36)), claim((50, 60))]
    figures = score([(AnnotatedArticle("a", "1", "", gold), found)])
    assert figures["content at 0.8 F1"] == pytest.approx(2 / 5)
    assert figures["content at 0.3 F1"] == pytest.approx(4 / 5)
    assert figures["content at 0.3 precision"] == pytest.approx(2 / 3)
    assert figures["source of the pairs"] == 1.0


def test_nothing_read_is_nothing_right() -> None:
    figures = score([(AnnotatedArticle("a", "1", "", (claim((0, 10)),)), [])])
    assert figures["content at 0.3 F1"] == 0.0
