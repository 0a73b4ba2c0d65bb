"""The picture of a pact: what lies where in it, and the files that it becomes."""

import json
import re
import sys
from dataclasses import replace
from itertools import pairwise

import pytest

import dragoman
from dragoman.errors import BrokenEnvironmentError, UsageError
from dragoman.flow.standing import Account, Stand
from dragoman.flow.steps import Step
from dragoman.ledger import Told
from dragoman.pacts import Report, fold, histories
from dragoman.pacts.reports import LAST, readings
from dragoman.records import Modality, Move, MoveKind, PactKind, Span
from dragoman.views.charts import Drawing, draw, form_of
from dragoman.views.figure_days import axis_of
from dragoman.views.figure_parts import FAMILY_OF, GROUP_OF, Figure, fitting, width_of
from dragoman.views.figures import figure_of

STORY = """\
- found 2015-07-14
IRN join 2015-07-14
FRA back 2017-10-13
USA withdraw 2018-05-08
IRN withdraw denied 2020-01-05
USA rejoin planned 2021-01-20"""


def account_of(lines: str) -> Account:
    """What a ledger would tell of lines such as "SWE join planned 2022-05-18"."""
    told = []
    for number, line in enumerate(lines.splitlines()):
        actor, kind, *rest = line.split()
        day = next((word for word in rest if word[0].isdigit()), None)
        modality = next((word for word in rest if word in set(Modality)), "actual")
        move = Move(
            id=f"{number:03}", pact="deal", name="The Deal", kind=PactKind.ACCORD, parent=None,
            actor=None if actor == "-" else actor, move=MoveKind(kind), count=None, members=None,
            date=day, date_basis=None, modality=Modality(modality), evidence=Span(0, 1),
            attribution=None, confidence=0.5,
        )  # fmt: skip
        told.append(
            Told(move, line, None, "2024-01-01", line, line, None, "The Post", line, ("The Post",))
        )
    reports = [Report(t.move, t.article, None, t.read, t.root) for t in told]
    by_id = {t.move.id: t for t in told}
    folding = fold(reports)
    steps = tuple(
        Step(
            "deal", "The Deal", None if t.day == LAST else t.day, t.date, t.move.actor, t.move.move, t.move.modality, None, None,
            1, 1, (by_id[t.move.id],),
            contradictions=tuple(c for c in folding.contradictions if t.move.id in c.moves),
        )
        for t in sorted(readings(reports), key=lambda t: t.order)
    )  # fmt: skip
    return Account(folding, (), steps, histories(reports))


def words(figure: Figure) -> list[str]:
    return [label.text for label in figure.labels]


def test_each_actor_has_a_row_with_its_bars_and_marks():
    figure = figure_of(account_of(STORY), {"IRN": "Iran", "USA": "United States"})
    assert [w for w in words(figure) if w in ("the pact itself", "Iran", "FRA", "United States")] == [
        "the pact itself", "Iran", "FRA", "United States",
    ]  # fmt: skip
    assert [w for w in words(figure) if w in GROUP_OF] == ["member", "supporter", "withdrawn"]
    assert {"withdraw denied", "rejoin planned"} <= set(words(figure))
    hollow = [s for s in figure.symbols if not s.filled and s.tip]
    assert len(hollow) == 2
    assert "IRN withdraw denied 2020-01-05" in hollow[0].tip or "rejoin" in hollow[0].tip
    assert figure.title == "The Deal"
    assert "6 pages" in figure.summary


def test_contradicted_marks_are_ringed():
    figure = figure_of(account_of("USA withdraw 2018-05-08\nUSA withdraw 2018-09-12"), {})
    assert sum(symbol.ringed for symbol in figure.symbols if symbol.tip) == 2
    assert "ringed: told otherwise elsewhere" in words(figure)


@pytest.mark.parametrize(
    "lines", ["FRA back 2019-01-31", "FRA back\nDEU oppose", "FRA back 0001\nUSA back 9999-12-31"]
)
def test_few_odd_or_no_dates_still_make_a_picture(lines):
    figure = figure_of(account_of(lines), {})
    assert all(0 <= symbol.x <= figure.width for symbol in figure.symbols)
    assert ("no date" in words(figure)) == ("FRA back\n" in lines)


def test_a_day_long_before_the_rest_stands_apart():
    figure = figure_of(
        account_of("USA join 1949-04-04\nFIN join 2023-04-04\nSWE join 2024-03-07"), {}
    )
    assert {"earlier", "1949"} <= set(words(figure))
    assert not any(re.fullmatch("19..", w) for w in words(figure) if w != "1949")


def test_marks_and_rows_never_touch_however_many_there_are():
    kinds = ["join", "back", "oppose", "withdraw", "back planned"]
    lines = [
        f"{actor} {kinds[n % 5]} 2020-0{1 + n % 9}-1{n % 7}"
        for actor in (f"A{i:02}" for i in range(40))
        for n in range(len(actor) + int(actor[1:]) % 4)
    ]
    figure = figure_of(
        account_of("\n".join(lines)), {f"A{i:02}": "A very long name " * 9 for i in range(40)}
    )
    marks = [symbol for symbol in figure.symbols if symbol.tip]
    for at, one in enumerate(marks):
        for other in marks[at + 1 :]:
            assert abs(one.x - other.x) > 8 or abs(one.y - other.y) > 8
    names = [label for label in figure.labels if label.text.startswith("A very")]
    assert len(names) == 40
    assert all(width_of(label.text, label.size) < label.x for label in names)
    assert figure.height > max(label.y for label in names)


def test_every_move_has_a_shape_and_every_status_a_colour():
    assert set(FAMILY_OF) == set(MoveKind)
    assert len({group.colour for group in GROUP_OF.values()}) == 9


def test_names_are_cut_to_their_room():
    assert fitting("Sweden", 15, 100) == "Sweden"
    assert fitting("Saint Vincent and the Grenadines", 15, 100).endswith("…")
    assert fitting("W" * 50, 15, 5) == "…"


def test_ticks_are_few_and_named_by_year_or_month():
    years = axis_of(["1900-01-01", "1950-01-01", "2020-01-01"], None, 0, 1000).ticks()
    assert 5 <= len(years) <= 11
    months = axis_of(["2020-01-15"], "2020-05-01", 0, 1000).ticks()
    assert months[0][1] == "Jan 2020" or months[0][1] == "Feb 2020"
    assert all(a[0] < b[0] for a, b in pairwise(months))


def test_missing_packages_are_named_with_the_command_that_installs_them(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(BrokenEnvironmentError, match="pip install"):
        Drawing(figure_of(account_of(STORY), {})).save(tmp_path / "x.svg")
    assert not (tmp_path / "x.svg").exists()


@pytest.mark.parametrize("name", ["x", "x.gif", "x.svg.zip", ".svg"])
def test_a_file_name_that_says_no_form_is_told(name):
    with pytest.raises(UsageError, match=r"\.svg, \.png or \.html"):
        form_of(name)


@pytest.fixture
def hostile():
    pytest.importorskip("altair")
    pytest.importorskip("vl_convert")
    figure = figure_of(
        account_of(STORY), {"IRN": "</script><script>alert(1)</script>", "USA": "\u2028 & <b>"}
    )
    return Drawing(figure)


def test_svg_and_png_are_pictures(hostile, tmp_path):
    hostile.save(tmp_path / "x.svg")
    hostile.save(tmp_path / "x.PNG")
    svg = (tmp_path / "x.svg").read_text("utf-8")
    assert svg.startswith("<svg")
    assert "<script" not in svg
    assert "The Deal" in svg
    assert set(re.findall(r"https?://[^\"' <]*", svg)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    assert (tmp_path / "x.PNG").read_bytes()[:4] == b"\x89PNG"
    assert hostile._repr_svg_() == svg
    assert json.dumps(hostile.spec())


def test_a_page_fetches_nothing_and_holds_no_markup_of_a_name(hostile):
    page = hostile.html()
    assert "default-src 'none'" in page
    assert "alert(1)</script>" not in page
    assert page.count("</script") == 2
    own = page[page.rindex("<script>") + 8 : page.rindex("</script")]
    assert "<" not in own
    assert "u003c" in own
    assert not re.search(r"(src|href)=[\"']?(https?:)?//", page.replace('xmlns:xlink="', ""))


def test_a_ledger_is_drawn_as_a_notebook_shows_it(tmp_path):
    pytest.importorskip("altair")
    pytest.importorskip("vl_convert")
    from dragoman.flow.building import build  # noqa: PLC0415

    (tmp_path / "page.txt").write_text(
        "The United States withdrew from the Iran nuclear deal on 8 May 2018."
    )
    build(tmp_path / "l.duckdb", [str(tmp_path / "page.txt")])
    with dragoman.open(tmp_path / "l.duckdb") as ledger:
        drawing = dragoman.draw(ledger, "jcpoa", on="2018-12-31")
        assert "withdrawn" in drawing._repr_svg_()
        assert "on 2018-12-31" in drawing.figure.summary
        with pytest.raises(UsageError):
            draw(ledger, "a treaty of the moon")


def test_a_pact_of_many_steps_has_a_summary_that_says_what_it_leaves_out():
    lines = [f"A{n:02} back 2020-01-{1 + n:02} planned" for n in range(20)]
    lines += [f"B{n} join 2020-02-{1 + n:02}" for n in range(3)]
    lines += [f"B0 comply 2021-{1 + n:02}-01" for n in range(12)]
    account = account_of("\n".join(lines))
    stands = tuple(Stand(row, (), ()) for row in account.folding.standings)
    account = replace(account, stands=stands)
    whole, part = figure_of(account, {}), figure_of(account, {}, most=32)
    assert {"A00", "A19", "B0", "B2"} <= set(words(whole))
    assert not any("summary" in word for word in words(whole))
    named = {word for word in words(part) if re.fullmatch(r"[AB]\d+", word)}
    assert {"B0", "B1", "B2"} < named
    assert len(named) == 16
    assert (
        "A summary. Shown are 16 of 23 actors, those with a status now and most steps, and 27 of "
        "35 steps, of each actor those that most pages tell and whose status lasted; bars are whole."
        in words(part)
    )
    assert part.summary == whole.summary
    assert [w for w in words(part) if w == "member"] == ["member"] * 3


def test_a_pact_of_few_steps_has_all_of_them():
    account = account_of(STORY)
    assert figure_of(account, {}, most=len(account.steps)) == figure_of(account, {})
