"""A ledger of a million events: how long its answers take, and what memory they need.

    python benchmarks/ledger_million.py [FOLDER] [--pages 50000] [--keep]

Pages are made up (no language model runs), entered through the writer that `dragoman build` uses,
and asked as a user asks them. Each question runs in a process of its own, so that the memory
printed is its own.
"""

import argparse
import json
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date, datetime, timedelta
from pathlib import Path

from dragoman.actors.resolving import resolve_person
from dragoman.codebook.offices import terms
from dragoman.ledger import Entry, Run, Taken, Writer, coder_row, now
from dragoman.records import (
    Actor,
    ActorKind,
    Article,
    Attribution,
    AttributionKind,
    Basis,
    Coder,
    DateBasis,
    Event,
    EventType,
    Modality,
    Move,
    MoveKind,
    Naming,
    PactKind,
    PublishedBasis,
    Record,
    Source,
    Span,
    Stance,
    Stated,
    Zone,
    ZoneKind,
    content_id,
)

STATES = ("IRN", "USA", "FRA", "DEU", "GBR", "CHN", "RUS", "SAU", "ISR", "TUR", "JPN", "KOR")
PERSONS = (
    *dict.fromkeys(term.name for term in terms()),
    *(f"Envoy Number{number}" for number in range(2000)),
)
OUTLETS = tuple(f"Example Post {number}" for number in range(60))
WORDS = (
    *("ministers", "envoys", "sanctions", "accord", "inspectors"),
    *("talks", "coalition", "harbour", "treaty", "summit"),
)
PACTS = tuple((f"pact-{number}", f"Accord number {number}") for number in range(40))
EVENTS, MOVES, CLAIMS, LENGTH = 20, 3, 8, 3000
TYPES, KINDS = tuple(EventType), tuple(m for m in MoveKind if m is not MoveKind.EXPIRE)
CODER = Coder("0", "made up", None, {})
BATCH = 500


def make_person(name: str, day: str) -> Actor:
    """A person, looked up in the table of offices where the article names no office."""
    told = name.startswith("Envoy")
    stated = Stated(name, "envoy", "FRA", None, "GOV") if told else Stated(name)
    found = resolve_person(day=day, **asdict(stated))
    return Actor(
        id=content_id("person", name),
        name=name,
        kind=ActorKind.PERSON,
        country=found.country,
        sector=found.sector,
        role=found.role,
        affiliation=found.affiliation,
        mentions=(Naming(80, 90), Naming(100, 105, Basis.SURNAME, 0.9)),
        grounds=found.grounds,
        score=found.score,
        reason=found.reason,
        alternatives=found.alternatives,
        stated=stated,
    )


def make_record(number: int) -> Record:
    """One page's record, the same for the same number."""
    chance = random.Random(number)
    published = (date(2015, 1, 1) + timedelta(days=chance.randrange(3000))).isoformat()
    text = " ".join(chance.choices(WORDS, k=LENGTH // 8))
    outlet, url = chance.choice(OUTLETS), f"https://news.example/{number}"
    identity = content_id("article", url, text)
    parties = chance.sample(STATES, 6)
    states = tuple(
        Actor(p, p, ActorKind.COUNTRY, p, "GOV", mentions=(Naming(i * 9, i * 9 + 5),))
        for i, p in enumerate(parties)
    )
    actors = (*states, *(make_person(name, published) for name in chance.sample(PERSONS, 3)))
    sources = (*parties, *(actor.id for actor in actors[6:]))
    claims = tuple(
        Attribution(
            content_id(identity, "attribution", i),
            Source(i * 40, i * 40 + 6, chance.choice(parties)),
            Span(i * 40 + 7, i * 40 + 11),
            (Span(i * 40 + 12, i * 40 + 39),),
            AttributionKind.INDIRECT,
            Stance.ASSERTS,
            content_id(identity, "attribution", i - 1) if i % 3 == 2 else None,
            0.7,
        )
        for i in range(CLAIMS)
    )

    def carried() -> str | None:
        return chance.choice(claims).id if chance.random() < 0.6 else None

    events = tuple(
        Event(
            id=content_id(identity, "event", i),
            occurrence=content_id(identity, "occurrence", i // 2),
            type=chance.choice(TYPES),
            mode=None,
            contexts=("diplomatic",),
            cameo="010",
            quad=chance.randint(1, 4),
            source=(chance.choice(sources),),
            target=tuple(chance.sample(parties, 2)),
            trigger=Span(i * 50, i * 50 + 8),
            sentence=Span(i * 50, i * 50 + 49),
            date=published,
            date_basis=DateBasis.PUBLISHED,
            place=None,
            modality=Modality.ACTUAL,
            attribution=carried(),
            confidence=round(chance.random(), 3),
        )
        for i in range(EVENTS)
    )
    moves = []
    for i in range(MOVES):
        pact, name = chance.choice(PACTS)
        moves.append(
            Move(
                id=content_id(identity, "move", i),
                pact=pact,
                name=name,
                kind=PactKind.ACCORD,
                parent=None,
                actor=chance.choice(parties),
                move=chance.choice(KINDS),
                count=None,
                members=None,
                date=published,
                date_basis=DateBasis.PUBLISHED,
                modality=chance.choice((Modality.ACTUAL, Modality.ACTUAL, Modality.PLANNED)),
                evidence=Span(i * 60, i * 60 + 40),
                attribution=carried(),
                confidence=0.8,
            )
        )
    zones = (Zone(ZoneKind.TITLE, 0, 40), Zone(ZoneKind.BODY, 41, len(text)))
    article = Article(
        identity,
        text[:40],
        None,
        None,
        outlet,
        url,
        published,
        PublishedBasis.METADATA,
        "en",
        text,
        zones,
        (),
    )
    return Record(url, CODER, article, actors, claims, events, tuple(moves))


def entries(first: int, end: int, coder: str) -> Iterator[Entry]:
    """The entries of some pages."""
    for number in range(first, end):
        name = f"page-{number}.html"
        taken = Taken(content_id("source", number), content_id(number), LENGTH, name, name)
        yield Entry(taken, make_record(number), coder, datetime(2026, 1, 1))


def make(path: Path, pages: int) -> None:
    """Writes the ledger."""
    coder = coder_row(CODER, "made up")
    began = time.monotonic()
    with Writer(path) as writer:
        for first in range(0, pages, BATCH):
            writer.write(entries(first, min(pages, first + BATCH), coder["coder"]), [coder])
        seconds = time.monotonic() - began
        writer.receipt(Run(now(), coder["coder"], (), pages, 0, 0, 0, seconds))


def questions(path: Path, folder: Path) -> dict[str, Callable[[], object]]:
    """What is asked."""
    from dragoman.flow.opening import open_ledger  # noqa: PLC0415 - the making needs none of it

    def ask(name: str, *args: object, **options: object) -> Callable[[], object]:
        def answer() -> object:
            with open_ledger(path) as ledger:
                return getattr(ledger, name)(*args, **options)

        return answer

    sides = "SELECT unnest(source_parties) AS party FROM events"
    sides = f"SELECT party, count(*) FROM ({sides}) GROUP BY party"
    count = "SELECT type, modality, count(*) FROM events GROUP BY ALL"
    return {
        "show": ask("overview"),
        "pacts": ask("pacts"),
        "standing of one pact": ask("standing", "pact-7"),
        "standing of all": ask("standing"),
        "standing as known": ask("standing", "pact-7", "2019-06-01", "2019-06-01"),
        "timeline": ask("timeline", "pact-7"),
        "sql": ask("sql", count),
        "sql, parties": ask("sql", sides),
        "export csv": ask("export", "csv", folder / "csv"),
        "export parquet": ask("export", "parquet", folder / "parquet"),
        "export jsonl": ask("export", "jsonl", folder / "jsonl"),
        "export parquet without text": ask("export", "parquet", folder / "codes", text=False),
        "events, a batch at a time": lambda: batches(path),
        "actors": ask("actor_rows", rows=101),
        "actors in doubt": ask("actor_rows", doubtful=True, rows=101),
        "resolve": ask("resolve"),
        "judge": ask("judge", "IRN", identity="IRN", sector="MIL", reason="for the measure"),
        "show, once judged": ask("overview"),
    }


def batches(path: Path) -> int:
    """Reads all events without holding them."""
    from dragoman.flow.opening import open_ledger  # noqa: PLC0415 - the making needs none of it

    with open_ledger(path) as ledger:
        return sum(len(batch) for batch in ledger.batches("events"))


def main() -> None:
    """Makes the ledger and asks it, or asks one question in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--pages", type=int, default=50_000)
    parser.add_argument("--keep", action="store_true", help="leave the ledger where it is")
    parser.add_argument("--ask", help=argparse.SUPPRESS)
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp(prefix="ledger-"))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "million.duckdb"
    if given.ask:
        began = time.monotonic()
        if given.ask == "make":
            make(path, given.pages)
        else:
            questions(path, folder)[given.ask]()
        used = resource.getrusage(resource.RUSAGE_SELF)
        cost = {"seconds": time.monotonic() - began, "cpu": used.ru_utime + used.ru_stime}
        print(json.dumps(cost | {"megabytes": used.ru_maxrss / 1024}))
        return
    asked = list(questions(path, folder))
    for question in [*(["make"] if not path.exists() else []), *asked]:
        command = [sys.executable, __file__, str(folder), f"--pages={given.pages}"]
        told = subprocess.run(
            [*command, "--ask", question], check=True, capture_output=True, text=True
        )
        cost = json.loads(told.stdout)
        spent = f"{cost['seconds']:>8.2f} s {cost['cpu']:>8.2f} s of CPU"
        print(f"{question:<30} {spent} {cost['megabytes']:>8.0f} MB", flush=True)
    size = path.stat().st_size / 1e6
    print(f"{given.pages * EVENTS:,} events, {given.pages * MOVES:,} moves, {size:,.0f} MB")
    for made in ("csv", "parquet", "jsonl", "codes"):
        shutil.rmtree(folder / made, ignore_errors=True)
    if not given.keep:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
