"""From a record to the ledger's rows."""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from dragoman.ledger.naming import actor_row
from dragoman.records import (
    Attribution,
    Chains,
    Coder,
    Coding,
    Event,
    Fault,
    Move,
    PageFault,
    Record,
    Span,
    content_id,
)

SURROGATES = re.compile("[\ud800-\udfff]")

Row = dict[str, Any]
Rows = dict[str, list[Row]]


@dataclass(frozen=True, slots=True)
class Taken:
    """One content as it came in.

    `source` is a hash of the content and of what was said of it from outside; `name` the path as
    it was given, `location` the same from the root of the disk, null for standard input.
    """

    source: str
    digest: str
    size: int
    name: str
    location: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """What a build enters for one page: the content, what reading it gave, and when.

    `taken` is null for a page that couldn't be opened, whose result then is a fault.
    """

    taken: Taken | None
    result: Record | PageFault
    coder: str
    read_at: datetime


def coder_row(coder: Coder, codebook: str) -> Row:
    """The row of what reads: its id leaves out the model's digest, which pages may not need."""
    options = sorted(coder.options.items())
    models = ", ".join([coder.model, *(name for _, name in sorted(coder.heads.items()))])
    return {
        "coder": content_id("coder", coder.version, models, codebook, options),
        "version": coder.version,
        "model": models,
        "codebook": codebook,
        "options": dict(options),
    }


def rows_of(entry: Entry, build: int) -> Rows:
    """All rows that one page gives, by table.

    Rows of `sources`, `names`, `texts` and `faults` may stand in the ledger already.
    """
    taken, result = entry.taken, entry.result
    if taken is None:
        fault = result.fault if isinstance(result, PageFault) else result.faults[0]
        return {"faults": [_fault(fault, build, None, None, clean(result.page))]}
    reading = content_id("reading", taken.source, entry.coder)
    rows: Rows = {
        "sources": [
            {
                "source": taken.source,
                "digest": taken.digest,
                "bytes": taken.size,
                "build": build,
            }
        ],
        "names": [name_row(taken, build)],
        "readings": [
            {
                "reading": reading,
                "source": taken.source,
                "coder": entry.coder,
                "build": build,
                "read_at": entry.read_at.isoformat(timespec="seconds"),
            }
        ],
    }
    if isinstance(result, PageFault):
        rows["faults"] = [_fault(result.fault, build, reading, None, None)]
        return rows
    article = result.article
    page = content_id("page", article.url.split("#")[0] if article.url else None, None)
    rows["readings"][0] |= {
        "page": page if article.url else content_id("page", None, article.id),
        "article": article.id,
        "words": len(article.text.split()),
        "model_digest": result.coder.model_digest,
    }
    rows["faults"] = [_fault(fault, build, reading, article.id, None) for fault in result.faults]
    return rows | record_rows(result, reading)


def name_row(taken: Taken, build: int) -> Row:
    """The row that says under which name a source was given."""
    return {
        "source": taken.source,
        "name": clean(taken.name),
        "location": taken.location and clean(taken.location),
        "build": build,
    }


def record_rows(record: Record, reading: str) -> Rows:
    """The rows that a record itself holds, all carrying their reading and article."""
    article = record.article
    here = {"reading": reading, "article": article.id}
    chains = Chains(record)
    raw = article.text.encode("utf-8", "surrogatepass")
    return {
        "texts": [
            {
                "article": article.id,
                "text": article.text,
                "sha256": hashlib.sha256(raw).hexdigest(),
                "length": len(article.text),
            }
        ],
        "articles": [
            here
            | {
                "title": article.title,
                "standfirst": article.standfirst,
                "byline": article.byline,
                "outlet": article.outlet,
                "url": article.url,
                "published": article.published,
                "published_basis": article.published_basis,
                "language": article.language,
            }
        ],
        "zones": [
            here
            | {"number": number, "kind": zone.kind, "outlet": zone.outlet}
            | {"confidence": zone.confidence, **_span("span", zone.span)}
            for number, zone in enumerate(article.zones)
        ],
        "comments": [
            here
            | {"id": c.id, "author": c.author, "posted": c.posted, "votes": c.votes}
            | {"span_start": c.start, "span_end": c.end, "reply_to": c.reply_to}
            for c in article.comments
        ],
        "actors": [here | actor_row(a) for a in record.actors],
        "mentions": [
            here
            | {"actor": actor.id, **_span("span", mention.span)}
            | {"basis": mention.basis, "score": mention.score}
            for actor in record.actors
            for mention in actor.mentions
        ],
        "attributions": [
            here | _attribution(a, chains.root(a.id), chains.depth(a.id))
            for a in record.attributions
        ],
        "events": [here | _event(e, chains.root(e.attribution)) for e in record.events],
        "moves": [here | _move(m, chains.root(m.attribution)) for m in record.moves],
    }


def _attribution(attribution: Attribution, root: str, depth: int) -> Row:
    source = attribution.source
    return {
        "id": attribution.id,
        **_span("source", Span(source.start, source.end) if source else None),
        "source_actor": source.actor if source else None,
        "source_named": source.named if source else None,
        **_span("cue", attribution.cue),
        "content": [{"start": s.start, "end": s.end} for s in attribution.content],
        "kind": attribution.kind,
        "stance": attribution.stance,
        "via": attribution.via,
        "depth": depth,
        "root": root,
        "confidence": attribution.confidence,
    }


def _event(event: Event, root: str) -> Row:
    place = event.place
    return {
        "id": event.id,
        "occurrence": event.occurrence,
        "type": event.type,
        "mode": event.mode,
        "contexts": event.contexts,
        "cameo": event.cameo,
        "quad": event.quad,
        "source": event.source,
        "target": event.target,
        **_span("trigger", event.trigger),
        **_span("sentence", event.sentence),
        "date": event.date,
        "date_basis": event.date_basis,
        "place_text": place.text if place else None,
        "place_country": place.country if place else None,
        "place_name": place.name if place else None,
        "place_latitude": place.latitude if place else None,
        "place_longitude": place.longitude if place else None,
        "place_confidence": place.confidence if place else None,
        "modality": event.modality,
        "attribution": event.attribution,
        "root": root,
        "confidence": event.confidence,
        "intensity": event.intensity,
        **_coding(event.coding),
    }


def _coding(coding: Coding | None) -> Row:
    return {
        "coded_by": coding.by if coding else None,
        "rule": coding.rule if coding else None,
        "related": coding.related if coding else None,
        "words": [{"start": s.start, "end": s.end} for s in coding.words] if coding else [],
        "types": [{"type": t.type, "score": t.score} for t in coding.types] if coding else [],
    }


def _move(move: Move, root: str) -> Row:
    return {
        "id": move.id,
        "pact": move.pact,
        "name": move.name,
        "kind": move.kind,
        "parent": move.parent,
        "actor": move.actor,
        "move": move.move,
        "count": move.count,
        "members": move.members,
        "date": move.date,
        "date_basis": move.date_basis,
        "modality": move.modality,
        **_span("evidence", move.evidence),
        "attribution": move.attribution,
        "root": root,
        "confidence": move.confidence,
    }


def _fault(
    fault: Fault, build: int, reading: str | None, article: str | None, name: str | None
) -> Row:
    message = clean(fault.message)
    return {
        "id": content_id("fault", reading, name, fault.stage, message, fault.start, fault.end),
        "build": build,
        "reading": reading,
        "article": article,
        "name": name,
        "stage": fault.stage,
        "message": message,
        "span_start": fault.start,
        "span_end": fault.end,
    }


def _span(name: str, span: Span | None) -> Row:
    return {
        f"{name}_start": span.start if span else None,
        f"{name}_end": span.end if span else None,
    }


def clean(text: str) -> str:
    """A text without lone surrogates, which file names may hold and UTF-8 may not."""
    return SURROGATES.sub("\ufffd", text)


def cleaned(value: Any) -> Any:  # noqa: ANN401 - whatever a row holds
    """A row's value with all its texts cleaned; no offset moves."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: cleaned(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [cleaned(part) for part in value]
    return value


def now() -> str:
    """The present second in UTC, as the ledger writes times."""
    return datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="seconds")
