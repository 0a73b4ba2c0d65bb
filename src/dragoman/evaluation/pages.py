"""Gold pages: pages with an annotation beside them, and the scorer that comes with them."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from dragoman.errors import BrokenEnvironmentError, UsageError
from dragoman.flow import Reader
from dragoman.records import PageFault, Record, to_json

SCORER = "score_pages.py"
ENDINGS = (".html", ".txt")


def gold_pages(folder: Path) -> list[Path]:
    """The pages of a folder that have an annotation, a .json file of the same name, beside them.

    Raises:
        UsageError: there is none, or an annotation has no page.
    """
    pages = []
    for annotation in sorted(folder.glob("*.json")):
        page = next((p for e in ENDINGS if (p := annotation.with_suffix(e)).is_file()), None)
        if page is None:
            names = " or ".join(annotation.with_suffix(ending).name for ending in ENDINGS)
            raise UsageError(f"{annotation} annotates a page that isn't there: {names}.")
        pages.append(page)
    if not pages:
        raise UsageError(f"{folder} holds no gold pages (a .html or .txt file and its .json).")
    return pages


def find_scorer(folder: Path) -> Path:
    """The scorer of gold pages: `score_pages.py` in their folder or in the one above.

    Raises:
        UsageError: there is none.
    """
    places = (folder / SCORER, folder.resolve().parent / SCORER)
    for place in places:
        if place.is_file():
            return place
    raise UsageError(
        f"No {SCORER} lies in {folder} or in the folder above it. Name one with --scorer PATH."
    )


def read_gold(folder: Path) -> tuple[list[Record], list[PageFault]]:
    """The records of all gold pages of a folder, and a fault for each page that gave none.

    Raises:
        UsageError: the folder holds no gold pages.
    """
    results = list(Reader().read_paths(str(page) for page in gold_pages(folder)))
    records = [result for result in results if isinstance(result, Record)]
    return records, [result for result in results if isinstance(result, PageFault)]


def run_scorer(
    scorer: Path, records: Iterable[Record], folder: Path, arguments: Sequence[str] = ()
) -> str:
    """What a gold folder's own scorer prints for records.

    Args:
        scorer: a script that takes RECORDS.jsonl and GOLD_DIR.
        records: what was read from the folder's pages.
        folder: where the gold lies.
        arguments: more words for the scorer, such as "--json".

    Raises:
        BrokenEnvironmentError: the scorer failed; the message has its last line.
    """
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch, "records.jsonl")
        path.write_bytes(b"".join(to_json(record) + b"\n" for record in records))
        command = [sys.executable, str(scorer), str(path), str(folder), *arguments]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        said = (done.stderr or done.stdout).strip().splitlines() or ["it said nothing"]
        raise BrokenEnvironmentError(
            f"The scorer {scorer} failed with exit code {done.returncode}: {said[-1]}"
        )
    return done.stdout


def shared_figures(scorer: Path, folder: Path) -> dict[str, Any]:
    """The figures of a folder of gold pages by their own scorer, as it names them.

    Raises:
        UsageError: the folder holds no gold pages.
        BrokenEnvironmentError: the scorer failed or printed no JSON.
    """
    records, _ = read_gold(folder)
    printed = run_scorer(scorer, records, folder, ["--json"])
    try:
        figures: dict[str, Any] = json.loads(printed)
    except ValueError as error:
        raise BrokenEnvironmentError(f"The scorer {scorer} printed no JSON: {error}") from error
    return figures
