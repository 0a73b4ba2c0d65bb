"""The ledger: records in DuckDB and Parquet. The only room that knows SQL."""

from dragoman.ledger.adopting import Adopted, adopt
from dragoman.ledger.answers import (
    ActorRow,
    CodedEvent,
    Known,
    Marks,
    Overview,
    PactRow,
    Receipt,
    Stored,
    Told,
)
from dragoman.ledger.browsing import (
    FEW,
    ArticleRow,
    Deed,
    MonthRow,
    MoveRow,
    Partner,
    Said,
)
from dragoman.ledger.dyads import CellCount, PairCount
from dragoman.ledger.folders import is_folder
from dragoman.ledger.former import Former
from dragoman.ledger.frames import Table
from dragoman.ledger.gathering import FolderRun, Found
from dragoman.ledger.grounds import marks_of
from dragoman.ledger.judging import correct, read_value, retract
from dragoman.ledger.ledger import Ledger
from dragoman.ledger.merging import (
    PactJudgement,
    enter_pact_judgement,
    moves_touched,
    pact_judgements_of,
    pacts_named,
)
from dragoman.ledger.parts import Entering, PartWriter, part_of
from dragoman.ledger.places import Place, place_of
from dragoman.ledger.receipts import Run
from dragoman.ledger.reprinting import Reprint, ReprintRow
from dragoman.ledger.resolved import Decision, Judgement, Resolve, Resolved, as_read
from dragoman.ledger.resolving import (
    Revision,
    check_subject,
    enter_judgement,
    folded,
    judgements_of,
    known_identity,
    names_like,
    revise,
    revise_article,
    revise_touched,
    take_back,
)
from dragoman.ledger.rows import Entry, Row, Rows, Taken, clean, coder_row, now, record_rows
from dragoman.ledger.sourcing import DepthRow, HandRow, OutletRow, SpeakerRow, UnnamedRow
from dragoman.ledger.writing import Writer

__all__ = [
    "FEW",
    "ActorRow",
    "Adopted",
    "ArticleRow",
    "CellCount",
    "CodedEvent",
    "Decision",
    "Deed",
    "DepthRow",
    "Entering",
    "Entry",
    "FolderRun",
    "Former",
    "Found",
    "HandRow",
    "Judgement",
    "Known",
    "Ledger",
    "Marks",
    "MonthRow",
    "MoveRow",
    "OutletRow",
    "Overview",
    "PactJudgement",
    "PactRow",
    "PairCount",
    "PartWriter",
    "Partner",
    "Place",
    "Receipt",
    "Reprint",
    "ReprintRow",
    "Resolve",
    "Resolved",
    "Revision",
    "Row",
    "Rows",
    "Run",
    "Said",
    "SpeakerRow",
    "Stored",
    "Table",
    "Taken",
    "Told",
    "UnnamedRow",
    "Writer",
    "adopt",
    "as_read",
    "check_subject",
    "clean",
    "coder_row",
    "correct",
    "enter_judgement",
    "enter_pact_judgement",
    "folded",
    "is_folder",
    "judgements_of",
    "known_identity",
    "marks_of",
    "moves_touched",
    "names_like",
    "now",
    "pact_judgements_of",
    "pacts_named",
    "part_of",
    "place_of",
    "read_value",
    "record_rows",
    "retract",
    "revise",
    "revise_article",
    "revise_touched",
    "take_back",
]
