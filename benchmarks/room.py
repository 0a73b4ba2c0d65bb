"""The reading room on a ledger of a million events: how long its pages and searches take.

    python benchmarks/room.py [FOLDER] [--pages 50000] [--requests 40] [--keep]

The ledger is that of `ledger_million.py`. `dragoman serve` is run as users run it and asked over
HTTP on this machine, one request after the other, then by several at once. Times are those of
whole answers; ids, names, words and days are different in each request.
"""

import argparse
import http.client
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import quote, urlencode

import psutil
from benchmarks.ledger_million import EVENTS, OUTLETS, STATES, WORDS

READY = re.compile(r"http://127\.0\.0\.1:(\d+)/")
AT_ONCE = 4


def ask(port: int, place: str, accept: str = "text/html") -> tuple[float, int, bytes]:
    """Seconds, status and body of one request."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    began = time.perf_counter()
    connection.request("GET", place, headers={"Accept": accept})
    answer = connection.getresponse()
    body = answer.read()
    seconds = time.perf_counter() - began
    connection.close()
    return seconds, answer.status, body


@contextmanager
def served(path: Path, folder: Path) -> Iterator[tuple[int, psutil.Process, float]]:
    """The room's port and process, and how many seconds it took to open."""
    began = time.perf_counter()
    given = (str(path), "--port", "0", "--review", "--reviewer", "A benchmark")
    server = subprocess.Popen(
        [sys.executable, "-m", "dragoman", "serve", *given],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"XDG_CACHE_HOME": str(folder / "cache"), "PYTHONUNBUFFERED": "1"},
    )
    try:
        port = next(int(found[1]) for line in server.stdout or () if (found := READY.search(line)))
        yield port, psutil.Process(server.pid), time.perf_counter() - began
    finally:
        server.terminate()
        server.wait()


def known(port: int) -> dict[str, list[str]]:
    """Ids to ask for, taken from all over the ledger."""
    chance = random.Random(5)

    def rows(place: str, name: str) -> list[dict[str, str]]:
        answer = json.loads(ask(port, place, "application/json")[2])
        return list(answer[name])

    total = dict(json.loads(ask(port, "/", "application/json")[2])["overview"]["rows"])["articles"]
    numbers = [chance.randrange(1, total // 50 + 1) for _ in range(8)]
    articles = [r["article"] for n in numbers for r in rows(f"/articles?page={n}", "articles")]
    deeds = [d["id"] for state in STATES for d in rows(f"/actors/{state}", "did")[:5]]
    people = [r["id"] for n in (1, 2, 5) for r in rows(f"/actors?page={n}", "actors")]
    pacts = [p["row"]["id"] for n in (1, 2) for p in rows(f"/pacts?page={n}", "pacts")]
    return {"articles": articles, "events": deeds, "actors": people, "pacts": pacts}


def places(ids: dict[str, list[str]]) -> dict[str, Callable[[random.Random], str]]:
    """What is asked, by name, each made with other values every time."""

    def day(chance: random.Random) -> str:
        return f"{chance.randrange(2015, 2023)}-{chance.randrange(1, 13):02}-15"

    def search_of(
        place: str, **wanted: Callable[[random.Random], str]
    ) -> Callable[[random.Random], str]:
        return lambda c: f"{place}?" + urlencode({name: get(c) for name, get in wanted.items()})

    search = partial(search_of, "/search")

    def words(chance: random.Random) -> str:
        return " ".join(chance.sample(WORDS, chance.randint(1, 3)))

    def one(kind: str) -> Callable[[random.Random], str]:
        return lambda c: quote(c.choice(ids[kind]), safe="")

    article, actor, pact = one("articles"), one("actors"), one("pacts")
    return {
        "first page": lambda c: "/",
        "articles": lambda c: f"/articles?page={c.randrange(1, 900)}",
        "an article": lambda c: f"/articles/{article(c)}",
        "an article, one voice": lambda c: f"/articles/{article(c)}?own=1",
        "an article, JSON": lambda c: f"/articles/{article(c)}?format=json",
        "an event": lambda c: f"/events/{one('events')(c)}",
        "pacts": lambda c: f"/pacts?page={c.randrange(1, 3)}",
        "pacts on a day": lambda c: f"/pacts?on={day(c)}",
        "pacts as known": lambda c: f"/pacts?on={day(c)}&known={day(c)}",
        "a pact": lambda c: f"/pacts/{pact(c)}",
        "a pact on a day": lambda c: f"/pacts/{pact(c)}?on={day(c)}",
        "a pact as known": lambda c: f"/pacts/{pact(c)}?on={day(c)}&known={day(c)}",
        "a pact, JSON": lambda c: f"/pacts/{pact(c)}?format=json",
        "actors, the matrix": lambda c: "/actors",
        "actors": lambda c: f"/actors?page={c.randrange(2, 20)}",
        "actors of a name": lambda c: f"/actors?name={c.choice(('envoy', 'number1', 'a', 'zz'))}",
        "an actor": lambda c: f"/actors/{actor(c)}",
        "a state": lambda c: f"/actors/{c.choice(STATES)}",
        "a state, further back": lambda c: (
            f"/actors/{c.choice(STATES)}?list=did&page={c.randrange(2, 900)}"
        ),
        "a pair": lambda c: "/actors/{}/with/{}".format(*c.sample(STATES, 2)),
        "sources": lambda c: "/sources",
        "a source": lambda c: f"/sources/{quote(c.choice(OUTLETS))}",
        "review": search_of(
            "/review",
            kind=lambda c: c.choice(("event", "attribution", "move")),
            seed=lambda c: str(c.randrange(1000)),
            skip=lambda c: str(c.randrange(50)),
        ),
        "review, by certainty": search_of(
            "/review",
            kind=lambda c: c.choice(("event", "attribution", "move", "identity")),
            order=lambda c: c.choice(("least-sure", "latest")),
            skip=lambda c: str(c.randrange(5)),
        ),
        "search": search(q=words),
        "search, a phrase": search(q=lambda c: '"{} {}"'.format(*c.sample(WORDS, 2))),
        "search, a beginning": search(q=lambda c: f"{c.choice(WORDS)[:4]}*"),
        "search without a word": search(q=lambda c: "{} -{}".format(*c.sample(WORDS, 2))),
        "search, narrowed": search(
            q=words, until=day, outlet=lambda c: c.choice(OUTLETS), depth=lambda c: "1"
        ),
        "search events": search(
            q=words,
            kind=lambda c: "events",
            type=lambda c: c.choice(("AID", "ACCUSE")),
            page=lambda c: str(c.randrange(1, 20)),
        ),
        "search, names": search(q=lambda c: c.choice(("envoy", "number12", "accord 12", "iran"))),
        "search, not there": search(q=lambda c: f"xyzzy{c.random()}"),
    }


def measure(port: int, requests: int, process: psutil.Process) -> dict[str, list[float]]:
    """Seconds of each request, by what was asked; the first of each counts as any other.

    Beside them stands what the room's process worked for one, on average: other work on the machine
    makes answers later, and this hardly more.
    """
    found: dict[str, list[float]] = {}
    for name, place in places(known(port)).items():
        chance = random.Random(name)
        times, before = [], process.cpu_times()
        for _ in range(requests):
            where = place(chance)
            seconds, status, body = ask(port, where)
            if status not in (200, 303):
                raise SystemExit(f"{where}: {status} {body[:500]!r}")
            times.append(seconds)
        found[name], after = times, process.cpu_times()
        spent = (after.user + after.system - before.user - before.system) / requests
        print(
            f"{name:<26}{statistics.median(times) * 1000:>9.0f} ms{max(times) * 1000:>9.0f} ms"
            f"{spent * 1000:>9.0f} ms",
            flush=True,
        )
    return found


def together(port: int, requests: int) -> list[float]:
    """Seconds of each request while several are made at once."""
    asked, times = list(places(known(port)).values()), list[float]()

    def visit(number: int) -> None:
        chance = random.Random(number)
        for _ in range(requests):
            times.append(ask(port, chance.choice(asked)(chance))[0])

    threads = [threading.Thread(target=visit, args=(number,)) for number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def main() -> None:
    """Makes the ledger, opens the room and asks it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--pages", type=int, default=50_000)
    parser.add_argument("--requests", type=int, default=40)
    parser.add_argument("--keep", action="store_true", help="leave the ledger where it is")
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp(prefix="room-"))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "million.duckdb"
    if not path.exists():
        made = ["-m", "benchmarks.ledger_million", str(folder), f"--pages={given.pages}"]
        subprocess.run([sys.executable, *made, "--ask", "make"], check=True, stdout=sys.stderr)
    for what in ("with its index to be made", "with its index there"):
        with served(path, folder) as (port, process, opened):
            used = process.memory_info().rss / 1e6
            print(f"opened {what} in {opened:.1f} s, then {used:.0f} MB", flush=True)
            if "there" in what:
                print(f"{'':<26}{'median':>12}{'worst':>12}{'CPU':>12}")
                found = measure(port, given.requests, process)
                searches = [t for n, times in found.items() if "search" in n for t in times]
                pages = [t for n, times in found.items() if "search" not in n for t in times]
                print(f"worst page {max(pages) * 1000:.0f} ms, search {max(searches) * 1000:.0f}")
                used = process.memory_info().rss / 1e6
                print(f"memory {used:.0f} MB")
                times = sorted(together(port, given.requests))
                print(
                    f"{AT_ONCE} at once: median {statistics.median(times) * 1000:.0f} ms, "
                    f"95% within {times[len(times) * 95 // 100] * 1000:.0f} ms, "
                    f"memory {process.memory_info().rss / 1e6:.0f} MB"
                )
    size = sum(file.stat().st_size for file in (folder / "cache").rglob("*.sqlite"))
    print(f"{given.pages * EVENTS:,} events, index {size / 1e6:,.0f} MB")
    if not given.keep:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
