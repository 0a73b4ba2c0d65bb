from pathlib import Path

import pytest

from dragoman.errors import UsageError
from dragoman.evaluation.floors import Corpus, broken, digest, load, raised, save

FALSE = "false events per 100 sentences"


def test_figure_below_its_floor_is_broken() -> None:
    corpus = Corpus("d", {"zones F1": 0.9, "title": 1.0, "outlet": 0.5})
    assert broken(corpus, {"zones F1": 0.89, "title": 1.0}) == ["zones F1", "outlet"]


def test_what_counts_mistakes_must_not_rise() -> None:
    corpus = Corpus("d", {FALSE: 4.0})
    assert broken(corpus, {FALSE: 3.0}) == []
    assert broken(corpus, {FALSE: 4.1}) == [FALSE]


def test_raising_never_lowers() -> None:
    before = Corpus("d", {"title": 0.9, "outlet": 0.5, FALSE: 4.0})
    after = raised(before, "d", {"title": 0.8, "outlet": 0.7, FALSE: 5.0, "new": 0.12345})
    assert after == Corpus("d", {"title": 0.9, "outlet": 0.7, FALSE: 4.0, "new": 0.1235})


def test_changed_corpus_begins_anew() -> None:
    assert raised(Corpus("old", {"title": 0.9}), "new", {"title": 0.1}).floors == {"title": 0.1}
    assert raised(None, "new", {"title": 0.1}).digest == "new"


def test_figures_as_kept_hold(tmp_path: Path) -> None:
    figures = {"title": 2 / 3, FALSE: 7.38255}
    path = tmp_path / "floors.json"
    save(path, {"corpus": raised(None, "d", figures)})
    assert broken(load(path)["corpus"], figures) == []


def test_digest_depends_on_names_and_contents_but_not_on_order(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("1")
    two.write_text("2")
    whole = digest([("one", one), ("two", two)])
    assert whole == digest([("two", two), ("one", one)])
    assert whole != digest([("one", two), ("two", one)])


def test_file_that_holds_no_floors(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    assert load(path) == {}
    path.write_text('{"corpus": 1}')
    with pytest.raises(UsageError, match="no file of floors"):
        load(path)
