"""An archive of made-up news of any size, made from the samples with variety.

    python benchmarks/archive.py FOLDER [--pages N] [--seed N]

Each page is put together of some paragraphs out of all that the samples have, under a title of
theirs, with other states, people, outlets and days in them, the sentences of some paragraphs in
another order, in one of several layouts: three of HTML, plain text, rows of JSONL. So pages differ
in their words and not in their hash alone. One in thirty is the reprint of another. The same
numbers give the same pages.
"""

import argparse
import html
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from dragoman.pages import Page, open_pages, read_page
from dragoman.records import ZoneKind

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
SEED = 1815
REPRINTS = 30
ROWS_A_FILE = 500

STATES = (
    *("Iran", "France", "Germany", "Britain", "Russia", "China", "Japan", "India", "Turkey"),
    *("Israel", "Iraq", "Oman", "Qatar", "Italy", "Spain", "Poland", "Ukraine", "Georgia"),
    *("Armenia", "Egypt", "Libya", "Kenya", "Brazil", "Chile", "Mexico", "Canada", "Norway"),
    *("Sweden", "Serbia", "Greece", "Cyprus", "Pakistan", "Vietnam", "Thailand", "Cuba"),
)
FIRST = (
    *("Anna", "Viktor", "Leila", "Omar", "Irina", "Pedro", "Mei", "Sanjay", "Ruth", "Tomas"),
    *("Nadia", "Erik", "Hana", "Marco", "Fatima", "Jonas", "Clara", "Yusuf", "Olga", "Samuel"),
)
LAST = (
    *("Verhoeven", "Karimi", "Okafor", "Lindqvist", "Marchetti", "Novak", "Tanaka", "Haddad"),
    *("Petrov", "Fraser", "Duarte", "Kowalski", "Yilmaz", "Sharma", "Moreau", "Bergstrom"),
    *("Castillo", "Nguyen", "Mahmoud", "Weiss", "Ivanova", "Delgado", "Osei", "Halvorsen"),
)
OUTLETS = ("Courier", "Monitor", "Dispatch", "Observer", "Herald", "Gazette", "Tribune", "Post")
TOWNS = (
    "Harbour",
    "Northern",
    "Meridian",
    "Lakeside",
    "Capital",
    "Riverton",
    "Eastgate",
    "Old Mill",
)
MONTHS = "January February March April May June July August September October November December"
DAY = re.compile(rf"\b({MONTHS.replace(' ', '|')}) (\d{{1,2}})\b")
YEAR = re.compile(r"\b20[012]\d\b")
SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z])")
PERSON = re.compile(r"\b([A-Z][a-z]+) ([A-Z][a-z]{3,})\b(?=,| said| told| wrote)")

PLAIN_HTML = """<!doctype html><html lang="en"><head><title>{title} - {outlet}</title>
<meta property="og:site_name" content="{outlet}"><link rel="canonical" href="{url}">
<meta property="article:published_time" content="{day}"></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a> <a href="/markets">Markets</a></nav>
<article><h1>{title}</h1><p class="byline">By {author}</p>{body}</article>
<footer>Copyright {outlet}. All rights reserved.</footer></body></html>"""
THREAD_HTML = """<html><head><title>{title}</title><meta name="date" content="{day}">
<meta property="og:url" content="{url}"></head>
<body><div id="page"><div class="masthead">{outlet}</div><div class="story"><h2>{title}</h2>
<div class="dateline"><time datetime="{day}">{day}</time></div>{body}</div>
<div class="related"><h3>Read more</h3><ul><li><a href="/a">{other}</a></li></ul></div>
<section class="comments"><h3>2 comments</h3><div class="comment"><span class="author">reader{n}
</span> <time datetime="{day}">{day}</time><p>{remark}</p></div><div class="comment">
<span class="author">quill{n}</span> <time datetime="{day}">{day}</time><p>Thank you for this.</p>
</div></section></div></body></html>"""
TABLE_HTML = """<html><body bgcolor=white><table width=100%><tr><td width=20%>{outlet}<br>
<a href=/news>News</a><br><a href=/opinion>Opinion</a></td><td><h1>{title}</h1>
<i>{author}, {written}</i>{body}<hr><small>Subscribe to {outlet} for more.</small></td></tr></table>
</body></html>"""
TEXT = "{title}\n\n{outlet}, {written}\n\n{text}\n"
LAYOUTS = (PLAIN_HTML, PLAIN_HTML, THREAD_HTML, TABLE_HTML, TEXT, None)
"""None stands for a row of JSONL."""


@dataclass(frozen=True, slots=True)
class Story:
    """One made-up page before it has a layout."""

    title: str
    paragraphs: tuple[str, ...]
    outlet: str
    author: str
    day: date


def pool() -> tuple[list[str], list[str]]:
    """The titles of the samples and the paragraphs that tell."""
    titles: list[str] = []
    paragraphs: list[str] = []
    for page in open_pages([str(SAMPLES)]):
        article = read_page(page).article if isinstance(page, Page) else None
        for zone in article.zones if article else ():
            text = article.words(zone.span)
            if zone.kind is ZoneKind.TITLE:
                titles.append(text.strip())
            elif zone.kind.tells:
                paragraphs += [line for line in text.split("\n") if len(line.split()) > 8]
    return titles, paragraphs


def stories(number: int, seed: int = SEED) -> Iterator[Story]:
    """Made-up stories; the same numbers give the same ones."""
    chance = random.Random(seed)
    titles, paragraphs = pool()
    last: Story | None = None
    for _ in range(number):
        outlet = f"{chance.choice(TOWNS)} {chance.choice(OUTLETS)}"
        author = _person(chance)
        day = date(2012, 1, 1) + timedelta(days=chance.randrange(4000))
        if last and chance.randrange(REPRINTS) == 0:
            credit = f"This report was first published by the {last.outlet}."
            yield Story(last.title, (*last.paragraphs, credit), outlet, author, day)
            continue
        swap = _swaps(chance)
        chosen = chance.sample(paragraphs, chance.randrange(4, 16))
        told = tuple(_varied(text, swap, chance) for text in chosen)
        last = Story(_varied(chance.choice(titles), swap, chance), told, outlet, author, day)
        yield last


def _person(chance: random.Random) -> str:
    return f"{chance.choice(FIRST)} {chance.choice(LAST)}"


def _swaps(chance: random.Random) -> dict[str, str]:
    """By state the one that stands in its place on a page."""
    others = list(STATES)
    chance.shuffle(others)
    return dict(zip(STATES, others, strict=True))


def _varied(text: str, swap: dict[str, str], chance: random.Random) -> str:
    text = re.sub(r"\b(" + "|".join(STATES) + r")\b", lambda m: swap[m[1]], text)
    text = PERSON.sub(
        lambda m: (
            m[0] if m[2] in swap.values() else f"{chance.choice(FIRST)} {chance.choice(LAST)}"
        ),
        text,
    )
    shift = chance.randrange(-3, 4)
    text = YEAR.sub(lambda m: str(int(m[0]) + shift), text)
    text = DAY.sub(lambda m: f"{m[1]} {chance.randrange(1, 29)}", text)
    sentences = SENTENCE.split(text)
    if len(sentences) > 2 and chance.random() < 0.3:
        rest = sentences[1:]
        chance.shuffle(rest)
        sentences = [sentences[0], *rest]
    return " ".join(sentences)


def make_archive(folder: Path, number: int, seed: int = SEED) -> int:
    """Writes the pages into a folder, and gives how many words they have."""
    folder.mkdir(parents=True)
    chance = random.Random(seed + 1)
    rows: list[dict[str, str]] = []
    words = 0
    for n, story in enumerate(stories(number, seed)):
        words += sum(len(text.split()) for text in (story.title, *story.paragraphs))
        layout = chance.choice(LAYOUTS)
        given = _given(story, n)
        if layout is None:
            rows.append({"title": story.title, "text": "\n\n".join(story.paragraphs)} | given)
        else:
            ending = "txt" if layout is TEXT else "html"
            (folder / f"{n:07}.{ending}").write_text(_set(layout, story, given, n), "utf-8")
    for at in range(0, len(rows), ROWS_A_FILE):
        lines = "\n".join(json.dumps(row) for row in rows[at : at + ROWS_A_FILE])
        (folder / f"rows-{at // ROWS_A_FILE:05}.jsonl").write_text(lines + "\n", "utf-8")
    return words


def _given(story: Story, n: int) -> dict[str, str]:
    host = story.outlet.lower().replace(" ", "-")
    url = f"https://{host}.example/{story.day:%Y/%m}/{n}"
    return {"url": url, "published": story.day.isoformat(), "outlet": story.outlet}


def _set(layout: str, story: Story, given: dict[str, str], n: int) -> str:
    escape = html.escape if layout is not TEXT else str
    return layout.format(
        title=escape(story.title),
        outlet=escape(story.outlet),
        author=escape(story.author),
        url=given["url"],
        day=given["published"],
        written=f"{story.day:%B} {story.day.day}, {story.day.year}",
        body="".join(f"<p>{escape(text)}</p>\n" for text in story.paragraphs),
        text="\n\n".join(story.paragraphs),
        other=escape(story.title[::-1].title()),
        remark=escape(story.paragraphs[0].split(". ")[0] + ", so they say."),
        n=n,
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Writes an archive."""
    parser = argparse.ArgumentParser(description="An archive of made-up news.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args(arguments)
    words = make_archive(given.folder, given.pages, given.seed)
    print(f"{given.pages:,} pages, {words:,} words")


if __name__ == "__main__":
    main()
