"""Taking the rows of a ledger that is a folder into one that is a file."""

from dataclasses import dataclass

from dragoman.ledger.folders import COMMIT, PARTED
from dragoman.ledger.places import Place
from dragoman.ledger.schema import KEPT, Table, quoted
from dragoman.ledger.tables import TABLES
from dragoman.ledger.writing import SHARED, Writer

FOLDER = "adopted"
"""What the folder is called in the writer's connection."""

OWN = ("receipts", "retractions", "corrections", "judgements", "reprints")
"""Tables that belong to a ledger itself, or are made anew from the others."""

FRESH = f"""CREATE TEMP TABLE fresh AS SELECT reading FROM {FOLDER}.{KEPT}.{COMMIT}
ANTI JOIN {KEPT}.{COMMIT} USING (reading)"""

COUNTED = f"""SELECT (SELECT count(*) FROM {FOLDER}.{KEPT}.names),
  (SELECT count(*) FROM {FOLDER}.{KEPT}.faults WHERE reading IS NULL),
  (SELECT count(*) FROM {FOLDER}.{KEPT}.names SEMI JOIN (
     SELECT source FROM {FOLDER}.{KEPT}.readings GROUP BY source HAVING bool_and(article IS NULL))
   USING (source)),
  (SELECT coalesce(sum(words), 0) FROM {FOLDER}.{KEPT}.readings SEMI JOIN fresh USING (reading))"""


@dataclass(frozen=True, slots=True)
class Adopted:
    """What a folder brought: pages by their names, those without a record, words that are new."""

    given: int
    unopened: int
    faulty: int
    words: int


def adopt(writer: Writer, place: Place) -> Adopted:
    """Enters what a folder holds and the ledger doesn't, as rows of the build that goes on.

    Actors stand as the folder resolved them, who knows no judgements.

    Raises:
        LedgerError: the folder is no ledger, or of another version.
    """
    writer.attach(place, FOLDER)
    writer.change(FRESH)
    with writer.transaction():
        for name in PARTED:
            if name not in OWN:
                writer.change(_entering(TABLES[name], writer.build))
    [[given, unopened, faulty, words]] = writer.all(COUNTED)
    writer.change("DROP TABLE fresh")
    writer.change(f"DETACH {FOLDER}")
    return Adopted(given, unopened, faulty + unopened, int(words))


def _entering(table: Table, build: int) -> str:
    columns = ", ".join(map(quoted, table.names))
    told = ", ".join(str(build) if name == "build" else quoted(name) for name in table.names)
    once = "OR IGNORE " if table.name in SHARED else ""
    fresh = " SEMI JOIN fresh USING (reading)" if _of_readings(table) else ""
    return (
        f"INSERT {once}INTO {KEPT}.{table.name} ({columns}) "
        f"SELECT {told} FROM {FOLDER}.{KEPT}.{table.name}{fresh}"
    )


def _of_readings(table: Table) -> bool:
    return "reading" in table.names and table.name != "faults"
