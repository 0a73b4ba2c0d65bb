"""Citations of one row of the record: the quoted words, where they stand, and what coded them."""

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from dragoman.records import Record, Span
from dragoman.views.chains import Speakers
from dragoman.views.web.rendering import web_address
from dragoman.views.wording import shorten

LONGEST = 1_200
"""Characters of a quotation."""
BIBTEX = re.compile(r"[\\{}$&#%_^~]")
ESCAPES = {
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}


@dataclass(frozen=True, slots=True)
class Citation:
    """How one row is cited.

    Attributes:
        key: a name for it, which is the same in all its forms.
        says: what the row says, in words.
        quote: the sentence or words that it rests on.
        title: the article's title.
        outlet: who published it.
        published: when.
        url: the page's own address, if it may be linked.
        link: its permanent address in the room.
        coder: the version that read it.
        ids: the ids of row, article and ledger.
        seen: the day of the citation.
    """

    key: str
    says: str
    quote: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    link: str
    coder: str
    ids: tuple[tuple[str, str], ...]
    seen: date

    @property
    def text(self) -> str:
        """The citation as one paragraph of plain text."""
        where = ", ".join(
            part
            for part in (
                self.outlet,
                f"“{self.title}”" if self.title else None,
                self.published,
                self.url,
            )
            if part
        )
        ids = ", ".join(f"{name} {value}" for name, value in self.ids)
        return (
            f"“{self.quote}” {where or 'An unnamed page'}. Coded as: {self.says}. "
            f"Dragoman {self.coder}, {ids}. {self.link} (seen {self.seen.isoformat()})."
        )

    @property
    def bibtex(self) -> str:
        """The citation for BibTeX."""
        fields = {
            "title": f"{{{_tex(self.says)}}}",
            "author": f"{{Dragoman {_tex(self.coder)}}}",
            "year": (self.published or "")[:4],
            "howpublished": f"\\url{{{_url(self.link)}}}",
            "note": f"Quoting ``{_tex(self.quote)}''; "
            + _tex(", ".join(filter(None, (self.outlet, self.title, self.published))))
            + (f", \\url{{{_url(self.url)}}}" if self.url else "")
            + "; "
            + _tex(", ".join(f"{name} {value}" for name, value in self.ids)),
            "urldate": self.seen.isoformat(),
        }
        told = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
        return f"@misc{{{self.key},\n{told}\n}}\n"

    @property
    def csl(self) -> str:
        """The citation as a list of one item of CSL-JSON."""
        item = {
            "id": self.key,
            "type": "dataset",
            "title": self.says,
            "author": [{"literal": f"Dragoman {self.coder}"}],
            "container-title": self.title,
            "publisher": self.outlet,
            "issued": _parts(self.published),
            "accessed": {"date-parts": [[self.seen.year, self.seen.month, self.seen.day]]},
            "URL": self.link,
            "abstract": self.quote,
            "source": self.url,
            "note": ", ".join(f"{name} {value}" for name, value in self.ids),
        }
        kept = {name: value for name, value in item.items() if value}
        return json.dumps([kept], ensure_ascii=False, indent=1) + "\n"


def citation_of(
    record: Record, kind: str, row: str, *, room: str, ledger: str, seen: date
) -> Citation | None:
    """The citation of a row of an article; None where the article has no such row.

    Args:
        record: the article's record.
        kind: "event", "move" or "attribution".
        row: the row's id.
        room: the address of the room.
        ledger: the ledger's id.
        seen: the day on which it is cited.
    """
    speakers, article = Speakers(record), record.article
    found = _told(record, speakers, kind, row)
    if found is None:
        return None
    says, quote = found
    return Citation(
        key=f"dragoman-{kind}-{row}",
        says=shorten(says, 300),
        quote=shorten(quote, LONGEST),
        title=_one(article.title),
        outlet=_one(article.outlet),
        published=article.published,
        url=web_address(article.url),
        link=f"{room}/articles/{article.id}#{kind[0]}-{row}",
        coder=record.coder.version,
        ids=((kind, row), ("article", article.id), ("ledger", ledger)),
        seen=seen,
    )


def _told(record: Record, speakers: Speakers, kind: str, row: str) -> tuple[str, str] | None:
    """What a row says, and the words that it rests on."""
    words = record.article.words
    if kind == "event":
        for event in (e for e in record.events if e.id == row):
            who, whom = speakers.actors(event.source), speakers.actors(event.target)
            told = f"{event.type}{f' ({event.mode})' if event.mode else ''}: {who} → {whom}"
            when = event.date or "no date"
            chain = " › ".join(speakers.chain(event.attribution))
            return f"{told}, {when}, {event.modality}, told by {chain}", words(event.sentence)
    elif kind == "move":
        for move in (m for m in record.moves if m.id == row):
            who = speakers.actor(move.actor) if move.actor else "–"
            told = f"{move.move}: {who} on {move.name}, {move.date or 'no date'}, {move.modality}"
            chain = " › ".join(speakers.chain(move.attribution))
            return f"{told}, told by {chain}", words(move.evidence)
    else:
        for claim in (a for a in record.attributions if a.id == row):
            chain = " › ".join(speakers.chain(claim.id))
            spans: tuple[Span, ...] = claim.content
            return f"{chain} {claim.stance}", " … ".join(words(span) for span in spans)
    return None


def _parts(day: str | None) -> dict[str, list[list[int]]] | None:
    try:
        found = date.fromisoformat(day or "")
    except ValueError:
        return None
    return {"date-parts": [[found.year, found.month, found.day]]}


def _one(text: str | None) -> str | None:
    return shorten(text, 300) or None


def _tex(text: str) -> str:
    escaped = BIBTEX.sub(lambda m: ESCAPES.get(m[0], f"\\{m[0]}"), text)
    return "".join(c for c in escaped if unicodedata.category(c)[0] != "C")


def _url(text: str) -> str:
    """An address inside a TeX command, which takes all but what would end it."""
    return re.sub(r"[{}\\\s]", lambda m: f"%{ord(m[0]):02X}", text)
