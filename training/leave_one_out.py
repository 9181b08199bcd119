"""Measures what a model finds in a language that it was not trained on.

    python training/leave_one_out.py STUDENT -o OUT --data ../shared/data --languages da de et pt --minutes 15

Trains once for each language, without its sets, and prints F1 on their development
data. With --together all of them are left out of one training, which takes a sixth of
the time and is harder: a language's relatives are gone, too.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from maps import task

_HERE = Path(__file__).parent
_TASK = task("multilingual")


def run(*command: object) -> None:
    """Runs a script of this folder; what it says of its failure is enough."""
    done = subprocess.run([sys.executable, str(_HERE / str(command[0])), *map(str, command[1:])], check=False)
    if done.returncode:
        raise SystemExit(done.returncode)


def measure(args: argparse.Namespace, languages: list[str]) -> None:
    """Trains without some languages and evaluates on their sets."""
    trained = args.out / "-".join(languages)
    sets = [name for name in _TASK.names() if _TASK.load(name).language in languages]
    given = [option for pair in args.given for option in ("--set", pair)]
    print(f"without {', '.join(languages)}:", flush=True)
    run("train.py", args.student, "-o", trained / "model", "--data", args.data, "--minutes", args.minutes,
        "--measure", 0, *given, "--without", *languages)
    run("export.py", trained / "model", "-o", trained / "onnx")
    run("evaluate.py", trained / "onnx", "--data", args.data, "--part", "dev", "--limit", args.limit, "--only", *sets)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("student", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="folder of annotated sets")
    parser.add_argument("--languages", nargs="+", default=["ar", "da", "de", "et", "hi", "ja", "pt", "zh"])
    parser.add_argument("--minutes", type=float, default=15, help="of each training")
    parser.add_argument("--limit", type=int, default=500, help="so many records of each set")
    parser.add_argument("--set", dest="given", action="append", default=[], metavar="NAME=WEIGHT")
    parser.add_argument("--together", action="store_true", help="leave all of them out of one training")
    args = parser.parse_args()

    known = {_TASK.load(name).language for name in _TASK.names()}
    if unknown := set(args.languages) - known:
        raise SystemExit(f"leave_one_out.py: no set is in {', '.join(sorted(unknown))}; there are {', '.join(sorted(known))}")
    for languages in [args.languages] if args.together else [[language] for language in args.languages]:
        measure(args, languages)


if __name__ == "__main__":
    main()
