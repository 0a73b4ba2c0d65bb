"""Where each row of a dataset comes from, for layouts that have no columns for it."""

from dragoman.exports.pairs import Pair
from dragoman.exports.writing import Values
from dragoman.records.tellings import Telling


def provenance_row(telling: Telling, pair: Pair, row: str) -> Values:
    """The row of one telling that a dataset's row rests on; `row` is that one's id."""
    page = telling.publication
    return {
        "row": row,
        "event": telling.id,
        "kind": "attribution" if telling.type is None else "event",
        "occurrence": telling.occurrence,
        "type": telling.type,
        "cameo": telling.cameo,
        "source": pair.source.id,
        "target": pair.target.id if pair.target is not None else None,
        "article": page.article,
        "url": page.url,
        "outlet": page.outlet,
        "published": page.published,
        "date": telling.date,
        "date_basis": telling.date_basis,
        "sentence_start": telling.sentence.start,
        "sentence_end": telling.sentence.end,
        "trigger_start": telling.trigger.start,
        "trigger_end": telling.trigger.end,
        "attribution": telling.attribution,
        "root_source": telling.root,
        "confidence": telling.confidence,
        "coder": page.coder,
    }
