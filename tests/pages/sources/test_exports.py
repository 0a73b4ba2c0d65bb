"""Downloads from news databases: articles cut apart, told by their content alone."""

from html import escape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from dragoman.pages import Given, Page, PageFormat, open_pages, read_page
from dragoman.pages.sources.rtf import lines_of_rtf
from dragoman.records import PageFault

NEXIS_UNI = """\
User Name: = reader
Date and Time: = Monday, May 14, 2018 10:02:00 AM EDT
Job Number: = 66778899
Documents (2)
1. Envoys return to Vienna for talks
   Client/Matter: -None-
   Search Terms: envoys AND vienna
   Search Type: Terms and Connectors
   Narrowed by:
     Content Type          Narrowed by
     News                  Timeline: May 01, 2018 to May 14, 2018

Envoys return to Vienna for talks
The Example Post
May 8, 2018 Tuesday
Final Edition

Copyright 2018 The Example Post All Rights Reserved
Section: WORLD; Pg. A7
Length: 41 words
Byline: Mara Lind
Dateline: VIENNA
Body

Envoys of six powers returned to Vienna on Tuesday, Iran's foreign ministry said.

They will meet behind closed doors. "Length matters less than substance," one said.

Graphic

 A photograph of the hotel
Load-Date: May 9, 2018

End of Document

Ministers quarrel over gas
Ministers quarrel over gas
Inkwell Tribune (Online)
10 May 2018

Copyright 2018 Inkwell Ltd
Section: BUSINESS
Length: 12 words
Body

The two ministers quarrelled over gas on Thursday.

Load-Date: May 10, 2018

End of Document
"""

NEXIS_OLD = """\
                               1 of 2 DOCUMENTS


                          The Example Post (London)

                         January 11, 2010 Monday
                              Final Edition

Treaty talks stall again

BYLINE: Jo Reed, Geneva

SECTION: NEWS; Pg. 4

LENGTH: 25 words


Talks on the treaty stalled again on Monday,
the mediators said.

Nobody named a new date.

LOAD-DATE: January 11, 2010

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper


                 Copyright 2010 Example Newspapers Limited
                           All Rights Reserved

                               2 of 2 DOCUMENTS


                          Lantern Press

                         January 12, 2010 Tuesday

SECTION: FOREIGN

LENGTH: 8 words

HEADLINE: A bridge reopens

The bridge reopened on Tuesday.

LOAD-DATE: January 12, 2010
"""

FACTIVA_CODES = """\
SE  World
HD  Envoys return to Vienna
BY  By Mara Lind
WC  31 words
PD  8 May 2018
ET  12:30
SN  Lantern Press
SC  LANTPR
LA  English
CY  (c) 2018 Lantern Press

LP
VIENNA (Lantern Press) - Envoys returned to Vienna on Tuesday.

TD
They will meet behind closed doors.

IN  i1 : Energy
RE  austria : Austria
PUB  Lantern Press Ltd
AN  Document LANTPR0020180508ee5800abc

HD  Ministers quarrel
over gas
WC  9 words
PD  10 May 2018
SN  Inkwell Tribune
LA  English
LP  The ministers quarrelled over gas on Thursday.
AN  Document INKWTR0020180510ee5a00xyz

Search Summary
Text   envoys
"""

FACTIVA_SHOWN = """\
World
Envoys return to Vienna
By Mara Lind
31 words
8 May 2018
12:30
Lantern Press
LANTPR
English
(c) 2018 Lantern Press

VIENNA (Lantern Press) - Envoys returned to Vienna on Tuesday.

They will meet behind closed doors.

Document LANTPR0020180508ee5800abc

Ministers quarrel over gas
9 words
10 May 2018
Inkwell Tribune
INKWTR
A4
English
Copyright 2018 Inkwell Ltd

The ministers quarrelled over gas on Thursday.

Document INKWTR0020180510ee5a00xyz
"""

RULE = "_" * 60
PROQUEST = f"""\
{RULE}

Report Information from ProQuest
14 May 2018 10:02
{RULE}

Table of contents
1. Envoys return to Vienna
{RULE}

Document 1 of 2

Envoys return to Vienna

Author: Lind, Mara; Roe, Jan

Publication info: The Example Post, Late edition; New York, N.Y. [New York, N.Y]08 May 2018: A.1.

ProQuest document link

Abstract: Envoys are back.

Links: Check for full text

Full text: Envoys returned to Vienna on Tuesday.

They will meet behind closed doors.

Location: Vienna

Title: Envoys return to Vienna

Publication title: The Example Post, Late edition; New York, N.Y.

Publication date: May 8, 2018

ProQuest document ID: 2034567890

Document URL: https://search.example/docview/2034567890

{RULE}

Document 2 of 2

Ministers quarrel over gas

Publication info: Inkwell Tribune ; Dublin [Dublin]10 May 2018.

Abstract: The ministers quarrelled.

Full text: Not available.

Publication title: Inkwell Tribune

ProQuest document ID: 2034567891

{RULE}
"""


def read(folder: Path, content: str | bytes, name: str = "export.txt") -> list[Page | PageFault]:
    raw = content.encode() if isinstance(content, str) else content
    (folder / name).write_bytes(raw)
    return list(open_pages([str(folder / name)]))


def told(page: Page | PageFault) -> tuple[str | None, ...]:
    assert isinstance(page, Page), page
    return page.given.title, page.given.outlet, page.given.published


def test_nexis_uni_articles_without_their_cover(tmp_path: Path) -> None:
    first, second = read(tmp_path, NEXIS_UNI)
    assert told(first) == ("Envoys return to Vienna for talks", "The Example Post", "2018-05-08")
    assert told(second) == ("Ministers quarrel over gas", "Inkwell Tribune (Online)", "2018-05-10")
    assert isinstance(first, Page)
    assert first.name.endswith("export.txt:1")
    assert first.content == (
        "Envoys return to Vienna for talks\n\nBy Mara Lind\n\n"
        "Envoys of six powers returned to Vienna on Tuesday, Iran's foreign ministry said.\n\n"
        'They will meet behind closed doors. "Length matters less than substance," one said.'
    )


NEXIS_IN_FRENCH = """\
Page 1 sur 2
Titre de la dépêche
Le Journal Exemple
18 mai 2018 vendredi
Copyright 2018 Le Journal Exemple Tous droits réservés
Longueur: 12 mots
Auteur: Anne Exemple
Corps

La France est restée dans l'accord, a dit son ministre.

Page 2 sur 2
Il en a parlé vendredi.

Fin du document
"""


def test_nexis_in_another_language_taken_from_printed_pages(tmp_path: Path) -> None:
    [page] = read(tmp_path, NEXIS_IN_FRENCH)
    assert told(page)[:3] == ("Titre de la dépêche", "Le Journal Exemple", "2018-05-18")
    assert isinstance(page, Page)
    assert page.content == (
        "Titre de la dépêche\n\nBy Anne Exemple\n\n"
        "La France est restée dans l'accord, a dit son ministre.\n\nIl en a parlé vendredi."
    )


def test_older_nexis_downloads_put_the_outlet_first(tmp_path: Path) -> None:
    first, second = read(tmp_path, NEXIS_OLD, "odd.name")
    assert told(first) == ("Treaty talks stall again", "The Example Post (London)", "2010-01-11")
    assert told(second) == ("A bridge reopens", "Lantern Press", "2010-01-12")
    assert isinstance(first, Page) and isinstance(second, Page)
    assert str(first.content).endswith(
        "By Jo Reed, Geneva\n\nTalks on the treaty stalled again on Monday, the mediators said.\n\n"
        "Nobody named a new date."
    )
    assert str(second.content).endswith("\n\nThe bridge reopened on Tuesday.")


@pytest.mark.parametrize("content", [FACTIVA_CODES, FACTIVA_CODES.replace("  ", "\t")])
def test_factiva_codes(tmp_path: Path, content: str) -> None:
    first, second = read(tmp_path, content)
    assert told(first) == ("Envoys return to Vienna", "Lantern Press", "2018-05-08")
    assert told(second) == ("Ministers quarrel over gas", "Inkwell Tribune", "2018-05-10")
    assert isinstance(first, Page)
    assert first.content == (
        "Envoys return to Vienna\n\nBy Mara Lind\n\n"
        "VIENNA (Lantern Press) - Envoys returned to Vienna on Tuesday.\n\n"
        "They will meet behind closed doors."
    )


def test_factiva_on_a_german_screen(tmp_path: Path) -> None:
    content = FACTIVA_SHOWN.replace(" words", " Wörter").replace("Document ", "Dokument ")
    content = content.replace("8 May", "8 Mai").replace("10 May", "10 Mai")
    first, second = read(tmp_path, content.replace("English", "Englisch"))
    assert told(first)[:2] == ("Envoys return to Vienna", "Lantern Press")
    assert told(second)[0] == "Ministers quarrel over gas"


def test_factiva_as_shown(tmp_path: Path) -> None:
    first, second = read(tmp_path, FACTIVA_SHOWN)
    assert told(first) == ("Envoys return to Vienna", "Lantern Press", "2018-05-08")
    assert told(second) == ("Ministers quarrel over gas", "Inkwell Tribune", "2018-05-10")
    assert isinstance(first, Page)
    assert str(first.content).endswith(
        "By Mara Lind\n\nVIENNA (Lantern Press) - Envoys returned to Vienna on Tuesday.\n\n"
        "They will meet behind closed doors."
    )


def test_proquest_with_and_without_full_text(tmp_path: Path) -> None:
    first, second = read(tmp_path, PROQUEST)
    assert isinstance(first, Page)
    assert first.given == Given(
        "https://search.example/docview/2034567890",
        "Envoys return to Vienna",
        "2018-05-08",
        "The Example Post",
    )
    assert first.content == (
        "Envoys return to Vienna\n\nBy Mara Lind and Jan Roe\n\n"
        "Envoys returned to Vienna on Tuesday.\n\nThey will meet behind closed doors."
    )
    assert isinstance(second, PageFault)
    assert second.page.endswith("export.txt:2")
    assert "no full text" in second.fault.message


FACTIVA_HTML = """<!DOCTYPE html>
<html><head><title>Factiva</title><style>.x {}</style></head><body>
<div class="article enArticle"><table>
<tr><td><b>HD</b></td><td><span class="enHeadline">Envoys return to Vienna</span></td></tr>
<tr><td><b>WC</b></td><td>31 words</td></tr>
<tr><td><b>PD</b></td><td>8 May 2018</td></tr>
<tr><td><b>SN</b></td><td>Lantern&nbsp;Press</td></tr>
<tr><td><b>LA</b></td><td>English</td></tr>
<tr><td><b>LP</b></td><td><p>Envoys returned to Vienna
on Tuesday.</p></td></tr>
<tr><td><b>TD</b></td><td><p>They will meet.</p><p>Behind closed doors.</p></td></tr>
<tr><td><b>AN</b></td><td>Document LANTPR0020180508ee5800abc</td></tr>
</table></div>
<div><p>Search Summary</p></div></body></html>
"""


def test_exports_in_html(tmp_path: Path) -> None:
    [page] = read(tmp_path, FACTIVA_HTML, "factiva.html")
    assert told(page) == ("Envoys return to Vienna", "Lantern Press", "2018-05-08")
    assert isinstance(page, Page)
    assert page.content == (
        "Envoys return to Vienna\n\nEnvoys returned to Vienna on Tuesday.\n\nThey will meet.\n\n"
        "Behind closed doors."
    )
    paragraphs = "".join(f"<p>{line}</p>\n" for line in NEXIS_UNI.splitlines() if line.strip())
    first, second = read(tmp_path, f"<html><body>{paragraphs}</body></html>", "nexis.html")
    assert told(first)[1:] == ("The Example Post", "2018-05-08")
    assert told(second)[0] == "Ministers quarrel over gas"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_exports_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    content = FACTIVA_SHOWN.replace("Envoys return to Vienna", "Envoyés return to “Vienna”")
    page, _ = read(tmp_path, content.replace("World\n", "").encode(encoding))
    assert told(page)[0] == "Envoyés return to “Vienna”"


def docx(path: Path, lines: list[str], name: str = "word/document.xml") -> Path:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(
        f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>".replace("\t", "</w:t><w:tab/><w:t>")
        for line in lines
    )
    with ZipFile(path, "w") as archive:
        archive.writestr(
            name, f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
        )
    return path


def test_nexis_uni_in_word_documents(tmp_path: Path) -> None:
    lines = [line for line in NEXIS_UNI.splitlines() if line.strip()]
    first, second = open_pages([str(docx(tmp_path / "nexis.DOCX", lines))])
    assert told(first) == ("Envoys return to Vienna for talks", "The Example Post", "2018-05-08")
    assert told(second) == ("Ministers quarrel over gas", "Inkwell Tribune (Online)", "2018-05-10")
    assert isinstance(first, Page)
    assert str(first.content).count("\n\n") == 3


def test_other_word_documents_are_pages_of_text(tmp_path: Path) -> None:
    lines = ["Talks", "Iran & France met.", "One\ttwo."]
    [page] = open_pages([str(docx(tmp_path / "a.docx", lines))])
    assert page == Page(
        f"{tmp_path}/a.docx", "Talks\n\nIran & France met.\n\nOne\ttwo.", PageFormat.TEXT
    )


@pytest.mark.parametrize("how", ["no archive", "no text", "cut short", "other part"])
def test_broken_word_documents_say_so(tmp_path: Path, how: str) -> None:
    path = docx(
        tmp_path / "a.docx", ["words"] * 500, "x" if how == "other part" else "word/document.xml"
    )
    if how == "no archive":
        path.write_text("words")
    if how == "no text":
        docx(path, [" "])
    if how == "cut short":
        path.write_bytes(path.read_bytes()[:500])
    [fault] = open_pages([str(path)])
    assert isinstance(fault, PageFault)
    assert "Word" in fault.fault.message or "no text" in fault.fault.message


def rtf(lines: list[str]) -> bytes:
    """Lines as Rich Text, with what word processors put around them."""
    words = "\\par\n".join(
        "".join(f"\\u{ord(sign)}?" if ord(sign) > 126 else sign for sign in line).replace(
            "\t", "\\tab "
        )
        for line in lines
    )
    head = (
        r"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0 Times;}}{\colortbl;\red0;}{\*\generator x;}"
        r"{\info{\title No}}{\header Page 1}\pard\f0\fs24 "
    )
    return f"{head}{words}\\par}}".encode("ascii")


def test_factiva_in_rich_text(tmp_path: Path) -> None:
    content = FACTIVA_CODES.replace("  ", "\t").replace("closed doors", "“closed” doors 😀")
    raw = rtf(content.replace("😀", "").splitlines())
    first, second = read(tmp_path, raw, "factiva.rtf")
    assert told(first) == ("Envoys return to Vienna", "Lantern Press", "2018-05-08")
    assert told(second) == ("Ministers quarrel over gas", "Inkwell Tribune", "2018-05-10")
    assert isinstance(first, Page)
    assert "They will meet behind “closed” doors" in str(first.content)


RICH = (
    rb"{\rtf1\ansi\ansicpg1251 \'c2\'f1\'f2\'f0\'e5\'f7\'e0\emdash{\b bold}\~a\{b\}\line "
    rb"{\field{\*\fldinst HYPERLINK \"x\"}{\fldrslt link}}\u-10179 ?\u-8704 ?\uc0\u8364 x{\pict 0a0b}"
    rb"\cell two\row}"
)


def test_rich_text_is_a_page_of_text(tmp_path: Path) -> None:
    [page] = read(tmp_path, RICH, "a.rtf")
    assert isinstance(page, Page)
    assert page.content == "Встреча—bold a{b}\n\nlink😀€x\ttwo"
    assert page.format is PageFormat.TEXT


def test_rich_text_is_the_same_however_it_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = list(lines_of_rtf(BytesIO(RICH)))
    for size in (50, 60, 77):
        monkeypatch.setattr("dragoman.pages.sources.rtf.CHUNK", size)
        assert list(lines_of_rtf(BytesIO(RICH))) == whole


@pytest.mark.parametrize(
    "raw", [b"words", b"", b"{\\rtf1}", b"{\\rtf1" + b"{" * 5000, b"{\\rtf1" + b"}" * 99]
)
def test_rich_text_without_text_says_so(tmp_path: Path, raw: bytes) -> None:
    [fault] = read(tmp_path, raw, "a.rtf")
    assert isinstance(fault, PageFault)


def test_an_article_that_is_too_large_is_a_fault_and_the_next_is_read(tmp_path: Path) -> None:
    large = NEXIS_UNI.replace("They will meet", "They will meet and meet.\n\n" * 300 + "They", 1)
    (tmp_path / "export.txt").write_text(large)
    fault, page = open_pages([str(tmp_path / "export.txt")], largest=2000)
    assert isinstance(fault, PageFault)
    assert told(page)[0] == "Ministers quarrel over gas"


def test_exports_are_told_and_pages_are_not_taken_for_them(tmp_path: Path) -> None:
    notes: list[str] = []
    (tmp_path / "a.txt").write_text(FACTIVA_SHOWN)
    (tmp_path / "b.txt").write_text(
        "How we count\n\nLength: 640 words\n\nThe body of the text, in other words, is long.\n"
    )
    pages = list(open_pages([str(tmp_path)], tell=lambda _, message: notes.append(message)))
    assert notes == ["Read as articles downloaded from Factiva."]
    assert len(pages) == 3


def test_an_exported_article_is_read_as_an_article(tmp_path: Path) -> None:
    page, _ = read(tmp_path, NEXIS_UNI)
    assert isinstance(page, Page)
    article = read_page(page).article
    assert article is not None
    assert article.title == "Envoys return to Vienna for talks"
    assert article.byline == "By Mara Lind"
    assert article.published == "2018-05-08"


def test_a_letter_that_an_article_quotes_does_not_end_it(tmp_path: Path) -> None:
    quoted = (
        "The envoy read a letter aloud.\n\nSubject: matters that were not settled.\n\n"
        "Notes\n\nIt had four pages.\n\nNobody had signed it.\n\nThe room was still."
    )
    article = NEXIS_UNI.partition("Body\n")
    _, end, rest = article[2].partition("Load-Date:")
    content = article[0] + article[1] + "\n" + quoted + "\n\n" + end + rest
    first, _ = read(tmp_path, content)
    assert isinstance(first, Page)
    assert str(first.content).endswith("The room was still.")
    assert "Subject: matters that were not settled." in str(first.content)
    indexed = content.replace(
        quoted, "They met.\n\nSubject: TALKS (90%); GAS (78%)\n\nPerson: X (90%)"
    )
    first, _ = read(tmp_path, indexed)
    assert isinstance(first, Page)
    assert str(first.content).endswith("They met.")
