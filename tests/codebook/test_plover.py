import pytest

from dragoman.codebook.events import event_words, make_word, object_groups
from dragoman.codebook.plover import contexts, intensity, plover_types
from dragoman.codebook.tables import read_table
from dragoman.errors import CodebookError
from dragoman.records import EventType


def test_the_sixteen_types():
    assert set(plover_types()) == {kind.value for kind in EventType}


@pytest.mark.parametrize(
    ("name", "quad", "score", "root"),
    [
        ("AGREE", 1, 2.5, "03"),
        ("RETREAT", 2, 6.5, "08"),
        ("REQUEST", 3, 0.0, "10"),
        ("ACCUSE", 3, -3.0, "11"),
        ("SANCTION", 4, -6.0, "16"),
        ("ASSAULT", 4, -9.0, "18"),
    ],
)
def test_quad_score_and_root_of_a_type(name, quad, score, root):
    kind = plover_types()[name]
    assert (kind.quad, kind.score, kind.cameo) == (quad, score, root)


def test_modes_and_contexts():
    assert plover_types()["CONSULT"].modes["phone"] == 1.5
    assert not plover_types()["AGREE"].modes
    assert len(contexts()) == 37
    assert "cbrn" in contexts()


@pytest.mark.parametrize(
    ("kind", "mode", "score"),
    [
        ("RETREAT", "disarm", 10.0),
        ("RETREAT", None, 6.5),
        ("ACCUSE", None, -3.0),
        ("ACCUSE", "disapprove", -2.0),
        ("ASSAULT", "unconventional", -10.0),
        ("REQUEST", None, 0.0),
    ],
)
def test_intensity_is_the_score_of_the_mode_or_else_of_the_type(kind, mode, score):
    assert intensity(kind, mode) == score


def test_conflict_is_scored_below_nought_and_cooperation_above():
    for kind in plover_types().values():
        for mode in (None, *kind.modes):
            score = intensity(kind.name, mode)
            assert score > 0 if kind.quad in (1, 2) else score <= 0.5


def test_event_words_cover_every_type_and_name_real_slots():
    rows = [row for found in event_words().values() for row in found]
    assert {row.type for row in rows} - {""} == set(plover_types())
    for row in rows:
        assert row.cameo.isdigit() or not row.type
        assert len(row.cameo) >= 2 or not row.type
        assert all(slot.isalpha() and slot.islower() for slot in row.targets)
        assert set(row.needs) <= {"source", "target"}


def test_no_event_word_twice():
    keys = [
        (row.pos, row.lemma, row.particle, row.preposition, row.object, row.subject, row.type)
        for found in event_words().values()
        for row in found
    ]
    assert len(keys) == len(set(keys))


def test_the_most_demanding_row_is_tried_first():
    for rows in event_words().values():
        asked = [row.conditions for row in rows]
        assert asked == sorted(asked, reverse=True)


def test_groups_of_objects_are_lemmas_in_lower_case():
    assert "accord" in object_groups()["pact"]
    assert all(word == word.lower() for words in object_groups().values() for word in words)


def test_a_bad_row_is_named_with_its_line():
    header = "lemma\tparticle\tpreposition\tpos\tobject\tsubject\ttype\tmode\tcameo\ttargets\tneeds\tmutual\tsource"
    row = "smile\t\t\tverb\t\t\tSMILE\t\t01\t\t\t\town"
    with pytest.raises(CodebookError, match=r"words\.tsv, line 2: 'SMILE' is no PLOVER type"):
        read_table("words.tsv", make_word, f"{header}\n{row}")
