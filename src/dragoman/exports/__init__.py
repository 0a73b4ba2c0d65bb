"""Records as the rows of datasets: pure functions from what a ledger tells to layouts of others."""

from dragoman.exports.annotations import annotation, page_head
from dragoman.exports.coded import coded_row
from dragoman.exports.codes import is_coded
from dragoman.exports.dyads import DYAD_COLUMNS, Dyad, dyad_row, dyads
from dragoman.exports.followthemoney import article_entity, event_entities, party_entity
from dragoman.exports.gdelt import event_row, mention_rows
from dragoman.exports.icews import icews_row
from dragoman.exports.numbers import number_of
from dragoman.exports.pairs import Pair, pairs
from dragoman.exports.phoenix import phoenix_row
from dragoman.exports.plover import plover_object
from dragoman.exports.polecat import polecat_row
from dragoman.exports.profiles import PROFILES, Form, Profile
from dragoman.exports.provenance import provenance_row
from dragoman.exports.speech import appealing, statement
from dragoman.exports.writing import Cells, Values, csv_line, json_line, laid_out, tab_line

__all__ = [
    "DYAD_COLUMNS",
    "PROFILES",
    "Cells",
    "Dyad",
    "Form",
    "Pair",
    "Profile",
    "Values",
    "annotation",
    "appealing",
    "article_entity",
    "coded_row",
    "csv_line",
    "dyad_row",
    "dyads",
    "event_entities",
    "event_row",
    "icews_row",
    "is_coded",
    "json_line",
    "laid_out",
    "mention_rows",
    "number_of",
    "page_head",
    "pairs",
    "party_entity",
    "phoenix_row",
    "plover_object",
    "polecat_row",
    "provenance_row",
    "statement",
    "tab_line",
]
