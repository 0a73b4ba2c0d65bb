"""Lines of a dictionary in PETRARCH's format -> rows of tables, and a note on all that makes none."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.codebook.petrarch import Known, Sort, Taken, converted, read_dictionary
from dragoman.codebook.petrarch.codes import actor_code, type_of
from dragoman.codebook.petrarch.naming import written
from dragoman.errors import UsageError

Rows = list[dict[str, str]]


def taken(folder: Path, text: str, name: str = "d.txt", known: Known | None = None) -> Taken:
    path = folder / name
    path.write_text(text, "utf-8")
    return converted([read_dictionary(path)], known or Known())


def rows(found: Taken, table: str) -> Rows:
    shown = [{key: cell for key, cell in row.items() if cell} for row in found.rows.get(table, [])]
    return [{key: cell for key, cell in row.items() if key != "source"} for row in shown]


def notes(found: Taken) -> list[tuple[int, str, str]]:
    return [(note.line, note.words, note.why.partition(":")[0]) for note in found.left_out]


ACTORS = """# a remark
VOLTA_DAWN_FRONT_(VDF)_ [BFAREB] ; me 2014
+THE_VOLTA_FRONT_

OTTOLINE_BRASK_  # a remark
+BRASK_
+MINISTER_BRASK_
\t[NORELI 900101-051017]
\t[NORGOVMIL 051017-131016]
\t[NORGOV >20170101] # again
ICEBERG_COUNTRY_ [ISL]
+ICELAAND
BARENTS_BARRACKS_ [NORMIL]
UN_FROST_OFFICE_ [IGOUNO]
FROST_FUND_ [NGOENV]
GLACIER_CORP_ [MNCUSA]
"""


def test_actors(tmp_path: Path) -> None:
    found = taken(tmp_path, ACTORS)
    assert rows(found, "actors") == [
        {
            "name": "Volta Dawn Front",
            "aliases": "VDF|Volta Front",
            "id": "VOLTA-DAWN-FRONT",
            "kind": "group",
            "country": "BFA",
            "sector": "REB",
        },
        {"name": "Iceberg Country", "kind": "region", "country": "ISL"},
        {"name": "Icelaand", "kind": "state", "country": "ISL"},
        {"name": "Barents Barracks", "kind": "organ", "country": "NOR", "sector": "MIL"},
        {"id": "UN", "aliases": "UN Frost Office"},
        {"name": "Frost Fund", "id": "FROST-FUND", "kind": "organisation", "sector": "NGO"},
        {"name": "Glacier Corp", "id": "GLACIER-CORP", "kind": "organisation", "sector": "BUS"},
    ]
    brask = {"name": "Ottoline Brask", "party": "NOR", "sector": "GOV"}
    assert rows(found, "offices") == [
        {
            **brask,
            "aliases": "Minister Brask",
            "known_as": "Brask",
            "from": "2005-10-17",
            "to": "2013-10-16",
        },
        {**brask, "from": "2017-01-01"},
    ]
    assert found.rows["offices"][0]["source"] == "d.txt, line 5"
    assert notes(found) == []


def test_what_makes_no_row_is_noted_with_its_line(tmp_path: Path) -> None:
    text = (
        "NOBODY_\n"
        "BAD_CODE_ [NORWE]\n"
        "BAD_DAY_ [NORGOV 20041399-20050101]\n"
        "BACKWARDS_ [NORGOV 20060101-20050101]\n"
        "REBEL_MAN_ [NORREB 20060101-20070101]\n"
        "STRANGE_ [QQQXYZ]\n"
        "FROST_FUND_ [NGO]\n"
        "FROST_FUND_ [NGOENV]\n"
        "FROST+FUND_ [NGO]\n"
    )
    found = taken(tmp_path, text)
    assert [(line, why) for line, _, why in notes(found)] == [
        (1, "no code"),
        (2, "no code that can be read"),
        (3, "no code that can be read"),
        (4, "no code that can be read"),
        (5, "days, and neither a state's office nor an organisation of the codebook"),
        (6, "no sector is known"),
        (8, "the name has a row"),
        (9, "no name"),
    ]
    assert len(found.rows["actors"]) == 1


def test_what_the_codebook_knows_is_left_out(tmp_path: Path) -> None:
    known = Known(name={"Iceland", "Brask"}.__contains__, person={"Brask"}.__contains__)
    text = "ICELAND_ [ISL]\n+ICELAAND_\nOTTOLINE_BRASK_\n+BRASK_\n[NORGOV >170101]\n"
    found = taken(tmp_path, text, known=known)
    assert [row["name"] for row in found.rows["actors"]] == ["Icelaand"]
    assert "offices" not in found.rows
    assert {(line, why) for line, _, why in notes(found)} == {
        (line, "the codebook knows it") for line in (1, 3, 4)
    }


@pytest.mark.parametrize(
    ("text", "parts", "since", "until"),
    [
        ("GBRGOV 790504-901128", ("GBR", "GOV"), "1979-05-04", "1990-11-28"),
        ("AFGGOV >011222", ("AFG", "GOV"), "2001-12-22", ""),
        ("RUS <911225", ("RUS",), "", "1991-12-25"),
        ("AFGELI 19270101-290101", ("AFG", "ELI"), "1927-01-01", "2029-01-01"),
        ("NORGOV 061131-070101", ("NOR", "GOV"), "2006-11", "2007-01-01"),
    ],
)
def test_codes_with_days(text: str, parts: tuple[str, ...], since: str, until: str) -> None:
    code = actor_code(text)
    assert (code.parts, code.since, code.until) == (parts, since, until)


def test_codes_of_acts_have_the_type_of_the_table() -> None:
    assert type_of("1823") == ("ASSAULT", "1823")
    assert type_of("0871") == ("RETREAT", "0871")
    assert type_of("1999") == ("ASSAULT", "19")
    assert (type_of("020"), type_of("")) == (None, None)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("BAN KI-MOON", "Ban Ki-moon"),
        ("UN", "UN"),
        ("U.N. OFFICE", "U.N. Office"),
        ("THE BANK OF THE NORTH", "Bank of the North"),
        ("ST. JOHN'S", "St. John's"),
        ("NATO", "Nato"),
    ],
)
def test_names_are_written_as_news_writes_them(name: str, told: str) -> None:
    assert written(name) == told


AGENTS = """!PERSON! = MAN, WOMAN
CATTLE_RANCHER_ [~AGR]
LAWMAN {LAWMEN} [~COP]
RIOT_POLICE {} [~COP]
FISHER!PERSON! [~AGR]
HEAD_OF_CUSTOMS_ [~GOV]
HERETIC_ [~QQQ]
UN_CLERK_ [IGO~]
"""


def test_agents(tmp_path: Path) -> None:
    found = taken(tmp_path, AGENTS)
    assert [(row["sort"], row["sector"], row["words"]) for row in rows(found, "roles")] == [
        ("unnamed", "AGR", "cattle rancher"),
        ("institution", "AGR", "cattle ranchers"),
        ("unnamed", "COP", "lawman"),
        ("institution", "COP", "lawmen"),
        ("institution", "COP", "riot police"),
        ("unnamed", "AGR", "fisherman|fisherwoman"),
        ("institution", "AGR", "fishermen|fisherwomen"),
        ("unnamed", "GOV", "head of customs"),
        ("institution", "GOV", "heads of customs"),
    ]
    assert notes(found) == [
        (7, "HERETIC_", "no sector is known"),
        (8, "UN_CLERK_", "no sector is known"),
    ]


VERBS = """&PLOT
+COUP
+PALACE_REVOLT
+REVOLT

---  FOIL   [---]  ---
FOIL {FOILS FOILED}
+GUN_DOWN [180]  # me
RE_+TAKE [190]
- * &PLOT                        [185]     # FOIL
- * (AGAINST BID)                [1246:120]
- + * OUT ROCKET                 [---]
- SHIP *                         [---]
- * {AIR RAID}                   [195]
- * PLEA                         [020]
- * THE WAY (TO PEACE)           [040]
- * BID                          [:120]
~ a (a b ATTACK) SAY = a b 015
"""


def test_verbs(tmp_path: Path) -> None:
    found = taken(tmp_path, VERBS)
    shown = [
        {k: v for k, v in row.items() if k not in ("pos", "targets", "needs")}
        for row in rows(found, "words")
    ]
    assert [row for row in shown if row["lemma"] in ("foil", "re-take")][:6] == [
        {"lemma": "re-take", "type": "ASSAULT", "cameo": "190"},
        {"lemma": "foil", "object": "=coup|revolt", "type": "ASSAULT", "cameo": "185"},
        {"lemma": "re-take", "object": "=coup|revolt", "type": "ASSAULT", "cameo": "185"},
        {
            "lemma": "foil",
            "preposition": "against",
            "object": "=bid",
            "type": "REJECT",
            "cameo": "1246",
        },
        {
            "lemma": "re-take",
            "preposition": "against",
            "object": "=bid",
            "type": "REJECT",
            "cameo": "1246",
        },
        {"lemma": "foil", "particle": "out", "object": "=rocket"},
    ]
    assert {"lemma": "gun", "particle": "down", "type": "ASSAULT", "cameo": "180"} in shown
    assert {"lemma": "foil", "subject": "=ship"} in shown
    assert found.rows["words"][0]["source"] == "d.txt, line 8"
    assert {(line, why) for line, _, why in notes(found)} == {
        (14, "a pattern of more than a subject, a particle, a preposition and one object word"),
        (15, "CAMEO's statements and appeals, which are attributions here"),
        (16, "a pattern of more than a subject, a particle, a preposition and one object word"),
        (17, "no code for the active voice"),
        (18, "a rule on whole sentences"),
    }


def test_discards_in_which_a_name_misleads(tmp_path: Path) -> None:
    known = Known(holds_name=lambda phrase: "British" in phrase)
    found = taken(tmp_path, "1914\n+BRITISH EMPIRE # me\nRUGBY\n", "discards.txt", known)
    assert rows(found, "actors") == [{"name": "British Empire", "kind": "nobody"}]
    assert [line for line, _, _ in notes(found)] == [1, 3]


def test_sorts_are_told_by_what_the_lines_hold(tmp_path: Path) -> None:
    texts = {Sort.ACTORS: ACTORS, Sort.AGENTS: AGENTS, Sort.VERBS: VERBS}
    for sort, text in texts.items():
        path = tmp_path / f"{sort}.txt"
        path.write_text(text)
        assert read_dictionary(path).sort is sort
    path.write_text("just words\n")
    with pytest.raises(UsageError, match="holds no actors, agents or verbs"):
        read_dictionary(path)


def test_old_letters_and_endless_lines(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(b"C\xf4TE_FUND_ [NGO]\r\n" + b"X" * 5_000_000 + b" [NGO]\rNEXT_FUND_ [NGO]\n")
    found = converted([read_dictionary(path)], Known())
    assert [row["name"] for row in found.rows["actors"]] == ["Côte Fund", "Next Fund"]
    assert [row["source"] for row in found.rows["actors"]] == ["old.txt, line 1", "old.txt, line 3"]
    assert notes(found) == [(2, "", "a line of more than 2,000 characters")]


PIECES = st.sampled_from(
    [
        *(
            "A_B_",
            "+C_",
            " [NORGOV]",
            "[NORGOV 010101-020202]",
            "[",
            "]",
            "{",
            "}",
            "!P!",
            "!P! = A",
        ),
        *(
            "---  X  [020] ---",
            "- * A [190]",
            "- * (TO &S) [---]",
            "&S",
            "~ a",
            "[~GOV]",
            "#",
            "\0",
        ),
        *("\n", "\r\n", "\n", "\t", "(", ")", "*", "+", "Ω", "|", "=", "\u202e"),
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_no_text_breaks_the_parsers_and_lines_are_right(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("any") / "d.txt"
    path.write_bytes(text.encode())
    try:
        dictionary = read_dictionary(path)
    except UsageError:
        return
    found = converted([dictionary], Known())
    last = text.replace("\r\n", "\n").count("\n") + 1
    assert all(1 <= note.line <= last for note in found.left_out)
    assert all(note.words.isprintable() for note in found.left_out)
    sources = {row["source"] for made in found.rows.values() for row in made}
    assert sources <= {f"d.txt, line {line}" for line in range(1, last + 1)}


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_rows_or_a_usage_error(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    path = tmp_path_factory.mktemp("bytes") / "d.txt"
    path.write_bytes(b"A_ [NGO]\n" + raw)
    assert converted([read_dictionary(path)], Known()).rows or raw
