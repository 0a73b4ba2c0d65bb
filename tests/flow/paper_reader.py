"""A reader that needs no language model: each page tells "ACTOR MOVE PACT" in its one line.

Run as a script, it builds a ledger until it is done or killed:

    python paper_reader.py LEDGER SECONDS_A_PAGE PAGE...
"""

import sys
import time

from dragoman.records import (
    Actor,
    ActorKind,
    Article,
    Coder,
    Event,
    EventType,
    Fault,
    Modality,
    Move,
    MoveKind,
    Naming,
    PactKind,
    PageFault,
    Record,
    Span,
    Stage,
    Zone,
    ZoneKind,
    content_id,
)


class PaperReader:
    """Reads pages of one line, such as "USA withdraw jcpoa"; "crash" and "empty" are no records."""

    def __init__(self, version="1.0", pause=0.0):
        self.coder = Coder(version, "paper", None, {})
        self.pause = pause
        self.read_pages = []

    def read(self, pages):
        for page in pages:
            yield page if isinstance(page, PageFault) else self._one(page)

    def _one(self, page):
        time.sleep(self.pause)
        self.read_pages.append(page.name)
        text = page.content if isinstance(page.content, str) else page.content.decode()
        words = text.split()
        if words[:1] == ["crash"]:
            raise ZeroDivisionError("a mistake in the reader")
        if len(words) < 3:
            return PageFault(page.name, Fault(Stage.PAGES, "The page is empty."))
        actor, move, pact, *rest = words
        url = page.given.url
        identity = content_id("article", url, text)
        span = Span(0, len(text))
        article = Article(
            identity, None, None, None, "The Example Post", url, page.given.published,
            None, "en", text, (Zone(ZoneKind.BODY, 0, len(text)),), (),
        )  # fmt: skip
        events = tuple(
            Event(
                content_id(identity, "event", number), content_id(identity), EventType.AGREE, None,
                (), "057", 1, (actor,), (), span, span, None, None, None, Modality.ACTUAL, None, 0.5,
            )
            for number in range(5)
        )  # fmt: skip
        told = Move(
            content_id(identity, "move"), pact, f"The {pact} accord", PactKind.ACCORD, None, actor,
            MoveKind(move), None, None, rest[0] if rest else None, None, Modality.ACTUAL, span,
            None, 0.5,
        )  # fmt: skip
        actors = (Actor(actor, actor, ActorKind.COUNTRY, actor, mentions=(Naming(0, len(actor)),)),)
        return Record(page.name, self.coder, article, actors, (), events, (told,))


if __name__ == "__main__":
    from dragoman.flow import building

    building.codebook_digest = lambda *_: "book"
    building.build(sys.argv[1], sys.argv[3:], reader=PaperReader(pause=float(sys.argv[2])))
