"""A few words of news and a row of a user's table -> the record that they make together."""

from pathlib import Path

import pytest

from dragoman.codebook.overlays import overlays_with
from dragoman.flow import Options, Reader
from dragoman.flow.building import build
from dragoman.flow.opening import open_ledger
from dragoman.flow.resolving import resolve
from dragoman.flow.verifying import verify
from dragoman.ledger import Ledger
from dragoman.pages import Given, Page, PageFormat
from dragoman.records import Actor, Basis, Event, Grounds, Record

DAY = "2024-05-19"


def options(folder: Path, published: str | None = DAY, **tables: str) -> Options:
    for name, text in tables.items():
        (folder / f"{name}.tsv").write_text(text, "utf-8")
    laid = overlays_with([folder] if tables else [])
    return Options(
        given=Given(published=published, outlet="The Example Post"),
        heads=False,
        catalogue=laid.catalogue,
        vocabulary=laid.vocabulary,
    )


def read(news: str, chosen: Options) -> Record:
    [record] = Reader(chosen).read([Page("news.txt", news, PageFormat.TEXT)])
    assert isinstance(record, Record)
    return record


def actors(record: Record) -> dict[str, Actor]:
    return {actor.id: actor for actor in record.actors}


def told(record: Record) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(str(e.type), e.source, e.target) for e in record.events]


FRONT = "name\taliases\tkind\tcountry\tsector\nVolta Dawn Front\tVDF\tgroup\tBFA\tREB\n"


def test_a_group_of_ones_own_acts(tmp_path: Path) -> None:
    news = "The Volta Dawn Front attacked Niger on Sunday. VDF accused Niger of murder."
    record = read(news, options(tmp_path, actors=FRONT))
    assert told(record) == [
        ("ASSAULT", ("VOLTA-DAWN-FRONT",), ("NER",)),
        ("ACCUSE", ("VOLTA-DAWN-FRONT",), ("NER",)),
    ]
    actor = actors(record)["VOLTA-DAWN-FRONT"]
    assert (actor.name, actor.kind.value, actor.sector) == ("Volta Dawn Front", "group", "REB")
    assert actor.grounds is Grounds.NAME
    assert {naming.basis for naming in actor.mentions} == {Basis.NAME}
    assert "actors.tsv, line 2" in (actor.reason or "")
    assert set(record.coder.options) >= {"vocabulary"}
    assert told(read(news, options(tmp_path))) == []


def test_capitals_count_as_in_the_table(tmp_path: Path) -> None:
    news = "The volta dawn front of the storm attacked Niger. The vdf attacked Niger."
    assert "VOLTA-DAWN-FRONT" not in actors(read(news, options(tmp_path, actors=FRONT)))


def test_a_name_counts_on_its_days_alone(tmp_path: Path) -> None:
    rows = (
        "name\tkind\tsector\tcountry\tfrom\tto\n"
        "Harbour Pact Office\torganisation\tIGO\t\t2024\t\n"
        "Harbour Pact Office\torgan\tGOV\tNOR\t\t2023-12-31\n"
    )
    news = "The Harbour Pact Office accused Iran of lying."
    for day, source in (("2024-05-19", "HARBOUR-PACT-OFFICE"), ("2022-01-01", "NOR")):
        record = read(news, options(tmp_path, day, actors=rows))
        assert told(record) == [("ACCUSE", (source,), ("IRN",))]


def test_names_of_states_and_parts_of_them(tmp_path: Path) -> None:
    rows = (
        "name\tkind\tcountry\tsector\n"
        "Land of Ice\tstate\tISL\t\n"
        "Harpa Barracks\torgan\tISL\tMIL\n"
        "Gulf Games\tnobody\t\t\n"
    )
    news = "The Land of Ice accused France. The Harpa Barracks attacked Norway."
    record = read(news, options(tmp_path, actors=rows))
    assert told(record) == [
        ("ACCUSE", ("ISL",), ("FRA",)),
        ("ASSAULT", ("ISL-MIL",), ("NOR",)),
    ]
    assert "“Land of Ice”: actors.tsv, line 2" in (actors(record)["ISL"].reason or "")


def test_a_person_in_office(tmp_path: Path) -> None:
    rows = (
        "name\taliases\tknown_as\tpronoun\tparty\toffice\tfrom\tto\n"
        "Ottoline Brask\t\tBrask\tshe\tNOR\tprime minister\t2023-10-01\t\n"
        "Jory Penhale\t\t\t\tVOLTA-DAWN-FRONT\tleader\t2020\t\n"
    )
    news = "Ottoline Brask accused Iran of lying. Later, Jory Penhale threatened Norway."
    record = read(news, options(tmp_path, actors=FRONT, offices=rows))
    people = {actor.name: actor for actor in record.actors}
    brask, penhale = people["Ottoline Brask"], people["Jory Penhale"]
    assert (brask.country, brask.role, brask.grounds) == ("NOR", "prime minister", Grounds.TERM)
    assert brask.reason == (
        "Ottoline Brask, prime minister of Norway from 2023-10-01 (offices.tsv, line 2): "
        "in office on that day"
    )
    assert penhale.affiliation == "VOLTA-DAWN-FRONT"
    assert "leader of Volta Dawn Front from 2020" in (penhale.reason or "")
    alone = read("Brask accused Iran of lying.", options(tmp_path, actors=FRONT, offices=rows))
    assert [a.country for a in alone.actors if a.name == "Ottoline Brask"] == ["NOR"]
    before = read(news, options(tmp_path, "2019-01-01", actors=FRONT, offices=rows))
    assert [a.country for a in before.actors if a.name == "Ottoline Brask"] == [None]


def events(record: Record) -> list[tuple[str, str | None, str | None]]:
    return [(str(e.type), e.mode, rule(e)) for e in record.events]


def rule(event: Event) -> str | None:
    return event.coding.rule if event.coding else None


def test_event_words_of_ones_own(tmp_path: Path) -> None:
    rows = (
        "lemma\tparticle\tpreposition\tpos\tobject\ttype\tmode\ttargets\n"
        "stonewall\t\t\tverb\t\tREJECT\t\t\n"
        "freeze\tout\t\tverb\t\tREJECT\t\tdobj\n"
        "scupper\t\t\tverb\t=summit|parley\tREJECT\t\twith\n"
    )
    news = (
        "Iran stonewalled France on Friday. Norway froze out Iran. "
        "Iran scuppered the summit with France. Iran scuppered the boat with France."
    )
    record = read(news, options(tmp_path, words=rows))
    assert [row for row in events(record) if row[2] and "words.tsv" in row[2]] == [
        ("REJECT", None, "stonewall (verb) [words.tsv, line 2]"),
        ("REJECT", None, "freeze out (verb) [words.tsv, line 3]"),
        ("REJECT", "meet", "scupper (verb) + summit|parley [words.tsv, line 4]"),
    ]


def test_a_row_takes_the_place_of_the_codebooks(tmp_path: Path) -> None:
    news = "Iran accused France of lying."
    assert told(read(news, options(tmp_path))) == [("ACCUSE", ("IRN",), ("FRA",))]
    rows = "lemma\tpreposition\tpos\ttype\naccuse\t\tverb\tREJECT\naccuse\tof\tverb\tREJECT\n"
    assert told(read(news, options(tmp_path, words=rows))) == [("REJECT", ("IRN",), ("FRA",))]
    nothing = "lemma\tpreposition\tpos\ttype\naccuse\t\tverb\t\naccuse\tof\tverb\t\n"
    assert told(read(news, options(tmp_path, words=nothing))) == []


def test_words_for_capacities(tmp_path: Path) -> None:
    rows = "sort\tsector\twords\ninstitution\tREB\tmaquisards\n"
    record = read("Nigerien maquisards attacked Chad.", options(tmp_path, roles=rows))
    assert ("ASSAULT", ("NER-REB",), ("TCD",)) in told(record)


NEWS = "The Volta Dawn Front attacked Niger on Sunday. Ottoline Brask accused Iran of lying.\n"
BRASK = "name\tparty\toffice\tfrom\nOttoline Brask\tNOR\tprime minister\t2023-10-01\n"


@pytest.fixture
def built(tmp_path: Path) -> tuple[Path, Options]:
    """A ledger of one page that was read with a group and a person of a user's."""
    chosen = options(tmp_path, actors=FRONT, offices=BRASK)
    page = tmp_path / "news.txt"
    page.write_text(NEWS)
    build(tmp_path / "l.duckdb", [str(page)], chosen)
    return tmp_path / "l.duckdb", chosen


def resolved(path: Path) -> dict[str, str | None]:
    with open_ledger(path) as ledger:
        return {row.name: row.country or row.affiliation for row in ledger.actor_rows()}


def test_a_ledger_keeps_a_reading_with_a_vocabulary_and_verifies_it(
    built: tuple[Path, Options],
) -> None:
    path, chosen = built
    before = resolved(path)
    assert before["Ottoline Brask"] == "NOR"
    with Ledger(path) as ledger:
        [stored] = ledger.stored()
        assert stored.options["vocabulary"] == chosen.vocabulary.digest
        blind = list(verify(ledger))
        assert ["--vocabulary gives one" in (d.note or "") for d in blind] == [True]
        assert list(verify(ledger, make_reader=_rules, vocabulary=chosen.vocabulary)) == []
    resolve(path)
    assert resolved(path) == before
    resolve(path, chosen.vocabulary)
    assert resolved(path) == before


def _rules(chosen: Options) -> Reader:
    return Reader(Options(given=chosen.given, vocabulary=chosen.vocabulary, heads=False))


def test_rereading_with_another_vocabulary_keeps_both(built: tuple[Path, Options]) -> None:
    path, chosen = built
    page = path.parent / "news.txt"
    (path.parent / "offices.tsv").unlink()
    other = options(path.parent, actors=FRONT.replace("REB", "OPP"))
    assert other.vocabulary.digest != chosen.vocabulary.digest
    assert build(path, [str(page)], other).read == 0
    assert build(path, [str(page)], other, reread=True).read == 1
    with open_ledger(path) as ledger:
        [front] = [r for r in ledger.actor_rows() if r.name == "Volta Dawn Front"]
        assert front.sector == "OPP"


@pytest.mark.parametrize(
    ("news", "found"),
    [
        ("Zenith attacked Niger.", True),
        ("The Zenith attacked Niger.", True),
        ("Target dates were set by Niger.", False),
        ("Niger said it would target rebels.", False),
        ("VDF fighters attacked Niger.", True),
    ],
)
def test_a_name_of_one_word_is_no_common_word(news: str, found: bool, tmp_path: Path) -> None:
    rows = "name\tkind\tsector\nZenith\tgroup\tREB\nTarget\tgroup\tREB\nVDF\tgroup\tREB\n"
    record = read(news, options(tmp_path, actors=rows))
    assert any(actor.sector == "REB" for actor in record.actors) is found
